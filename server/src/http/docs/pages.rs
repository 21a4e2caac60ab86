//! The list of documents, in reading order.

/// A document that is written in Markdown.
pub struct Page {
    /// Its name in the address.
    pub slug: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Where it stands in the navigation.
    pub section: &'static str,
    /// The file below `docs/`, by which other documents link to it.
    pub file: &'static str,
    /// What it says.
    pub text: &'static str,
}

/// Sections of the navigation.
pub const SECTIONS: [&str; 3] = ["Quick starts", "Guides", "Reference"];

macro_rules! page {
    ($section:literal, $slug:literal, $title:literal, $file:literal) => {
        Page {
            slug: $slug,
            title: $title,
            section: $section,
            file: $file,
            text: include_str!(concat!("../../../../docs/", $file)),
        }
    };
}

/// Every document.
pub const PAGES: [Page; 14] = [
    page!("Quick starts", "curl", "curl", "quickstart/curl.md"),
    page!("Quick starts", "python", "Python", "quickstart/python.md"),
    page!("Quick starts", "node", "Node.js", "quickstart/node.md"),
    page!("Quick starts", "rust", "Rust", "quickstart/rust.md"),
    page!("Guides", "tracker", "dregs.js", "tracker.md"),
    page!("Guides", "scoring", "Scoring", "scoring.md"),
    page!("Guides", "rules", "Rules", "rules.md"),
    page!("Guides", "webhooks", "Webhooks", "webhooks.md"),
    page!("Guides", "redaction", "Redaction", "redaction.md"),
    page!("Guides", "import", "Importing history", "import.md"),
    page!("Guides", "geo", "Places and networks", "geo.md"),
    page!("Guides", "configuration", "Configuration", "configuration.md"),
    page!("Reference", "api", "API", "API.md"),
    page!("Reference", "analyzers", "Analyzers", "analyzers.md"),
];
