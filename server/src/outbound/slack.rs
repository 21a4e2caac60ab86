//! A card for Slack: what happened to whom, how bad it is, why, and where to look.

use serde_json::{Value, json};

use super::news::News;

/// Slack's limit on a header.
const HEADER_UNITS: usize = 150;
/// Slack's limit on a text and on an address is 3,000.
const TEXT_UNITS: usize = 2_900;

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
        fields.insert(0, words(&format!("*Severity*\n{}", escape(severity, TEXT_UNITS))));
    }
    let mut blocks = vec![
        json!({ "type": "header", "text": plain(&title, HEADER_UNITS) }),
        json!({ "type": "section", "text": plain(&format!("{} · {}", news.identity, news.identity_id), TEXT_UNITS) }),
        json!({ "type": "section", "fields": fields }),
    ];
    if !news.badges.is_empty() {
        let badges = format!("Badges: {}", news.badges.join(", "));
        blocks.push(json!({ "type": "context", "elements": [plain(&badges, TEXT_UNITS)] }));
    }
    if !news.reasons.is_empty() {
        let reasons: Vec<String> = news.reasons.iter().map(|reason| format!("• {reason}")).collect();
        blocks.push(json!({ "type": "section", "text": plain(&reasons.join("\n"), TEXT_UNITS) }));
    }
    let link = if news.link.len() > TEXT_UNITS {
        &news.home
    } else {
        &news.link
    };
    let button = json!({ "type": "button", "text": plain("Open in Dregs", TEXT_UNITS), "url": link });
    blocks.push(json!({ "type": "actions", "elements": [button] }));
    // What notifications and screen readers say.
    json!({ "text": escape(&title, TEXT_UNITS), "blocks": blocks, "unfurl_links": false, "unfurl_media": false })
}

/// Text that Slack shows as it is: no links, mentions, formats or pictures are made of it.
fn plain(text: &str, max: usize) -> Value {
    json!({ "type": "plain_text", "text": escape(text, max), "emoji": false })
}

/// Our own words, formatted.
fn words(text: &str) -> Value {
    json!({ "type": "mrkdwn", "text": text, "verbatim": true })
}

/// Without what would begin a mention or a link: `<!channel>`, `<@U123>`, `<https://…>`. As it is then it has at most
/// `max` units of UTF-16, which is how Slack may count, and is never cut within an escape.
fn escape(text: &str, max: usize) -> String {
    let mut units = 0;
    let mut escaped = String::new();
    // Where to cut if more comes than there is room for.
    let mut end = 0;
    for letter in text.chars() {
        let before = escaped.len();
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            letter => escaped.push(letter),
        }
        units += escaped[before..].encode_utf16().count();
        if units < max {
            end = escaped.len();
        } else if units > max {
            escaped.truncate(end);
            escaped.push('…');
            break;
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use app::types::channel::ChannelEvent;
    use serde_json::json;

    use super::{card, escape};
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

    /// What grows when it is escaped stays within Slack's limits, and no escape is cut in two.
    #[test]
    fn long_names_fit() {
        for letter in ["&", "<", "😀", "x"] {
            let name = letter.repeat(255);
            let reasons = vec![json!({ "explanation": letter.repeat(2_000) }); 5];
            let badges = vec![json!({ "name": name }); 5];
            let data = json!({ "identityId": name, "displayName": name, "badges": badges, "reasons": reasons,
                "escalation": { "severity": "CRITICAL", "escalationRule": { "label": name } } });
            let news = News::read(ChannelEvent::EscalationOpened, &data, "https://dregs.example");
            let card = card(&news);
            let mut texts = vec![(&card["text"], 3_000)];
            for block in card["blocks"].as_array().unwrap() {
                let limit = if block["type"] == "header" { 150 } else { 3_000 };
                texts.push((&block["text"]["text"], limit));
                let fields = block["fields"].as_array().into_iter().flatten();
                texts.extend(fields.map(|field| (&field["text"], 2_000)));
                let elements = block["elements"].as_array().into_iter().flatten();
                for element in elements {
                    let text = &element["text"];
                    texts.push((if text.is_string() { text } else { &text["text"] }, 3_000));
                    texts.push((&element["url"], 3_000));
                }
            }
            for (text, limit) in texts {
                let text = text.as_str().unwrap_or_default();
                assert!(text.encode_utf16().count() <= limit, "{letter} {limit}: {text}");
                let rest = ["&amp;", "&lt;", "&gt;"]
                    .iter()
                    .fold(text.to_owned(), |rest, escape| rest.replace(escape, ""));
                assert!(!rest.contains(['&', '<', '>']), "{letter}: {text}");
            }
            let url = card["blocks"].as_array().unwrap().last().unwrap()["elements"][0]["url"].clone();
            let page = format!("https://dregs.example{}", app::routes::identity(&name));
            let whole = page.len() <= 2_900;
            assert_eq!(
                url,
                if whole {
                    page
                } else {
                    "https://dregs.example/escalations".to_owned()
                },
                "{letter}"
            );
            assert_eq!(whole, letter != "😀");
        }
    }

    /// Text that fits is left whole.
    #[test]
    fn cuts_between_escapes() {
        assert_eq!(escape("a&b", 7), "a&amp;b");
        assert_eq!(escape("a&b", 6), "a…");
        assert_eq!(escape("ab&", 6), "ab…");
        assert_eq!(escape("😀😀", 4), "😀😀");
        assert_eq!(escape("😀😀", 3), "😀…");
    }
}
