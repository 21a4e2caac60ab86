//! Every analyzer, by its code. A new one is one file and one line here.

pub mod authenticity;
pub mod behavior;
pub mod humanity;
pub mod uniqueness;

use super::analyzer::Analyzer;

/// All of them, alphabetically.
pub static ANALYZERS: [Analyzer; 40] = [
    authenticity::claimed_country::ANALYZER,
    authenticity::disposable_email::ANALYZER,
    authenticity::email_name_mismatch::ANALYZER,
    authenticity::field_contradictions::ANALYZER,
    authenticity::gibberish_name::ANALYZER,
    authenticity::lookalike_domain::ANALYZER,
    authenticity::mixed_scripts::ANALYZER,
    authenticity::placeholder_values::ANALYZER,
    authenticity::profanity::ANALYZER,
    authenticity::random_email::ANALYZER,
    authenticity::serial_email::ANALYZER,
    authenticity::verified_contact::ANALYZER,
    behavior::account_takeover::ANALYZER,
    behavior::address_churn::ANALYZER,
    behavior::card_testing::ANALYZER,
    behavior::content_spam::ANALYZER,
    behavior::event_burst::ANALYZER,
    behavior::impossible_travel::ANALYZER,
    behavior::login_failures::ANALYZER,
    behavior::rushed_reward::ANALYZER,
    behavior::scraping::ANALYZER,
    behavior::steady_use::ANALYZER,
    behavior::suspicious_address::ANALYZER,
    behavior::vpn_use::ANALYZER,
    humanity::automation::ANALYZER,
    humanity::fingerprint_tampering::ANALYZER,
    humanity::hosting_network::ANALYZER,
    humanity::impossible_device::ANALYZER,
    humanity::interaction::ANALYZER,
    humanity::replayed_interaction::ANALYZER,
    humanity::sleeplessness::ANALYZER,
    humanity::uniform_intervals::ANALYZER,
    humanity::user_agent::ANALYZER,
    uniqueness::behavioral_twin::ANALYZER,
    uniqueness::same_email::ANALYZER,
    uniqueness::shared_address::ANALYZER,
    uniqueness::shared_device::ANALYZER,
    uniqueness::shared_session::ANALYZER,
    uniqueness::signup_burst::ANALYZER,
    uniqueness::similar_identity::ANALYZER,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::ANALYZERS;

    /// Alphabetical, each once.
    #[test]
    fn the_list_is_sorted() {
        let codes: Vec<&str> = ANALYZERS.iter().map(|analyzer| analyzer.code).collect();
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
    }

    /// A code is the path of its file, every file is listed, and its headings are there.
    #[test]
    fn codes_are_paths() {
        let folder = Path::new(file!()).with_extension("");
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = [root.join(&folder), root.parent().unwrap().join(&folder)]
            .into_iter()
            .find(|path| path.is_dir())
            .unwrap();
        let mut files = BTreeSet::new();
        for category in fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_dir())
        {
            for file in fs::read_dir(&category)
                .unwrap()
                .map(|entry| entry.unwrap().path())
            {
                let text = fs::read_to_string(&file).unwrap();
                for heading in ["Looks at", "Why", "Fires when", "Stays silent", "False alarms"] {
                    assert!(
                        text.contains(&format!("/// - **{heading}**")),
                        "{}: {heading}",
                        file.display()
                    );
                }
                let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().replace('_', "-");
                files.insert(format!("{}.{}", name(&category), name(&file)));
            }
        }
        let listed: BTreeSet<String> = ANALYZERS
            .iter()
            .map(|analyzer| analyzer.code.to_owned())
            .collect();
        assert_eq!(files, listed);
        for analyzer in &ANALYZERS {
            assert!(
                analyzer.code.starts_with(analyzer.category.key()),
                "{}",
                analyzer.code
            );
        }
    }
}
