//! The open plan.
