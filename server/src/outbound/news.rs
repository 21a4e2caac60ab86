//! News for people: what a delivery says, ready to be laid out as an email or a card.

use app::types::channel::ChannelEvent;
use app::types::score::{Band, Category, CategoryScore};
use serde_json::Value;

/// Characters of a text that somebody else wrote.
const MAX_CHARS: usize = 200;
/// Sentences that are shown.
const MAX_REASONS: usize = 5;

/// What a delivery says, in plain text that may be hostile: whoever lays it out escapes it.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    /// In one line.
    pub title: String,
    /// What happened.
    pub event: &'static str,
    /// How bad it is: `INFO`, `WARNING`, `CRITICAL`; none where nothing says so.
    pub severity: Option<String>,
    /// What the person is called.
    pub identity: String,
    /// The customer's id of the person.
    pub identity_id: String,
    /// The person's page in the dashboard.
    pub link: String,
    /// Where to look when that address is too long.
    pub home: String,
    /// Scores, in the order in which they are always shown.
    pub scores: Vec<ShownScore>,
    /// Names of badges worn.
    pub badges: Vec<String>,
    /// Why, in sentences.
    pub reasons: Vec<String>,
    /// Whether somebody only tries the channel out.
    pub test: bool,
}

/// A score, as people read it.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownScore {
    /// Name of the category.
    pub label: &'static str,
    /// 0–100; none: not scored.
    pub value: Option<u8>,
    /// In percent.
    pub confidence: u8,
}

impl ShownScore {
    /// What the number means, for those who do not see its colour.
    pub const fn word(&self) -> &'static str {
        match self.value {
            None => "not scored",
            Some(value) => match Band::of(value) {
                Band::Good => "good",
                Band::Watch => "watch",
                Band::Risk => "risk",
            },
        }
    }

    /// Its colour on white.
    pub const fn colour(&self) -> &'static str {
        match self.value {
            None => "#5f6b7a",
            Some(value) => match Band::of(value) {
                Band::Good => "#1a7f4b",
                Band::Watch => "#8a5a00",
                Band::Risk => "#b3261e",
            },
        }
    }
}

impl News {
    /// Reads what a delivery says; `public_url` is where the dashboard is.
    pub fn read(event: ChannelEvent, data: &Value, public_url: &str) -> Self {
        let identity_id = text(&data["identityId"]).unwrap_or_default();
        let identity = text(&data["displayName"]).unwrap_or_else(|| identity_id.clone());
        let rule = text(&data["escalation"]["escalationRule"]["label"]);
        let severity = data["escalation"]["severity"].as_str();
        let test = data["test"] == true;
        let title = match (event, &rule) {
            (ChannelEvent::EscalationOpened, Some(rule)) => format!("{rule}: {identity}"),
            (ChannelEvent::EscalationClosed, Some(rule)) => format!("Closed: {rule}: {identity}"),
            _ => format!("{}: {identity}", event.label()),
        };
        let home = if test || rule.is_none() {
            "/"
        } else {
            app::routes::ESCALATIONS
        };
        let about = data["identityId"].as_str().unwrap_or_default();
        let page = if test {
            "/".to_owned()
        } else {
            app::routes::identity(about)
        };
        Self {
            title: if test { format!("Test: {title}") } else { title },
            event: event.label(),
            severity: severity.map(str::to_owned),
            identity,
            identity_id,
            link: format!("{public_url}{page}"),
            home: format!("{public_url}{home}"),
            scores: scores(&data["scores"]),
            badges: texts(&data["badges"], |badge| &badge["name"]),
            reasons: texts(&data["reasons"], |reason| &reason["explanation"]),
            test,
        }
    }
}

