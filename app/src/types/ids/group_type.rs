//! The customer's name for a kind of group, folded so that its spellings are one.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Group type in lower_snake_case: `ParentCompany` and `parent-company` are both `parent_company`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(
    min_length = 1,
    max_length = 50,
    pattern = "^[A-Za-z0-9 ._-]*[A-Za-z0-9][A-Za-z0-9 ._-]*$",
    example = "organization"
)]
pub struct GroupType(String);

impl GroupType {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for GroupType {
    fn default() -> Self {
        Self("organization".to_owned())
    }
}

impl TryFrom<String> for GroupType {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.len() > 50 {
            return Err("must be 1 to 50 letters or digits");
        }
        let mut folded = String::with_capacity(text.len() + 4);
        let mut after_lower = false;
        for letter in text.chars() {
            if letter.is_ascii_uppercase() && after_lower {
                folded.push('_');
            }
            after_lower = letter.is_ascii_lowercase() || letter.is_ascii_digit();
            match letter {
                'a'..='z' | '0'..='9' => folded.push(letter),
                'A'..='Z' => folded.push(letter.to_ascii_lowercase()),
                ' ' | '-' | '_' | '.' if !folded.ends_with('_') => folded.push('_'),
                ' ' | '-' | '_' | '.' => {}
                _ => return Err("must be letters, digits, blanks, . - or _"),
            }
        }
        let folded = folded.trim_matches('_');
        if folded.is_empty() || folded.len() > 50 {
            return Err("must be 1 to 50 letters or digits");
        }
        Ok(Self(folded.to_owned()))
    }
}

impl std::str::FromStr for GroupType {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::try_from(text.to_owned())
    }
}

impl From<GroupType> for String {
    fn from(value: GroupType) -> Self {
        value.0
    }
}

impl fmt::Display for GroupType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::GroupType;

    /// All spellings of a type meet in one.
    #[test]
    fn folds_to_lower_snake_case() {
        for spelling in [
            "ParentCompany",
            "parent-company",
            "parent_company",
            "Parent Company",
            "parentCompany",
        ] {
            assert_eq!(
                spelling.parse::<GroupType>().unwrap().as_str(),
                "parent_company",
                "{spelling}"
            );
        }
        assert!("".parse::<GroupType>().is_err());
        assert!("ünï".parse::<GroupType>().is_err());
    }
}
