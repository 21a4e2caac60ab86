//! Whose word counts: ours, or the customer's, which overlays it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who wrote a mapping or an entry of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Scope {
    /// A default, the same for every account.
    Global,
    /// The account's own.
    Customer,
}

impl std::str::FromStr for Scope {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "GLOBAL" => Ok(Self::Global),
            "CUSTOMER" => Ok(Self::Customer),
            _ => Err("must be GLOBAL or CUSTOMER"),
        }
    }
}
