//! Whole events, masked.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Redactor;

fn masked(data: Value) -> (Value, Vec<String>) {
    let own = BTreeMap::new();
    let mut redactor = Redactor::new(&own);
    let Value::Object(mut data) = data else {
        return (Value::Null, Vec::new());
    };
    redactor.object("data", &mut data);
    (Value::Object(data), redactor.finish())
}

/// Secrets go wherever they are, and the event says where they were.
#[test]
fn secrets_are_masked_where_they_are() {
    let (data, paths) = masked(json!({
        "password": "hunter2", "pin": 1234, "mfa": { "otp_code": "123456" }, "has_password": true,
        "tokens": ["Bearer abcdef1234567890abcdef"], "secret": { "a": "b", "c": [1, null, true] },
        "payment": { "card": "4111 1111 1111 1111", "number": 4111111111111111_i64, "last4": "1111" },
        "note": "my ssn is 219-09-9999",
    }));
    assert_eq!(
        data,
        json!({
            "password": "[masked]", "pin": "[masked]", "mfa": { "otp_code": "[masked]" }, "has_password": true,
            "tokens": ["Bearer [masked]"], "secret": { "a": "[masked]", "c": ["[masked]", null, true] },
            "payment": { "card": "[masked]", "number": "[masked]", "last4": "1111" },
            "note": "my ssn is [masked]",
        })
    );
    assert_eq!(
        paths,
        [
            "data.mfa.otp_code",
            "data.note",
            "data.password",
            "data.payment.card",
            "data.payment.number",
            "data.pin",
            "data.secret.a",
            "data.secret.c[0]",
            "data.tokens[0]",
        ]
    );
}

/// Ids, names and addresses are what identities are told by, and order numbers are not cards.
#[test]
fn what_tells_people_stays() {
    let kept = json!({
        "id": "4111111111111111", "order_id": 4111111111111111_i64, "user": { "uuid": "4111111111111111" },
        "email": "4111111111111111@qq.com", "name": "219-09-9999", "username": "4111111111111111",
        "contact": "ada+219-09-9999@example.org", "order_number": "4111111111111111",
        "created_at": 1_795_176_000_000_i64, "amount": 129.99, "iso": "2026-11-20T12:00:00.000Z",
        "plan": "pro", "ip": "203.0.113.7", "password": null, "_i": "4111111111111111", "_o": 4111111111111111_i64,
    });
    assert_eq!(masked(kept.clone()), (kept, vec![]));
}

/// Masking twice is masking once, and says nothing new.
#[test]
fn masking_is_idempotent() {
    let (once, _) = masked(json!({
        "token": "abc", "text": "4111 1111 1111 1111 and Bearer abcdef1234567890abcdef",
        "referrer": "https://a:b@c.example/?token=x&q=4111111111111111", "_u": "/p?secret=1#token=2",
    }));
    assert_eq!(
        once,
        json!({
            "token": "[masked]", "text": "[masked] and Bearer [masked]",
            "referrer": "https://a:[masked]@c.example/?token=[masked]&q=[masked]",
            "_u": "/p?secret=[masked]#token=[masked]",
        })
    );
    assert_eq!(masked(once.clone()), (once, vec![]));
}

/// The same for whatever may stand side by side.
#[test]
fn masking_any_mixture_is_idempotent() {
    const PIECES: [&str; 16] = [
        "4111 1111 1111 1111",
        "4111111111111111",
        "5555-5555-5555-4444",
        " ",
        "-",
        ".",
        "7",
        "x",
        "219-09-9999",
        "Bearer ",
        "abcdef1234567890abcdef",
        "DE89370400440532013000",
        "https://a:b@c.example/?token=",
        "&pin=",
        "[masked]",
        "ada@example.org",
    ];
    let mut state: u32 = 7;
    for _ in 0..2_000 {
        let mut text = String::new();
        for _ in 0..6 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(PIECES[(state >> 16) as usize % PIECES.len()]);
        }
        let (once, _) = masked(json!({ "note": text }));
        assert_eq!(masked(once.clone()), (once, vec![]), "{text}");
    }
}

/// Keys that are never shown are masked, and not spoken of.
#[test]
fn hidden_keys_are_not_named() {
    let (data, paths) = masked(json!({ "_e": { "token": "abc" }, "_u": "/p?token=a" }));
    assert_eq!(
        data,
        json!({ "_e": { "token": "[masked]" }, "_u": "/p?token=[masked]" })
    );
    assert_eq!(paths, ["url"]);
}
