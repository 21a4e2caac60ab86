//! A setting that does not print.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// A key or password: shown only to whom it opens something.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// The secret itself, to be sent and never to be logged.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl FromStr for Secret {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.trim().to_owned()))
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text.trim().to_owned())
    }
}
