//! What customers usually call things: the GLOBAL mappings, overlaid elsewhere by a customer's own.

use serde_json::{Map, Value};

use crate::scoring::event_kind::EventKind;

/// Names of events, folded as [`fold`] does: lower case, words joined by single underscores.
const EVENT_TYPES: [(EventKind, &str); 19] = [
    (
        EventKind::Registration,
        "signup sign_up signed_up register registered registration account_created account_create \
         create_account join joined",
    ),
    (
        EventKind::Login,
        "login log_in logged_in signin sign_in signed_in login_success login_succeeded \
         session_started",
    ),
    (
        EventKind::LoginFailed,
        "login_failed login_failure failed_login signin_failed sign_in_failed log_in_failed \
         login_error invalid_login auth_failed authentication_failed",
    ),
    (
        EventKind::Logout,
        "logout log_out logged_out signout sign_out signed_out",
    ),
    (
        EventKind::PasswordReset,
        "password_reset reset_password forgot_password password_forgotten \
         password_reset_requested password_reset_request request_password_reset",
    ),
    (
        EventKind::PasswordChange,
        "password_change password_changed change_password password_updated update_password",
    ),
    (
        EventKind::EmailConfirmation,
        "email_confirmation email_confirmed confirm_email email_verified verify_email \
         email_verification",
    ),
    (
        EventKind::EmailChange,
        "email_change email_changed change_email email_updated update_email",
    ),
    (
        EventKind::Purchase,
        "purchase purchased order order_placed order_completed order_created checkout \
         checkout_completed payment payment_succeeded payment_completed payment_success buy \
         transaction_completed subscription_created subscription_started",
    ),
    (
        EventKind::PaymentFailed,
        "payment_failed payment_failure payment_declined card_declined charge_failed \
         checkout_failed failed_payment",
    ),
    (
        EventKind::Refund,
        "refund refunded order_refunded refund_requested chargeback",
    ),
    (
        EventKind::PromoRedeem,
        "promo_redeem promo_redeemed redeem_promo coupon_redeemed coupon_applied redeem_coupon \
         voucher_redeemed promo_code_applied trial_started start_trial",
    ),
    (
        EventKind::Referral,
        "referral referred refer invite invite_sent invited referral_sent invitation_sent",
    ),
    (
        EventKind::ContentCreated,
        "content_created post post_created create_post comment comment_created message_sent \
         review_created upload file_uploaded listing_created",
    ),
    (
        EventKind::ProfileUpdate,
        "profile_update profile_updated update_profile account_updated settings_updated",
    ),
    (
        EventKind::FormSubmit,
        "form_submit form_submitted submit_form contact_form lead",
    ),
    (
        EventKind::PageView,
        "page_view pageview page page_viewed view_page screen_view screen pageviewed",
    ),
    (
        EventKind::FeatureUsed,
        "feature_used use_feature feature feature_use api_call search click",
    ),
    (
        EventKind::Payout,
        "payout payout_requested payout_created withdraw withdrawal withdrawal_requested cash_out \
         transfer",
    ),
];

/// Prefixes that say whose event it is and nothing else: `user.login`, `account:signup`.
const SUBJECTS: [&str; 6] = ["user", "account", "customer", "member", "auth", "identity"];

/// The meaning of an event's name, by the defaults.
pub fn event_kind(event_type: &str) -> Option<EventKind> {
    let folded = fold(event_type);
    let known = |name: &str| {
        event_types()
            .find(|(known, _)| *known == name)
            .map(|(_, kind)| kind)
    };
    known(&folded).or_else(|| {
        let (subject, rest) = folded.split_once('_')?;
        known(rest).filter(|_| SUBJECTS.contains(&subject))
    })
}

/// The names that the defaults know, for the read-only list of mappings.
pub fn event_types() -> impl Iterator<Item = (&'static str, EventKind)> {
    EVENT_TYPES
        .iter()
        .flat_map(|(kind, names)| names.split_ascii_whitespace().map(|name| (name, *kind)))
}

