//! What the key of a value says about it: a secret, a name or an id that stays, or anything.

use std::collections::BTreeMap;

use app::types::identity_field::IdentityField;

use crate::scoring::mapping::defaults;

/// Keys whose values are secrets, folded, sorted: the GLOBAL half of the dataset `sensitive_keys`.
#[rustfmt::skip]
pub const DEFAULTS: [&str; 76] = [
    "access_key", "accesstoken", "api_key", "apikey", "auth_code", "authorization", "bank_account",
    "bank_account_number", "bearer", "card_cvc", "card_number", "card_pin", "cardnumber", "client_secret",
    "connection_string", "cookie", "credit_card", "credit_card_number", "creditcard", "csrf", "cvc", "cvc2",
    "cvv", "cvv2", "driver_license", "driver_license_number", "drivers_license", "drivers_license_number",
    "encryption_key", "iban", "jwt", "magic_link", "mfa_code", "mnemonic", "national_id",
    "national_insurance_number", "one_time_code", "one_time_password", "otp", "otp_code", "pass_phrase",
    "passcode", "passphrase", "passport", "passport_no", "passport_number", "passwd", "password",
    "password_confirm", "password_confirmation", "password_hash", "password_repeat", "passwordhash",
    "passwort", "pin", "private_key", "privatekey", "pwd", "recovery_code", "refreshtoken", "secret",
    "secret_key", "secretkey", "security_answer", "security_code", "seed_phrase", "set_cookie",
    "social_security", "social_security_number", "ssh_key", "ssn", "token", "totp", "verification_code",
    "x_api_key", "xsrf",
];

/// Last words of keys of ids: whatever is in them, stays.
const IDS: [&str; 6] = ["guid", "guids", "id", "ids", "uuid", "uuids"];
/// Last words of keys of numbers that are long, and no cards.
const NUMBERS: [&str; 20] = [
    "at",
    "barcode",
    "count",
    "ean",
    "gtin",
    "imei",
    "invoice",
    "isbn",
    "ms",
    "ns",
    "order",
    "ref",
    "reference",
    "seq",
    "serial",
    "sku",
    "time",
    "timestamp",
    "tracking",
    "us",
];
/// Words of keys of cards.
const CARDS: [&str; 6] = ["card", "cards", "cc", "credit", "debit", "pan"];

/// How the values under a key are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handling {
    /// Masked whole.
    Secret,
    /// Never touched: ids, names, email addresses.
    Keep,
    /// The address of a page.
    Page,
    /// Of a card, says the key.
    Card,
    /// Of something that is numbered, says the key: bare digits are its number.
    Numbered,
    /// Anything.
    Any,
}

/// Whether a folded key names a secret: itself, or what it ends with. The longest ending that is listed decides, and
/// the customer's word comes before ours.
pub fn is_sensitive(folded: &str, own: &BTreeMap<String, bool>) -> bool {
    let ends = std::iter::once(0).chain(folded.match_indices('_').map(|(at, _)| at + 1));
    ends.map(|start| &folded[start..])
        .find_map(|end| {
            let said = own.get(end).copied();
            said.or_else(|| DEFAULTS.binary_search(&end).is_ok().then_some(true))
        })
        .unwrap_or(false)
}

/// How the values under a folded key that names no secret are looked at.
pub fn handling(folded: &str) -> Handling {
    let last = folded.rsplit('_').next().unwrap_or(folded);
    let is_name = matches!(
        defaults::identity_field(folded),
        Some(
            IdentityField::Email
                | IdentityField::FullName
                | IdentityField::FirstName
                | IdentityField::LastName
                | IdentityField::Username
        )
    );
    if is_name || IDS.contains(&last) {
        Handling::Keep
    } else if folded.split('_').any(|word| CARDS.contains(&word)) {
        Handling::Card
    } else if NUMBERS.contains(&last) || (last == "number" && folded != "number") {
        Handling::Numbered
    } else {
        Handling::Any
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use app::types::dataset::DatasetName;

    use super::{DEFAULTS, Handling, handling, is_sensitive};
    use crate::scoring::mapping::fold;

    /// Binary search needs order, and every default could be a customer's key.
    #[test]
    fn the_list_is_sorted() {
        assert!(DEFAULTS.is_sorted_by(|a, b| a < b));
        for key in DEFAULTS {
            assert_eq!(DatasetName::SensitiveKeys.check_key(key).as_deref(), Ok(key));
            assert_eq!(fold(key), key);
        }
    }

    /// Keys of secrets, in the spellings that occur.
    #[test]
    fn secrets_are_known() {
        for key in [
            "password",
            "Password",
            "userPassword",
            "new-password",
            "clientSecret",
            "X-Api-Key",
            "stripe.token",
            "accessToken",
            "Authorization",
            "cvv",
            "card_cvv",
            "SSN",
            "iban",
            "PIN",
        ] {
            assert!(is_sensitive(&fold(key), &BTreeMap::new()), "{key}");
        }
    }

    /// Keys that merely contain such a word.
    #[test]
    fn others_are_not() {
        for key in [
            "password_changed_at",
            "hasPasswordManager",
            "token_count",
            "secretary",
            "shopping",
            "spin",
            "pinned",
            "author",
            "compass",
            "cookies_accepted",
            "keyboard",
            "passenger",
        ] {
            assert!(!is_sensitive(&fold(key), &BTreeMap::new()), "{key}");
        }
    }

    /// A customer adds keys, and switches ours off, the longest ending first.
    #[test]
    fn customers_overlay() {
        let own = BTreeMap::from([
            ("membership".to_owned(), true),
            ("token".to_owned(), false),
            ("session_token".to_owned(), true),
        ]);
        assert!(is_sensitive("gym_membership", &own) && is_sensitive("my_session_token", &own));
        assert!(!is_sensitive("token", &own) && !is_sensitive("design_token", &own));
        assert!(is_sensitive("password", &own));
    }

    /// What the key says decides how carefully one looks.
    #[test]
    fn keys_tell_the_handling() {
        for (key, expected) in [
            ("orderId", Handling::Keep),
            ("id", Handling::Keep),
            ("email", Handling::Keep),
            ("last_name", Handling::Keep),
            ("cardNumberMasked", Handling::Card),
            ("order_number", Handling::Numbered),
            ("createdAt", Handling::Numbered),
            ("number", Handling::Any),
            ("comment", Handling::Any),
        ] {
            assert_eq!(handling(&fold(key)), expected, "{key}");
        }
    }
}
