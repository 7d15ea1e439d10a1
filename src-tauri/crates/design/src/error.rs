//! The one error type of the crate: what is wrong, and the way out.

use std::fmt;

/// What can go wrong in designing a charm.
///
/// Opaque on purpose: callers match on [`Error::code`], people read the message and the hint.
#[derive(Debug)]
pub struct Error {
    code: ErrorCode,
    message: String,
    hint: Option<String>,
}

/// The kinds of error that callers tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// A value from outside is not usable.
    Input,
    /// A picture could not be read.
    Artwork,
    /// A picture is larger than the limits allow.
    TooLarge,
    /// The picture has nothing visible in it.
    NothingVisible,
    /// A thing that was named is not there.
    NotFound,
    /// The long work was stopped by the person.
    Cancelled,
    /// A file could not be read or written.
    File,
    /// The stored data is damaged or not ours.
    Store,
    /// A written file did not prove equal to its intent.
    Proof,
}

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error of any code; `message` names the thing and the value, `hint` the remedy.
    pub fn new(code: ErrorCode, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Error { code, message: message.into(), hint: Some(hint.into()) }
    }

    /// A value from outside is not usable.
    pub fn input(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Error::new(ErrorCode::Input, message, hint)
    }

    /// The long work was stopped by the person.
    #[must_use]
    pub fn cancelled() -> Self {
        Error { code: ErrorCode::Cancelled, message: "Stopped.".into(), hint: None }
    }

    /// The kind of error.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The same error with the name of the thing it happened to in front.
    #[must_use]
    pub fn about(mut self, thing: impl fmt::Display) -> Self {
        self.message = format!("{thing}: {}", self.message);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
