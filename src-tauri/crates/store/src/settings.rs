//! The person's settings, and where the window was.

use dangle_design::{Error, ErrorCode, Result};
use rusqlite::{OptionalExtension, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::error::While;

/// Longest value of a setting as JSON, in bytes: settings are choices, not documents.
pub const LONGEST_SETTING: usize = 64 << 10;
/// Most settings.
pub const MOST_SETTINGS: usize = 256;
/// Longest key, in bytes.
const LONGEST_KEY: usize = 64;
/// The setting under which the window's place is remembered.
const WINDOW: &str = "window";

/// Where the window was, in the screen's own pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowState {
    /// Left edge; may be negative on a screen to the left.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Whether it filled the screen.
    pub maximized: bool,
}

impl Store {
    /// The setting of that key, if it was ever set.
    ///
    /// # Errors
    /// [`ErrorCode::Input`] when what is stored cannot be read as a `T`: use the default then.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>> {
        let text: Option<String> = self
            .connection
            .query_row("SELECT value FROM setting WHERE key = ?1", [key], |row| row.get(0))
            .optional()
            .doing("reading the settings")?;
        text.map(|text| serde_json::from_str(&text).map_err(|error| unusable(key, &error))).transpose()
    }

    /// Keeps a setting.
    ///
    /// # Errors
    /// [`ErrorCode::Input`] when the key is not made of lower-case letters, digits and hyphens,
    /// [`ErrorCode::TooLarge`] above [`LONGEST_SETTING`] or [`MOST_SETTINGS`], [`ErrorCode::File`] when the
    /// store cannot be written.
    pub fn put_setting<T: Serialize>(&mut self, key: &str, value: &T) -> Result<()> {
        check_key(key)?;
        let text = serde_json::to_string(value).map_err(|error| unusable(key, &error))?;
        if text.len() > LONGEST_SETTING {
            return Err(too_large(format!("the setting {key} takes {} bytes", text.len())));
        }
        let sql = "INSERT INTO setting (key, value) SELECT ?1, ?2
                   WHERE (SELECT count(*) FROM setting WHERE key <> ?1) < ?3
                   ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        let values = params![key, text, MOST_SETTINGS as i64];
        let written = self.connection.execute(sql, values).doing("keeping the settings")?;
        if written == 1 { Ok(()) } else { Err(too_large("there are too many settings".into())) }
    }

    /// Where the window was, if it was ever closed.
    ///
    /// # Errors
    /// Those of [`Store::setting`].
    pub fn window(&self) -> Result<Option<WindowState>> {
        self.setting(WINDOW)
    }

    /// Remembers where the window is.
    ///
    /// # Errors
    /// [`ErrorCode::File`] when the store cannot be written.
    pub fn put_window(&mut self, window: WindowState) -> Result<()> {
        self.put_setting(WINDOW, &window)
    }
}

fn check_key(key: &str) -> Result<()> {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if !key.is_empty() && key.len() <= LONGEST_KEY && key.bytes().all(allowed) {
        return Ok(());
    }
    let shown: String = key.chars().take(LONGEST_KEY).collect();
    Err(Error::input(
        format!("\"{shown}\" is no name of a setting"),
        "Use lower-case letters, digits, hyphens.",
    ))
}

fn too_large(message: String) -> Error {
    let hint =
        format!("A setting takes at most {LONGEST_SETTING} bytes, and there are at most {MOST_SETTINGS}.");
    Error::new(ErrorCode::TooLarge, message, hint)
}

fn unusable(key: &str, error: &serde_json::Error) -> Error {
    Error::input(format!("the setting {key} cannot be used: {error}"), "Set it again.")
}
