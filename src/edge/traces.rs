//! What editors leave behind of a text besides the text: how to keep them from it, for a plan that is locked.
//!
//! Swap and backup files beside the text go with its folder. What goes elsewhere, into histories, undo folders and lists of
//! files, is switched off here for the editors that are known, by options for this one run; nobody's settings are touched.

use std::path::{Path, PathBuf};

/// For vim and neovim: no swap file, no list of marks and registers, no undo file, no backup.
const VIM: &[&str] = &["-n", "-i", "NONE", "--cmd", "set noundofile nobackup nowritebackup"];
/// For nano: its settings are what turns on backups and histories.
const NANO: &[&str] = &["--ignorercfiles"];
/// For Emacs: no backup, no automatic save, no lock, and nothing for the lists that are written when it ends.
const EMACS: &[&str] = &[
    "--eval",
    "(setq make-backup-files nil auto-save-default nil auto-save-list-file-prefix nil create-lockfiles nil \
     kill-emacs-query-functions nil save-place-mode nil savehist-mode nil recentf-exclude '(\".*\") \
     undo-tree-auto-save-history nil)",
];
/// Editors with a history of their own that no option of a single run turns off.
const HISTORIES: &[(&str, &str)] = &[
    ("code", "VS Code"),
    ("code-insiders", "VS Code"),
    ("codium", "VSCodium"),
    ("vscodium", "VSCodium"),
    ("code-oss", "VS Code"),
    ("cursor", "Cursor"),
    ("windsurf", "Windsurf"),
];

/// The options that keep this editor from leaving traces; none where it is not known, or leaves none.
pub fn options(program: &str) -> &'static [&'static str] {
    // Many editors hide behind `vi`; only what it leads to tells which one it is.
    let name =
        if matches!(called(program).as_str(), "vi" | "view" | "editor") { behind(program) } else { called(program) };
    match name.split('.').next().unwrap_or_default() {
        "vim" | "nvim" | "vimx" | "gvim" => VIM,
        "nano" => NANO,
        "emacs" | "emacs-nox" | "emacs-gtk" => EMACS,
        _ => &[],
    }
}

/// What this editor is called, if it keeps a history of its own.
pub fn history(program: &str) -> Option<&'static str> {
    let name = called(program);
    HISTORIES.iter().find(|(known, _)| *known == name).map(|(_, title)| *title)
}

/// The name of a program, without its folder.
fn called(program: &str) -> String {
    Path::new(program).file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The name of the program behind a name that stands for several.
fn behind(program: &str) -> String {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = if program.contains('/') {
        Some(PathBuf::from(program))
    } else {
        std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
    };
    let real = found.and_then(|path| path.canonicalize().ok()).unwrap_or_default();
    called(&real.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editors_that_are_known() {
        let cases: [(&str, Option<&str>, Option<&str>); 14] = [
            ("vim", Some("NONE"), None),
            ("/usr/bin/vim.basic", Some("NONE"), None),
            ("/opt/nvim/bin/nvim", Some("NONE"), None),
            ("nano", Some("--ignorercfiles"), None),
            ("/bin/nano", Some("--ignorercfiles"), None),
            ("emacs", Some("--eval"), None),
            ("emacsclient", None, None),
            ("hx", None, None),
            ("vimdiff-thing", None, None),
            ("sensible-editor", None, None),
            ("code", None, Some("VS Code")),
            ("/usr/share/code/bin/code", None, Some("VS Code")),
            ("codium", None, Some("VSCodium")),
            ("encode", None, None),
        ];
        for (program, option, title) in cases {
            let given = options(program);
            assert_eq!(option.is_some(), !given.is_empty(), "{program}");
            assert!(option.is_none_or(|option| given.contains(&option)), "{program}: {given:?}");
            assert_eq!(history(program), title, "{program}");
        }
    }

    #[test]
    fn what_vi_leads_to_tells_which_editor_it_is() {
        let room = tempfile::tempdir().unwrap();
        let at = |name: &str| room.path().join(name).to_string_lossy().into_owned();
        for (name, real, known) in [("vi", "vim.tiny", true), ("view", "busybox", false), ("editor", "nano", true)] {
            std::fs::write(at(real), "").unwrap();
            std::os::unix::fs::symlink(at(real), at(name)).unwrap();
            assert_eq!(!options(&at(name)).is_empty(), known, "{name}");
        }
    }
}
