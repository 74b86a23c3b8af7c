//! What is asked on the Network screen.

use super::super::model::Model;
use super::super::msg::Effect;
use super::super::screen::Screen;
use super::Now;
use crate::keys::Command;

/// Carries out a command of the Network screen.
pub fn run(model: &mut Model, command: Command, _now: &mut Now<'_>) -> Vec<Effect> {
    if command == Command::Back {
        model.at = Screen::Plan;
    }
    Vec::new()
}
