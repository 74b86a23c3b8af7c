//! The desktop's own way of telling something.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use notify_rust::Notification;

/// How long the desktop may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Shows a notification: one line, and what is under it.
///
/// # Errors
/// There is no desktop, or it does not take it; the reason is for a person.
pub fn notify(summary: &str, lines: &[String]) -> Result<(), String> {
    let (summary, lines) = (summary.to_owned(), lines.to_vec());
    let (tell, told) = mpsc::channel();
    // A desktop that hangs must not hang a timer.
    let shown = move || {
        // Nobody listens any more where it took too long.
        let _ = tell.send(show(&summary, &lines));
    };
    thread::Builder::new().name("desktop".into()).spawn(shown).map_err(|why| why.to_string())?;
    told.recv_timeout(PATIENCE).unwrap_or_else(|_| Err("the desktop does not answer".to_owned()))
}

fn show(summary: &str, lines: &[String]) -> Result<(), String> {
    let body = lines.join("\n");
    let body = if has_markup() { body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;") } else { body };
    let mut notification = Notification::new();
    notification.appname("touchbase").summary(summary).body(&body);
    notification.show().map(drop).map_err(|why| why.to_string())
}

/// Whether the desktop takes `&` and `<` for more than letters.
#[cfg(all(unix, not(target_os = "macos")))]
fn has_markup() -> bool {
    notify_rust::get_capabilities().is_ok_and(|all| all.iter().any(|one| one == "body-markup"))
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn has_markup() -> bool {
    false
}
