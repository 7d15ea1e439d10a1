//! The Dangle desktop app: the Tauri shell. Adapters only, no rules.

pub mod view;
