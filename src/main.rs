//! The door: decide who is talking, a person or a script, and turn the outcome into an exit code.

fn main() {}
