//! What customers usually call things: the GLOBAL mappings.

use app::types::event_kind::EventKind;
use app::types::identity_field::IdentityField;

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

/// Keys of attributes, folded, the likeliest first.
const IDENTITY_FIELDS: [(IdentityField, &str); 8] = [
    (
        IdentityField::Email,
        "email e_mail email_address mail primary_email",
    ),
    (
        IdentityField::FullName,
        "name full_name fullname display_name real_name",
    ),
    (
        IdentityField::FirstName,
        "first_name firstname given_name forename",
    ),
    (IdentityField::LastName, "last_name lastname family_name surname"),
    (
        IdentityField::Username,
        "username user_name login handle nickname nick screen_name",
    ),
    (
        IdentityField::Phone,
        "phone phone_number telephone mobile mobile_phone mobile_number cell_phone",
    ),
    (IdentityField::Country, "country country_code"),
    (
        IdentityField::OrganizationName,
        "organization organization_name organisation organisation_name company company_name",
    ),
];

/// The names of events that the defaults know.
pub fn event_types() -> impl Iterator<Item = (&'static str, EventKind)> {
    EVENT_TYPES
        .iter()
        .flat_map(|(kind, names)| names.split_ascii_whitespace().map(|name| (name, *kind)))
}

/// The keys of attributes that the defaults know.
pub fn identity_fields() -> impl Iterator<Item = (&'static str, IdentityField)> {
    IDENTITY_FIELDS
        .iter()
        .flat_map(|(field, names)| names.split_ascii_whitespace().map(|name| (name, *field)))
}

/// What a folded name of events means by default.
pub fn event_kind(folded: &str) -> Option<EventKind> {
    event_types()
        .find(|(name, _)| *name == folded)
        .map(|(_, kind)| kind)
}

/// What a folded key of attributes means by default.
pub fn identity_field(folded: &str) -> Option<IdentityField> {
    identity_fields()
        .find(|(name, _)| *name == folded)
        .map(|(_, field)| field)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use app::types::event_kind::EventKind;
    use app::types::identity_field::IdentityField;

    use super::{event_types, identity_fields};
    use crate::scoring::mapping::{Mappings, fold};

    /// Every kind has a name, every name is folded and means one thing.
    #[test]
    fn defaults_are_consistent() {
        let mappings = Mappings::default();
        for (name, kind) in event_types() {
            assert_eq!(fold(name), name);
            assert_eq!(mappings.event_kind(name), Some(kind), "{name}");
        }
        for kind in EventKind::ALL {
            assert!(event_types().any(|(_, other)| other == kind), "{kind}");
            assert_eq!(mappings.event_kind(kind.as_str()), Some(kind), "{kind}");
        }
        let names: BTreeSet<&str> = identity_fields().map(|(name, _)| name).collect();
        assert_eq!(names.len(), identity_fields().count());
        assert!(names.iter().all(|name| fold(name) == *name));
        for field in IdentityField::ALL {
            assert!(identity_fields().any(|(_, other)| other == field), "{field}");
        }
    }
}
