//! Behavior: the same text again and again.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, saturating};
use crate::scoring::evidence::Evidence;
use crate::scoring::history::posts::FLOOD;

/// - **Looks at** the texts of events that mean `CONTENT_CREATED`: how many repeat an earlier one, how many have a link,
///   and how many there are a day.
/// - **Why** spam says one thing to everybody, and wants a click.
/// - **Fires when** at least five texts were written, and half of them repeat an earlier one or, with links in nearly all
///   of them, a day had more than thirty.
/// - **Stays silent** on fewer texts, and on texts shorter than a sentence.
/// - **False alarms** a support team with prepared answers, a shop that lists alike things.
pub const ANALYZER: Analyzer = Analyzer {
    code: "behavior.content-spam",
    label: "Content spam",
    category: Category::Behavior,
    group: "content",
    reach: Reach {
        against: 3.4,
        in_favour: 0.4,
    },
    analyze,
};

const ENOUGH: u32 = 5;
/// Half of the texts.
const REPEATED: f64 = 0.5;
/// Nearly all of them.
const LINKED: f64 = 0.8;
/// Repetitions at which half of what it can say is said.
const HALF: f64 = 3.0;
const CONFIDENCE: f64 = 0.85;
const VARIED: (f64, f64) = (0.4, 0.4);

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let posts = &evidence.history.posts;
    if posts.count < ENOUGH {
        return None;
    }
    let of_all = |part: u32| f64::from(part) / f64::from(posts.count);
    let (repeated, linked) = (of_all(posts.repeated), of_all(posts.linked));
    let floods = posts.peak > FLOOD && linked >= LINKED;
    let texts = count(posts.count, "text");
    let found = if repeated >= REPEATED {
        let with_links = if linked >= LINKED { " with a link" } else { "" };
        let strength = saturating(f64::from(posts.repeated), HALF) * if linked >= LINKED { 1.0 } else { 0.8 };
        let explanation = format!("{} of {texts} repeat an earlier one{with_links}.", posts.repeated);
        Finding::new(-strength.max(0.5), CONFIDENCE, explanation)
    } else if floods {
        let explanation = format!(
            "Up to {} a day, nearly all with a link.",
            count(posts.peak, "post")
        );
        Finding::new(-0.7, CONFIDENCE, explanation)
    } else {
        Finding::new(
            VARIED.0,
            VARIED.1,
            format!("{texts}, {} of them repeated.", posts.repeated),
        )
    };
    let found = found.with("texts", posts.count).with("repeated", posts.repeated);
    Some(found.with("linked", posts.linked).with("peakDay", posts.peak))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::event_fact::Source;
    use crate::scoring::fixture::{Life, MINUTE};

    fn posted(texts: &[String]) -> Option<Finding> {
        let mut life = Life::new();
        for (at, text) in texts.iter().enumerate() {
            life.event(
                Source::Browser,
                at as i64 * MINUTE,
                "post_created",
                json!({ "body": text }),
            );
        }
        analyze(&life.evidence)
    }

    /// One advertisement, ten times.
    #[test]
    fn fires() {
        let texts: Vec<String> = (0..10)
            .map(|n| format!("Win a telephone now at https://win.example/{n}"))
            .collect();
        assert!(posted(&texts).unwrap().lean < -0.7);
        let flood: Vec<String> = (0..40_u8)
            .map(|n| {
                format!(
                    "Offer {} at https://win.example",
                    char::from(b'a' + n % 26).to_string().repeat(1 + usize::from(n))
                )
            })
            .collect();
        assert!(posted(&flood).unwrap().lean < -0.6);
    }

    /// Different texts.
    #[test]
    fn does_not_fire() {
        let texts = [
            "I tried this with the new version too.",
            "Have you looked into the settings?",
            "It works for me on a telephone.",
            "Thank you, that was the reason for it!",
            "Here is the page: https://docs.example/a",
        ]
        .map(str::to_owned);
        assert!(posted(&texts).unwrap().lean > 0.0);
    }

    /// Too few, or too short.
    #[test]
    fn abstains() {
        assert_eq!(posted(&vec!["The same old story again".to_owned(); 4]), None);
        assert_eq!(posted(&vec!["Thank you!".to_owned(); 40]), None);
    }

    /// Two of five are no spam, three of five are.
    #[test]
    fn boundary() {
        let texts = |same: usize| -> Vec<String> {
            (0..5)
                .map(|n| {
                    if n <= same {
                        "The very same text".to_owned()
                    } else {
                        format!("Another one of them {}", ["x", "y", "z", "v", "w"][n])
                    }
                })
                .collect()
        };
        assert!(posted(&texts(2)).unwrap().lean > 0.0);
        assert!(posted(&texts(3)).unwrap().lean < 0.0);
    }
}