/// `User.SignUp`, `user-sign-up` and `userSignUp` are one name: `user_sign_up`.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len() + 4);
    let mut after_lower = false;
    for c in name.chars() {
        if c.is_alphanumeric() {
            if c.is_uppercase() && after_lower {
                folded.push('_');
            }
            folded.extend(c.to_lowercase());
        } else if !folded.ends_with('_') {
            folded.push('_');
        }
        after_lower = c.is_lowercase() || c.is_numeric();
    }
    folded.trim_matches('_').to_owned()
}

/// What to call an identity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Display {
    /// Full name.
    pub name: Option<String>,
    /// Email address.
    pub email: Option<String>,
    /// User name.
    pub username: Option<String>,
}

const FULL_NAMES: [&str; 5] = ["name", "full_name", "fullname", "display_name", "real_name"];
const FIRST_NAMES: [&str; 4] = ["first_name", "firstname", "given_name", "forename"];
const LAST_NAMES: [&str; 4] = ["last_name", "lastname", "family_name", "surname"];
const EMAILS: [&str; 5] = ["email", "e_mail", "email_address", "mail", "primary_email"];
const USERNAMES: [&str; 7] = [
    "username",
    "user_name",
    "login",
    "handle",
    "nickname",
    "nick",
    "screen_name",
];

/// Reads the attributes by the defaults; the first name of a list that holds text wins.
pub fn display(attributes: &Map<String, Value>) -> Display {
    let first_of = |names: &[&str]| {
        names.iter().find_map(|name| {
            let of_name = attributes.iter().filter(|(key, _)| fold(key) == *name);
            of_name.filter_map(|(_, value)| text(value)).next()
        })
    };
    let joined = || match (first_of(&FIRST_NAMES), first_of(&LAST_NAMES)) {
        (Some(first), Some(last)) => Some(format!("{first} {last}")),
        (first, last) => first.or(last),
    };
    Display {
        name: first_of(&FULL_NAMES).or_else(joined),
        email: first_of(&EMAILS).filter(|email| email.contains('@')),
        username: first_of(&USERNAMES),
    }
}

fn text(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| text.chars().take(255).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Display, display, event_kind, event_types, fold};
    use crate::scoring::event_kind::EventKind;

    /// Case, separators and the subject in front do not matter.
    #[test]
    fn names_fold() {
        for name in [
            "signup",
            "user.signup",
            "user_signup",
            "sign_up",
            "Sign-Up",
            "userSignedUp",
            "register",
            "USER:REGISTERED",
        ] {
            assert_eq!(event_kind(name), Some(EventKind::Registration), "{name}");
        }
        assert_eq!(event_kind("order.completed"), Some(EventKind::Purchase));
        assert_eq!(event_kind("user.login_failed"), Some(EventKind::LoginFailed));
        assert_eq!(event_kind("page_view"), Some(EventKind::PageView));
    }

    /// A name that merely contains one is not one.
    #[test]
    fn others_have_no_meaning() {
        for name in [
            "signup_page_shown",
            "relogin",
            "dregs_init",
            "",
            "user",
            "order_cancelled",
        ] {
            assert_eq!(event_kind(name), None, "{name}");
        }
    }

    /// Every kind has a name, every name is folded and means one thing.
    #[test]
    fn defaults_are_consistent() {
        for (name, kind) in event_types() {
            assert_eq!(fold(name), name);
            assert_eq!(event_kind(name), Some(kind), "{name}");
        }
        for kind in EventKind::ALL {
            assert!(event_types().any(|(_, other)| other == kind), "{kind}");
            assert_eq!(event_kind(kind.as_str()), Some(kind), "{kind}");
        }
    }

    /// The usual attribute names, in any style.
    #[test]
    fn attributes_are_found() {
        let of = |value: serde_json::Value| display(value.as_object().unwrap());
        let ada = of(
            json!({ "firstName": "Ada", "last_name": "Lovelace", "e-mail": "ada@example.com", "login": "ada" }),
        );
        let expected = Display {
            name: Some("Ada Lovelace".to_owned()),
            email: Some("ada@example.com".to_owned()),
            username: Some("ada".to_owned()),
        };
        assert_eq!(ada, expected);
        assert_eq!(
            of(json!({ "fullName": " Ada ", "emailAddress": "none" }))
                .name
                .as_deref(),
            Some("Ada")
        );
        assert_eq!(
            of(json!({ "name": 7, "email": null, "username": "" })),
            Display::default()
        );
    }
}
