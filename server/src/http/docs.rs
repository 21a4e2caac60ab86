//! `/docs`: the documents of this very version, and the API to try out. Plain pages: nothing comes from elsewhere.

mod explorer;
mod pages;
mod render;

use axum::Router;
use axum::extract::Path;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use self::pages::{PAGES, Page};
use crate::error::Error;
use crate::state::AppState;

const STYLE: &str = concat!(
    include_str!("../../../app/style/00-tokens.css"),
    include_str!("docs/docs.css")
);
const SCRIPT: &str = include_str!("docs/docs.js");
/// Our own files, and nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Routes of the documents.
pub fn router() -> Router<AppState> {
    Router::new()
        .route(
            "/docs",
            get(async || document(Path(PAGES[0].slug.to_owned())).await),
        )
        .route("/docs/{page}", get(document))
        .route("/docs/explorer", get(explorer::page))
        .route("/docs/explorer/{file}", get(explorer::file))
        .route(
            "/docs/docs.css",
            get(async || ([(CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)),
        )
        .route(
            "/docs/docs.js",
            get(async || ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT)),
        )
}

async fn document(Path(slug): Path<String>) -> Response {
    match PAGES.iter().find(|page| page.slug == slug) {
        Some(page) => framed(page.title, page.slug, "", &render::html(page)),
        None => Error::NotFound.into_response(),
    }
}

/// A page in the documents' frame.
fn framed(title: &str, current: &str, head: &str, body: &str) -> Response {
    let item = |slug: &str, title: &str| {
        let here = if slug == current {
            " aria-current=\"page\""
        } else {
            ""
        };
        format!("<li><a href=\"/docs/{slug}\"{here}>{title}</a></li>")
    };
    let section = |name: &str| {
        let pages: Vec<&Page> = PAGES.iter().filter(|page| page.section == name).collect();
        let items: String = pages.iter().map(|page| item(page.slug, page.title)).collect();
        let explorer = if name == "Reference" {
            item("explorer", "API explorer")
        } else {
            String::new()
        };
        format!("<h2>{name}</h2><ul>{items}{explorer}</ul>")
    };
    let navigation: String = pages::SECTIONS.into_iter().map(section).collect();
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">\
         <title>{title} · Dregs</title><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
         <link rel=\"stylesheet\" href=\"/docs/docs.css\"><script src=\"/docs/docs.js\"></script>{head}</head>\
         <body><a class=\"skip\" href=\"#content\">To the content</a><header><a class=\"brand\" href=\"/docs\">Dregs <span>documents</span></a>\
         <a href=\"/\">Dashboard</a></header><nav aria-label=\"Documents\">\
         <label class=\"search\"><span>Find in the documents</span><input type=\"search\" id=\"find\" autocomplete=\"off\"></label>\
         <ul id=\"found\" hidden></ul>{navigation}</nav><main id=\"content\" tabindex=\"-1\">{body}</main></body></html>"
    );
    let mut response = Html(page).into_response();
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}
