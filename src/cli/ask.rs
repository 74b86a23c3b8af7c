//! A question with numbered answers, for a person at a terminal. Scripts are never asked.

use std::io::{self, BufRead as _};

use super::output;

/// Asks, and answers with the index of what was chosen. Nothing typed means the first; none where nothing more comes.
pub fn choose(question: &str, answers: &[&str]) -> Option<usize> {
    output::aside(question);
    for (at, answer) in answers.iter().enumerate() {
        output::aside(&format!("  {}  {answer}", at + 1));
    }
    loop {
        output::prompt(&format!("1-{}, Enter for 1: ", answers.len()));
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line).ok()? == 0 {
            output::aside("");
            return None;
        }
        match line.trim() {
            "" => return Some(0),
            typed => match typed.parse::<usize>() {
                Ok(number) if (1..=answers.len()).contains(&number) => return Some(number - 1),
                _ => output::aside(&format!("{typed} is none of them.")),
            },
        }
    }
}
