//! A short name for programs and addresses: what rules, badges and channels are called by other than their number.

use super::checked_string;

/// Characters of a slug at most.
const MAX_CHARS: usize = 50;
/// What a name without a single letter or digit of ours becomes.
const NAMELESS: &str = "unnamed";

checked_string!(
    /// Slug: 1–50 lower-case letters, digits, `-` and `_`, of which the first is a letter or a digit.
    #[schema(min_length = 1, max_length = 50, pattern = r"^[a-z0-9][a-z0-9_-]*$", example = "fraud-team")]
    Slug,
    check
);

impl Slug {
    /// The slug that a name suggests: `Fraud team (EU)` is `fraud-team-eu`.
    pub fn from_name(name: &str) -> Self {
        let mut slug = String::with_capacity(MAX_CHARS);
        for letter in name.chars() {
            match letter.to_ascii_lowercase() {
                letter @ ('a'..='z' | '0'..='9') => slug.push(letter),
                '_' if !slug.is_empty() => slug.push('_'),
                // An apostrophe divides no word.
                '\'' | '’' => {}
                _ if slug.is_empty() || slug.ends_with(['-', '_']) => {}
                _ => slug.push('-'),
            }
            if slug.len() == MAX_CHARS {
                break;
            }
        }
        let kept = slug.trim_end_matches(['-', '_']).len();
        slug.truncate(kept);
        if slug.is_empty() {
            NAMELESS.clone_into(&mut slug);
        }
        Self(slug)
    }

    /// The same with a number behind it, for a second one of that name: `fraud-team-2`.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        let ending = format!("-{number}");
        let kept = self.0.len().min(MAX_CHARS - ending.len());
        Self(format!("{}{ending}", self.0[..kept].trim_end_matches(['-', '_'])))
    }
}

fn check(text: &str) -> Result<(), &'static str> {
    let ours = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let begins_well = text.bytes().next().is_some_and(ours);
    if begins_well && text.len() <= MAX_CHARS && text.bytes().all(|byte| ours(byte) || b"-_".contains(&byte))
    {
        Ok(())
    } else {
        Err("must be 1 to 50 of a-z, 0-9, - and _, beginning with a letter or a digit")
    }
}

#[cfg(test)]
mod tests {
    use super::Slug;

    /// Lower case, short, and never beginning with a mark.
    #[test]
    fn knows_slugs() {
        for good in ["a", "0", "fraud-team", "a_b", "a--", &"x".repeat(50)] {
            assert!(good.parse::<Slug>().is_ok(), "{good}");
        }
        for bad in ["", "-a", "_a", "A", "a b", "ä", "a/b", "a.b", &"x".repeat(51)] {
            assert!(bad.parse::<Slug>().is_err(), "{bad:?}");
        }
    }

    /// Whatever a name is, the slug that comes of it is one.
    #[test]
    fn makes_a_slug_of_any_name() {
        for (name, slug) in [
            ("Fraud team", "fraud-team"),
            ("  Fraud   team (EU)! ", "fraud-team-eu"),
            ("Ada's list", "adas-list"),
            ("__x", "x"),
            ("a _ b", "a-_b"),
            ("日本", "unnamed"),
            ("", "unnamed"),
        ] {
            assert_eq!(Slug::from_name(name).as_str(), slug, "{name:?}");
        }
        for name in ["a - b", "é", &"ab ".repeat(40), &"-".repeat(90), &"x".repeat(90)] {
            let slug = Slug::from_name(name);
            assert!(slug.as_str().parse::<Slug>().is_ok(), "{name:?}: {slug}");
            let second = slug.numbered(4_000_000_000);
            assert!(second.as_str().parse::<Slug>().is_ok(), "{name:?}: {second}");
        }
        assert_eq!(Slug::from_name("Fraud team").numbered(2).as_str(), "fraud-team-2");
    }
}
