//! Locking after a while, at the bench: when it comes, what it covers, what it leaves alone. The clock is ours.

use std::time::Duration;

use super::bench::Bench;
use super::gate::Idle;
use super::mask::Mask;
use super::model::Model;
use super::msg::{Effect, Mouse, MouseKind, Msg};
use super::overlays::Overlay;

/// What is due this long after the last key.
fn due(model: &Model, minutes: u64) -> Option<Idle> {
    let idle = Duration::from_secs(minutes * 60);
    model.patience().filter(|(after, _)| *after <= idle).map(|(_, due)| due)
}

fn guarded() -> Bench {
    let mut bench = Bench::sample();
    (bench.model.lock_after, bench.model.guarded) = (10, true);
    bench
}

#[test]
fn each_comes_in_its_time_and_nothing_after_the_lock() {
    let mut bench = guarded();
    assert_eq!((due(&bench.model, 9), due(&bench.model, 10)), (None, Some(Idle::Lock)));
    bench.model.mask_after = 5;
    assert_eq!((due(&bench.model, 4), due(&bench.model, 5)), (None, Some(Idle::Cover)));
    bench.send(Msg::Away);
    assert_eq!(
        (due(&bench.model, 9), due(&bench.model, 10)),
        (None, Some(Idle::Lock)),
        "covered, it is locked in time"
    );
    bench.send(Msg::Locked);
    assert_eq!(bench.model.patience(), None, "a locked one waits as long as it takes");
    bench.send(Msg::Opened(None));
    assert_eq!(bench.model.mask, Mask::Away, "what was covered before is covered still");
    bench.model.mask_after = 20;
    bench.model.mask = Mask::Off;
    assert_eq!(due(&bench.model, 30), Some(Idle::Lock), "what comes first counts");
}

#[test]
fn a_plan_without_a_passphrase_is_covered_instead() {
    let mut bench = Bench::sample();
    assert_eq!(bench.model.patience(), None);
    bench.model.lock_after = 10;
    assert_eq!((due(&bench.model, 9), due(&bench.model, 10)), (None, Some(Idle::Cover)));
    bench.send(Msg::Away);
    assert_eq!(bench.model.patience(), None);
    bench.keys("j");
    bench.model.mask_after = 3;
    assert_eq!(due(&bench.model, 3), Some(Idle::Cover));
}

#[test]
fn nothing_is_shown_or_typed_while_it_is_locked_and_everything_is_there_after() {
    let mut bench = guarded();
    bench.model.screen.who = Some(crate::domain::StakeholderId::new("grace-hopper"));
    bench.model.refresh();
    bench.keys("tshowed the numbers");
    let before = bench.plan().records().clone();
    bench.send(Msg::Locked);
    for size in [(120, 36), (80, 24), (40, 12), (20, 5), (3, 2)] {
        bench.model.size = size;
        let screen = bench.screen();
        for word in ["Grace", "numbers", "Plan", "saved", "Finance"] {
            assert!(!screen.contains(word), "{word} at {size:?}\n{screen}");
        }
        assert!(size.0 < 20 || screen.contains("Passphrase:"), "{size:?}\n{screen}");
    }
    bench.model.size = (120, 36);
    assert!(bench.screen().contains("Locked after 10 minutes without a key."), "{}", bench.screen());
    bench.effects.clear();
    bench.keys("dd<Enter>q<Esc>u");
    bench.send(Msg::Paste("dd".into()));
    bench.send(Msg::Mouse(Mouse { kind: MouseKind::Click, column: 3, row: 23 }));
    bench.send(Msg::Focus);
    assert!(bench.effects.is_empty() && *bench.plan().records() == before);
    // Another machine's change waits until it is opened: without the key there is nothing to look at.
    bench.send(Msg::Opened(Some("That is not the passphrase; once more.".into())));
    assert!(bench.screen().contains("once more") && bench.effects.is_empty());
    bench.send(Msg::Opened(None));
    assert_eq!(bench.effects, [Effect::Look]);
    assert!(matches!(bench.model.overlays.as_slice(), [Overlay::Capture(_)]));
    assert!(bench.screen().contains("showed the numbers"), "{}", bench.screen());
}
