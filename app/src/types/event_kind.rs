//! What an event means, whatever the customer calls it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The meanings that a mapping of kind `EVENT_TYPE` can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EventKind {
    /// An account was opened.
    Registration,
    /// Someone signed in.
    Login,
    /// Someone tried to sign in and could not.
    LoginFailed,
    /// Someone signed out.
    Logout,
    /// A new password was asked for.
    PasswordReset,
    /// The password was changed.
    PasswordChange,
    /// The email address was confirmed.
    EmailConfirmation,
    /// The email address was changed.
    EmailChange,
    /// Something was bought.
    Purchase,
    /// A payment was refused.
    PaymentFailed,
    /// Money went back to the buyer.
    Refund,
    /// A promotion was used.
    PromoRedeem,
    /// Someone was invited.
    Referral,
    /// Something was written or uploaded.
    ContentCreated,
    /// The profile was edited.
    ProfileUpdate,
    /// A form was sent.
    FormSubmit,
    /// A page was opened.
    PageView,
    /// A feature of the product was used.
    FeatureUsed,
    /// Money left the product for a person's account.
    Payout,
}

impl EventKind {
    /// All of them, in the order in which the contract lists them.
    pub const ALL: [Self; 19] = [
        Self::Registration,
        Self::Login,
        Self::LoginFailed,
        Self::Logout,
        Self::PasswordReset,
        Self::PasswordChange,
        Self::EmailConfirmation,
        Self::EmailChange,
        Self::Purchase,
        Self::PaymentFailed,
        Self::Refund,
        Self::PromoRedeem,
        Self::Referral,
        Self::ContentCreated,
        Self::ProfileUpdate,
        Self::FormSubmit,
        Self::PageView,
        Self::FeatureUsed,
        Self::Payout,
    ];

    /// Name on the wire, such as `LOGIN_FAILED`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Registration => "REGISTRATION",
            Self::Login => "LOGIN",
            Self::LoginFailed => "LOGIN_FAILED",
            Self::Logout => "LOGOUT",
            Self::PasswordReset => "PASSWORD_RESET",
            Self::PasswordChange => "PASSWORD_CHANGE",
            Self::EmailConfirmation => "EMAIL_CONFIRMATION",
            Self::EmailChange => "EMAIL_CHANGE",
            Self::Purchase => "PURCHASE",
            Self::PaymentFailed => "PAYMENT_FAILED",
            Self::Refund => "REFUND",
            Self::PromoRedeem => "PROMO_REDEEM",
            Self::Referral => "REFERRAL",
            Self::ContentCreated => "CONTENT_CREATED",
            Self::ProfileUpdate => "PROFILE_UPDATE",
            Self::FormSubmit => "FORM_SUBMIT",
            Self::PageView => "PAGE_VIEW",
            Self::FeatureUsed => "FEATURE_USED",
            Self::Payout => "PAYOUT",
        }
    }

    /// The same in words, for a sentence: `password change`.
    pub fn words(self) -> String {
        self.as_str().to_ascii_lowercase().replace('_', " ")
    }
}

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for EventKind {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or("must be the name of a kind of event, such as LOGIN_FAILED")
    }
}

#[cfg(test)]
mod tests {
    use super::EventKind;

    /// `as_str`, `FromStr` and serde speak of the same names.
    #[test]
    fn names_agree() {
        for kind in EventKind::ALL {
            assert_eq!(kind.as_str().parse::<EventKind>(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        assert!("login".parse::<EventKind>().is_err());
    }
}
