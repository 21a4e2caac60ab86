//! What an attribute of an identity says, whatever the customer calls it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The fields that a mapping of kind `IDENTITY_FIELD` can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IdentityField {
    /// Email address.
    Email,
    /// The whole name.
    FullName,
    /// The given name.
    FirstName,
    /// The family name.
    LastName,
    /// The name chosen for the product.
    Username,
    /// Telephone number.
    Phone,
    /// Country of residence.
    Country,
    /// Name of the company.
    OrganizationName,
}

impl IdentityField {
    /// All of them, in the order in which the contract lists them.
    pub const ALL: [Self; 8] = [
        Self::Email,
        Self::FullName,
        Self::FirstName,
        Self::LastName,
        Self::Username,
        Self::Phone,
        Self::Country,
        Self::OrganizationName,
    ];

    /// Name on the wire, such as `FULL_NAME`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "EMAIL",
            Self::FullName => "FULL_NAME",
            Self::FirstName => "FIRST_NAME",
            Self::LastName => "LAST_NAME",
            Self::Username => "USERNAME",
            Self::Phone => "PHONE",
            Self::Country => "COUNTRY",
            Self::OrganizationName => "ORGANIZATION_NAME",
        }
    }
}

impl fmt::Display for IdentityField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for IdentityField {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|field| field.as_str() == text)
            .ok_or("must be the name of a field, such as EMAIL")
    }
}

#[cfg(test)]
mod tests {
    use super::IdentityField;

    /// `as_str`, `FromStr` and serde speak of the same names.
    #[test]
    fn names_agree() {
        for field in IdentityField::ALL {
            assert_eq!(field.as_str().parse::<IdentityField>(), Ok(field));
            assert_eq!(serde_json::to_value(field).unwrap(), field.as_str());
        }
        assert!("email".parse::<IdentityField>().is_err());
    }
}
