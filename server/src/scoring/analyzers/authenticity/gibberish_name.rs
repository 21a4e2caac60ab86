//! Authenticity: a name that no one could have.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, saturating};
use crate::scoring::evidence::Evidence;
use crate::scoring::gibberish::{Look, RARE_SHARE};
use crate::scoring::latin;

/// - **Looks at** the pairs of neighbouring letters in the name, and at walks along the rows of the keyboard.
/// - **Why** names that a program draws, or a hand mashes, have pairs that hardly any name in any language
///   has.
/// - **Fires when** a third of at least eight pairs are such pairs, or five keys of one row follow each
///   other.
/// - **Stays silent** on names shorter than that, and on every script but Latin.
/// - **False alarms** an unusual transcription; one name in 1,500 of our own list looks strange.
pub const ANALYZER: Analyzer = Analyzer {
    code: "authenticity.gibberish-name",
    label: "Gibberish name",
    category: Category::Authenticity,
    group: "text",
    reach: Reach {
        against: 3.2,
        in_favour: 0.5,
    },
    analyze,
};

/// Ng, Bo Li and Åse are names too: too short to tell.
const MIN_PAIRS: u32 = 8;
/// Random letters lie around this share.
const CERTAIN_SHARE: f64 = 0.6;
/// So many pairs are half as telling as any number.
const HALF_PAIRS: f64 = 3.0;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let name = evidence.profile.name.as_deref()?;
    let words = latin::words(name)?;
    let look = Look::of(words.iter().map(String::as_str));
    if look.pairs < MIN_PAIRS && !look.mashed {
        return None;
    }
    let share = look.rare_share();
    let sure = saturating(f64::from(look.pairs), HALF_PAIRS) * evidence.trust_in(name);
    let finding = if look.mashed {
        Finding::new(
            -1.0,
            sure,
            format!("The name “{name}” follows the keys of the keyboard."),
        )
    } else if share >= RARE_SHARE {
        let certain = (share - RARE_SHARE) / (CERTAIN_SHARE - RARE_SHARE);
        let found = format!("{} of {} pairs of letters", look.rare, look.pairs);
        Finding::new(
            -0.6 - 0.4 * certain,
            sure,
            format!("In the name “{name}” {found} occur in hardly any name."),
        )
    } else {
        let explanation = format!(
            "The name “{name}” reads like one: {} of {} pairs of letters are unusual.",
            look.rare, look.pairs
        );
        Finding::new(if look.rare == 0 { 0.6 } else { 0.3 }, sure * 0.7, explanation)
    };
    Some(
        finding
            .with("pairs", look.pairs)
            .with("rarePairs", look.rare)
            .with("mashed", look.mashed),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::{DAY, Life};

    fn of(name: &str) -> Option<Finding> {
        analyze(&Life::new().named(json!({ "name": name })).evidence)
    }

    /// Drawn and mashed names.
    #[test]
    fn fires() {
        for name in ["Xkqzvtr Bwgfdq", "Qzwx Vkpjtfg", "qwertyuiop", "sdkfjhsdk fgjhdk"] {
            assert!(of(name).unwrap().lean <= -0.6, "{name}: {:?}", of(name));
        }
    }

    /// Names of many countries.
    #[test]
    fn does_not_fire() {
        for name in [
            "Ada Lovelace",
            "Krzysztof Szczepański",
            "Nguyễn Văn Hùng",
            "Chukwuemeka Nwachukwu",
            "Ragnheiður Björnsdóttir",
        ] {
            assert!(of(name).unwrap().lean > 0.0, "{name}: {:?}", of(name));
        }
    }

    /// No name, a short one, another script.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        for name in [
            "Ng",
            "Bo Li",
            "Xq Zk",
            "Krk Vlk",
            "Анна Каренина",
            "山田太郎",
            "محمد عبد الله",
        ] {
            assert_eq!(of(name), None, "{name}");
        }
    }

    /// Eight pairs are enough, seven are not; what a browser claims about an established identity hardly
    /// counts.
    #[test]
    fn boundary() {
        assert_eq!(of("xkqzvtrb"), None);
        assert!(of("xkqzvtrbw").is_some());
        let mut victim = Life::new();
        victim.named(json!({ "name": "Ada Lovelace" })).days(0..10);
        victim
            .named(json!({ "name": "Xkqzvtr Bwgfdq" }))
            .browser(11 * DAY, "dregs_identify");
        assert!(analyze(&victim.evidence).unwrap().confidence < 0.2);
    }
}
