//! A new analyzer: one file, one module line, one line in the list.

use super::source::add_sorted;
use crate::step::{self, Result};
use crate::workspace::Workspace;

const SCORING: &str = "server/src/scoring";
const CATEGORIES: [&str; 4] = ["authenticity", "behavior", "humanity", "uniqueness"];

/// Create the file and register it.
pub fn run(workspace: &Workspace, code: &str) -> Result {
    let (category, name) = parse(code)?;
    let scoring = workspace.root.join(SCORING);
    let path = format!("{SCORING}/analyzers/{category}/{name}.rs");
    let file = workspace.root.join(&path);
    if file.exists() {
        return Err(format!("{path} is already there").into());
    }
    std::fs::write(file, text(code, category))?;
    add_sorted(
        &scoring.join(format!("analyzers/{category}.rs")),
        &format!("pub mod {name};"),
        |line| line.starts_with("pub mod "),
    )?;
    let list = scoring.join("analyzers.rs");
    let count = |text: &str| text.matches("::ANALYZER,").count();
    add_sorted(&list, &format!("    {category}::{name}::ANALYZER,"), |line| {
        line.ends_with("::ANALYZER,")
    })?;
    let listed = std::fs::read_to_string(&list)?;
    let (now, before) = (count(&listed), count(&listed) - 1);
    std::fs::write(
        &list,
        listed.replace(&format!("[Analyzer; {before}]"), &format!("[Analyzer; {now}]")),
    )?;
    step::say(&format!(
        "{path}: write the headings, the thresholds with their source, and the four tests"
    ));
    Ok(())
}

/// `humanity.uniform-intervals` → `humanity`, `uniform_intervals`.
fn parse(code: &str) -> Result<(&str, String)> {
    let (category, name) = code
        .split_once('.')
        .ok_or("a code is category.name, such as humanity.uniform-intervals")?;
    if !CATEGORIES.contains(&category) {
        return Err(format!("{category} is not one of {}", CATEGORIES.join(", ")).into());
    }
    let kebab = name.split('-').all(|word| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    if kebab {
        Ok((category, name.replace('-', "_")))
    } else {
        Err(format!("{name} is not kebab-case").into())
    }
}

fn text(code: &str, category: &str) -> String {
    let title: String = category[..1].to_uppercase() + &category[1..];
    TEMPLATE.replace("{code}", code).replace("{category}", &title)
}

/// Fails its own tests until it is written.
const TEMPLATE: &str = r#"//! {category}: what was seen, in one sentence.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach};
use crate::scoring::evidence::Evidence;

/// - **Looks at** …
/// - **Why** …
/// - **Fires when** …
/// - **Stays silent** …
/// - **False alarms** …
pub const ANALYZER: Analyzer = Analyzer {
    code: "{code}",
    label: "…",
    category: Category::{category},
    group: "…",
    reach: Reach { against: 1.0, in_favour: 0.0 },
    analyze,
};

fn analyze(_evidence: &Evidence) -> Option<Finding> {
    None
}

#[cfg(test)]
mod tests {
    /// What it is for.
    #[test]
    fn fires() {
        panic!("not written yet");
    }

    /// An ordinary person.
    #[test]
    fn does_not() {
        panic!("not written yet");
    }

    /// Not enough to say.
    #[test]
    fn abstains() {
        panic!("not written yet");
    }

    /// Just below and just at the threshold.
    #[test]
    fn boundary() {
        panic!("not written yet");
    }
}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_strictly() {
        assert_eq!(
            parse("humanity.uniform-intervals").unwrap(),
            ("humanity", "uniform_intervals".to_owned())
        );
        for bad in [
            "humanity",
            "luck.much",
            "humanity.Uniform",
            "humanity.-a",
            "humanity.a_b",
            "humanity.",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_file_carries_its_code() {
        let text = text("behavior.late-payment", "behavior");
        assert!(text.contains("code: \"behavior.late-payment\"") && text.contains("Category::Behavior"));
    }
}
