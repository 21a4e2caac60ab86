//! From Markdown to a page: headings one can link to, links between documents, code one can copy.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::pages::{PAGES, Page};

/// The body of a document.
pub fn html(page: &Page) -> String {
    let events: Vec<Event> = Parser::new_ext(page.text, Options::ENABLE_TABLES).collect();
    let mut body = String::with_capacity(page.text.len() * 2);
    html::push_html(
        &mut body,
        with_anchors(events)
            .into_iter()
            .map(|event| relinked(event, page)),
    );
    // Wide tables scroll inside of themselves.
    body.replace(
        "<table>",
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>",
    )
    .replace("</table>", "</table></div>")
}

/// Gives every heading the name that links use for it.
fn with_anchors(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut named = Vec::with_capacity(events.len());
    let mut rest = events.into_iter().peekable();
    while let Some(event) = rest.next() {
        let Event::Start(Tag::Heading { level, .. }) = event else {
            named.push(event);
            continue;
        };
        let mut inside = Vec::new();
        let mut text = String::new();
        while let Some(part) = rest.next_if(|part| !matches!(part, Event::End(TagEnd::Heading(_)))) {
            if let Event::Text(words) | Event::Code(words) = &part {
                text.push_str(words);
            }
            inside.push(part);
        }
        named.push(heading(level, anchor(&text)));
        named.append(&mut inside);
    }
    named
}

fn heading<'t>(level: HeadingLevel, id: String) -> Event<'t> {
    Event::Start(Tag::Heading {
        level,
        id: Some(CowStr::from(id)),
        classes: Vec::new(),
        attrs: Vec::new(),
    })
}

/// The name of a heading, as links within Markdown write it.
fn anchor(text: &str) -> String {
    let kept = text
        .trim()
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    kept.map(|letter| {
        if letter == ' ' {
            '-'
        } else {
            letter.to_ascii_lowercase()
        }
    })
    .collect()
}

/// Links to other documents stay within these pages; links to files of the source lead nowhere here.
fn relinked<'t>(event: Event<'t>, from: &Page) -> Event<'t> {
    let Event::Start(Tag::Link {
        link_type,
        dest_url,
        title,
        id,
    }) = event
    else {
        return event;
    };
    let dest_url = CowStr::from(address(&dest_url, from));
    Event::Start(Tag::Link {
        link_type,
        dest_url,
        title,
        id,
    })
}

fn address(link: &str, from: &Page) -> String {
    if link.starts_with('#') || link.contains("://") || link.starts_with('/') {
        return link.to_owned();
    }
    let (path, fragment) = link
        .split_once('#')
        .map_or((link, ""), |(path, name)| (path, name));
    let folder = from.file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let file = match path.strip_prefix("../") {
        Some(above) if !folder.is_empty() => above.to_owned(),
        _ if folder.is_empty() => path.to_owned(),
        _ => format!("{folder}/{path}"),
    };
    let hash = if fragment.is_empty() {
        String::new()
    } else {
        format!("#{fragment}")
    };
    match PAGES.iter().find(|page| page.file == file) {
        Some(page) => format!("/docs/{}{hash}", page.slug),
        None => "#".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every link from one document to another leads to a page, and to a heading that is on it.
    #[test]
    fn links_lead_somewhere() {
        for page in &PAGES {
            let body = html(page);
            for link in body.split("href=\"/docs/").skip(1) {
                let link = link.split('"').next().unwrap();
                let (slug, name) = link.split_once('#').unwrap_or((link, ""));
                let target = PAGES.iter().find(|page| page.slug == slug).unwrap();
                let there = name.is_empty() || html(target).contains(&format!("id=\"{name}\""));
                assert!(there, "{}: {link}", page.file);
            }
        }
    }

    /// Headings are named as links within Markdown expect.
    #[test]
    fn headings_have_names() {
        assert_eq!(anchor("Known gaps"), "known-gaps");
        assert_eq!(
            anchor("First event, in five minutes"),
            "first-event-in-five-minutes"
        );
    }
}
