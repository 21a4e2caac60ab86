//! A person who signs in to the dashboard.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::account::Account;
use super::schemas;
use super::time::Timestamp;

/// What a member may do in an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Role {
    /// Read.
    Viewer,
    /// Investigate, triage, disregard.
    Analyst,
    /// Everything but deleting the account.
    Admin,
    /// Everything.
    Owner,
}

/// Who is signed in, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Me {
    /// The address the member signs in with.
    pub email: String,
    /// What the member may do here.
    pub role: Role,
    /// The account looked at.
    pub account: Account,
    /// Every account the member belongs to.
    pub accounts: Vec<AccountChoice>,
}

/// An account the member can switch to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccountChoice {
    /// Stable short name.
    pub slug: String,
    /// Name for a person.
    pub name: String,
    /// An example account.
    pub demo: bool,
}

/// Body of `POST /auth/login`.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// The member's address.
    pub email: String,
    /// The member's password.
    pub password: String,
}

/// Answer to a sign-in: the token for API use; browsers get it as a cookie as well.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// JWT for `Authorization: Bearer`.
    pub token: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Body of `POST /auth/password`.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PasswordChange {
    /// The password until now.
    pub current_password: String,
    /// The password from now on: at most 71 bytes.
    #[schema(schema_with = schemas::new_password)]
    pub new_password: String,
}

/// Body of `POST /setup`: the first owner, with the token of the one-time link.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Setup {
    /// From the link that the server printed.
    pub token: String,
    /// Address to sign in with.
    pub email: String,
    /// Password to sign in with: at most 71 bytes.
    #[schema(schema_with = schemas::new_password)]
    pub password: String,
    /// Name of the account.
    #[schema(schema_with = schemas::name)]
    pub account_name: String,
}

/// The shortest password taken.
pub const PASSWORD_MIN_CHARS: usize = 10;
/// The longest password taken: bcrypt reads 72 bytes and needs one for the end.
pub const PASSWORD_MAX_BYTES: usize = 71;

/// Says what is wrong with a new password, if anything; the form and the API ask the same question.
pub fn check_password(password: &str) -> Result<(), &'static str> {
    if password.chars().count() < PASSWORD_MIN_CHARS {
        return Err("must have at least 10 characters");
    }
    if password.len() > PASSWORD_MAX_BYTES {
        return Err("must have at most 71 bytes");
    }
    if password.contains('\0') {
        return Err("must not contain a NUL character");
    }
    Ok(())
}