fn scores(list: &Value) -> Vec<ShownScore> {
    let given: Vec<CategoryScore> = serde_json::from_value(list.clone()).unwrap_or_default();
    let shown = |category: Category| {
        let score = given.iter().find(|score| score.category == category);
        let percent = score.map_or(0.0, |score| (score.confidence * 100.0).round().clamp(0.0, 100.0));
        ShownScore {
            label: category.label(),
            value: score.map(|score| score.value),
            // Between 0 and 100 already.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
            confidence: percent as u8,
        }
    };
    Category::ALL.into_iter().map(shown).collect()
}

fn texts(list: &Value, of: impl Fn(&Value) -> &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items
        .filter_map(|item| text(of(item)))
        .take(MAX_REASONS)
        .collect()
}

/// One line of text, within bounds: line ends and other controls would leave their place, and mail programs would make
/// links of addresses.
fn text(value: &Value) -> Option<String> {
    let text: String = value
        .as_str()?
        .chars()
        .map(|letter| if is_odd(letter) { ' ' } else { letter })
        .collect();
    let mut line = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("://", ": //");
    if line.chars().count() > MAX_CHARS {
        line = line.chars().take(MAX_CHARS - 1).chain(['…']).collect();
    }
    Some(line).filter(|line| !line.is_empty())
}

/// Controls, and marks that turn the direction of writing around.
fn is_odd(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use app::types::channel::ChannelEvent;
    use serde_json::json;

    use super::News;

    /// Names stay in their line and within bounds; what is missing is not made up.
    #[test]
    fn reads_what_is_there() {
        let name = format!("Ada\r\nBcc: all@example.com\u{202e}{}", "x".repeat(500));
        let data = json!({ "identityId": "a/b c", "displayName": name,
            "scores": [{ "category": "HUMANITY", "value": 12, "confidence": 0.834 }],
            "badges": [{ "slug": "bot", "name": "Bot" }], "reasons": [{ "explanation": "Too even." }],
            "escalation": { "severity": "CRITICAL", "escalationRule": { "label": "Bots" } } });
        let news = News::read(ChannelEvent::EscalationOpened, &data, "https://dregs.example");
        assert!(
            news.title.starts_with("Bots: Ada Bcc: all@example.com xxx"),
            "{}",
            news.title
        );
        assert!(!news.title.contains(['\r', '\n', '\u{202e}']) && news.identity.chars().count() == 200);
        assert_eq!(news.link, "https://dregs.example/identities/a%2Fb%20c");
        let shown: Vec<_> = news
            .scores
            .iter()
            .map(|score| (score.value, score.confidence, score.word()))
            .collect();
        assert_eq!(shown[0], (Some(12), 83, "risk"));
        assert_eq!(shown[3], (None, 0, "not scored"));
        assert_eq!(
            (news.badges[0].as_str(), news.reasons[0].as_str()),
            ("Bot", "Too even.")
        );

        let news = News::read(
            ChannelEvent::IdentityScored,
            &json!({ "identityId": "ada", "test": true }),
            "http://d",
        );
        assert_eq!(news.title, "Test: Identity scored: ada");
        assert_eq!((news.severity, news.link.as_str()), (None, "http://d/"));
    }

    /// No address that somebody else wrote is one any more.
    #[test]
    fn breaks_addresses() {
        let data = json!({ "identityId": "http://evil.example", "displayName": "pay at https://evil.example/now",
            "badges": [{ "name": "ftp://evil.example" }], "reasons": [{ "explanation": "https:\u{200b}//evil.example" }],
            "escalation": { "escalationRule": { "label": "https://evil.example" } } });
        let news = News::read(ChannelEvent::EscalationOpened, &data, "https://dregs.example");
        assert_eq!(
            news.title,
            "https: //evil.example: pay at https: //evil.example/now"
        );
        let texts = [
            &news.title,
            &news.identity,
            &news.identity_id,
            &news.badges[0],
            &news.reasons[0],
        ];
        assert!(texts.iter().all(|text| !text.contains("://")), "{texts:?}");
        assert_eq!(news.home, "https://dregs.example/escalations");
    }
}
