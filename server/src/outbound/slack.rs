//! A card for Slack: what happened to whom, how bad it is, why, and where to look.

use serde_json::{Value, json};

use super::news::News;

/// Slack's limit on a header.
const HEADER_CHARS: usize = 150;
/// Slack's limit on a text is 3,000.
const TEXT_CHARS: usize = 2_900;

/// The message, as an incoming webhook takes it.
pub fn card(news: &News) -> Value {
    let mark = match news.severity.as_deref() {
        Some("CRITICAL") => "🔴 ",
        Some("WARNING") => "🟠 ",
        Some(_) => "🔵 ",
        None => "",
    };
    let title = format!("{mark}{}", news.title);
    let mut fields: Vec<Value> = news
        .scores
        .iter()
        .map(|score| match score.value {
            Some(value) => {
                let (label, word, confidence) = (score.label, score.word(), score.confidence);
                words(&format!("*{label}*\n{value} ({word}, {confidence} % sure)"))
            }
            None => words(&format!("*{}*\nnot scored", score.label)),
        })
        .collect();
    if let Some(severity) = &news.severity {
        fields.insert(0, words(&format!("*Severity*\n{}", escape(severity))));
    }
    let mut blocks = vec![
        json!({ "type": "header", "text": plain(&cut(&title, HEADER_CHARS)) }),
        json!({ "type": "section", "text": plain(&format!("{} · {}", news.identity, news.identity_id)) }),
        json!({ "type": "section", "fields": fields }),
    ];
    if !news.badges.is_empty() {
        let badges = format!("Badges: {}", news.badges.join(", "));
        blocks.push(json!({ "type": "context", "elements": [plain(&badges)] }));
    }
    if !news.reasons.is_empty() {
        let reasons: Vec<String> = news.reasons.iter().map(|reason| format!("• {reason}")).collect();
        blocks.push(json!({ "type": "section", "text": plain(&reasons.join("\n")) }));
    }
    let button = json!({ "type": "button", "text": plain("Open in Dregs"), "url": news.link });
    blocks.push(json!({ "type": "actions", "elements": [button] }));
    // What notifications and screen readers say.
    json!({ "text": escape(&cut(&title, TEXT_CHARS)), "blocks": blocks, "unfurl_links": false, "unfurl_media": false })
}

/// Text that Slack shows as it is: no links, mentions, formats or pictures are made of it.
fn plain(text: &str) -> Value {
    json!({ "type": "plain_text", "text": escape(&cut(text, TEXT_CHARS)), "emoji": false })
}

/// Our own words, formatted.
fn words(text: &str) -> Value {
    json!({ "type": "mrkdwn", "text": text, "verbatim": true })
}

/// What would begin a mention or a link: `<!channel>`, `<@U123>`, `<https://…>`.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn cut(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    text.chars().take(max - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use app::types::channel::ChannelEvent;
    use serde_json::json;

    use super::card;
    use crate::outbound::news::News;

    /// A hostile name mentions nobody, links nowhere and breaks no limit.
    #[test]
    fn hostile_text_stays_text() {
        let name = "<!channel> <@U123> <https://evil.example|click> & *bold*";
        let data = json!({ "identityId": "<!here>", "displayName": name.repeat(9),
            "scores": [{ "category": "HUMANITY", "value": 3, "confidence": 0.9 }],
            "badges": [{ "name": "<!everyone>" }], "reasons": [{ "explanation": "<@U1> did it" }],
            "escalation": { "severity": "CRITICAL", "escalationRule": { "label": "Bots" } } });
        let news = News::read(ChannelEvent::EscalationOpened, &data, "https://dregs.example");
        let card = card(&news);
        let whole = card.to_string();
        assert!(
            !whole.contains("<!") && !whole.contains("<@") && !whole.contains("<https"),
            "{whole}"
        );
        assert!(whole.contains("&lt;!channel&gt;"), "{whole}");
        let blocks = card["blocks"].as_array().unwrap();
        assert!(
            blocks[0]["text"]["text"]
                .as_str()
                .unwrap()
                .starts_with("🔴 Bots: ")
        );
        assert_eq!(blocks[2]["fields"].as_array().unwrap().len(), 5);
        let button = &blocks.last().unwrap()["elements"][0];
        assert_eq!(button["url"], "https://dregs.example/identities/%3C%21here%3E");
        // Whatever others wrote is in elements that Slack does not interpret.
        for block in blocks {
            let text = &block["text"];
            assert!(text.is_null() || text["type"] == "plain_text", "{block}");
        }
    }
}
