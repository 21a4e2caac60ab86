//! Whole numbers in bodies: JSON has one kind of number, and `3600.0` is a whole one.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::ids::is_exact;

/// A whole number, also one that is written as `3600.0`: some languages write all of theirs so.
pub fn whole_number<'de, D: Deserializer<'de>>(reader: D) -> Result<i64, D::Error> {
    let number = serde_json::Number::deserialize(reader)?;
    let is_whole = |float: &f64| float.fract() == 0.0 && is_exact(*float);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it is whole and has no more digits than fit"
    )]
    let from_float = || number.as_f64().filter(is_whole).map(|float| float as i64);
    number
        .as_i64()
        .or_else(from_float)
        .ok_or_else(|| D::Error::custom("must be a whole number"))
}

/// A whole number, or `null`.
pub fn whole_number_or_none<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<i64>, D::Error> {
    #[derive(Deserialize)]
    struct Whole(#[serde(deserialize_with = "whole_number")] i64);
    Ok(Option::<Whole>::deserialize(reader)?.map(|Whole(number)| number))
}

/// A whole number whose `null` says something else than its absence.
pub fn given_whole_number<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<Option<i64>>, D::Error> {
    whole_number_or_none(reader).map(Some)
}

#[cfg(test)]
mod tests {
    use super::whole_number;

    /// However it is written, a whole number is one.
    #[test]
    fn reads_whole_numbers() {
        let read = |json: &str| whole_number(&mut serde_json::Deserializer::from_str(json));
        for (json, number) in [
            ("0", 0),
            ("-0.0", 0),
            ("3600.0", 3_600),
            ("3.6e3", 3_600),
            ("9223372036854775807", i64::MAX),
        ] {
            assert_eq!(read(json).unwrap(), number, "{json}");
        }
        for bad in ["0.5", "1e300", "9223372036854775808", "\"1\"", "null", "true"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
