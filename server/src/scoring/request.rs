//! What the headers of a request say, beside the page that it claims to come from.

use serde_json::Value;

use super::agent::Agent;
use super::history::tells::Tell;

/// The tells of `request` in a device record, which the server writes; none where it did not.
pub fn of_record(record: &Value, header: Option<&str>) -> Option<Tell> {
    let request = record.get("request").filter(|request| request.is_object())?;
    // A tool that names itself has a tell of its own.
    header.and_then(Agent::parse)?;
    let said = |name: &str| request.get(name).and_then(Value::as_str);
    let Some(languages) = said("acceptLanguage") else {
        return is_bare(said("fetchSite"), said("acceptEncoding")).then_some(Tell::BareRequest);
    };
    let language = record.get("language").and_then(Value::as_str)?;
    let is_among = languages
        .split(',')
        .any(|other| primary(other) == primary(language));
    (!is_among).then_some(Tell::LanguagesDiffer)
}

/// Browsers leave none of these out; where plain http has no `Sec-Fetch-Site`, there are still languages.
fn is_bare(fetch_site: Option<&str>, encodings: Option<&str>) -> bool {
    fetch_site.is_none() && encodings.is_none_or(|offered| !offered.contains("br"))
}

/// `de` of `de-AT;q=0.9`.
fn primary(language: &str) -> String {
    let end = language.find(['-', '_', ';']).unwrap_or(language.len());
    language[..end].trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::of_record;
    use crate::scoring::history::tells::Tell;

    const CHROME: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

    fn tell(request: Value) -> Option<Tell> {
        of_record(&json!({ "language": "de-AT", "request": request }), Some(CHROME))
    }

    /// Browsers name a language of their page, over https and over plain http.
    #[test]
    fn browsers_are_silent() {
        let secure = json!({ "acceptLanguage": "en-US,de;q=0.7", "acceptEncoding": "gzip, deflate, br, zstd", "fetchSite": "cross-site" });
        let plain = json!({ "acceptLanguage": "DE", "acceptEncoding": "gzip, deflate", "fetchSite": null });
        assert_eq!([tell(secure), tell(plain)], [None, None]);
    }

    /// A tool behind a browser's name sends none of a browser's headers.
    #[test]
    fn bare_requests_show() {
        let bare = json!({ "acceptLanguage": null, "acceptEncoding": null, "fetchSite": null });
        let library = json!({ "acceptEncoding": "gzip, deflate" });
        assert_eq!([tell(bare), tell(library)], [Some(Tell::BareRequest); 2]);
    }

    /// A proxy that takes the languages away leaves the rest.
    #[test]
    fn one_missing_header_is_nothing() {
        assert_eq!(
            tell(json!({ "acceptEncoding": "gzip, br", "fetchSite": null })),
            None
        );
        assert_eq!(
            tell(json!({ "acceptEncoding": "gzip", "fetchSite": "same-origin" })),
            None
        );
    }

    /// Any language at all is no language of a page.
    #[test]
    fn other_languages_show() {
        for languages in ["*", "en-US,en;q=0.9", ""] {
            assert_eq!(
                tell(json!({ "acceptLanguage": languages })),
                Some(Tell::LanguagesDiffer)
            );
        }
    }

    /// Records that the server did not write into, and tools by their own name, tell nothing here.
    #[test]
    fn abstains() {
        let bare = json!({ "request": {} });
        assert_eq!(of_record(&bare, Some("curl/8.5.0")), None);
        assert_eq!(of_record(&json!({ "request": null }), Some(CHROME)), None);
    }
}
