//! Who may call what: the one table of roles. A route that is not in it answers nobody.

use app::types::member::Role;
use axum::http::Method;

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody; nobody is asked who they are.
    Anyone,
    /// Any key, public or secret, in the header or in the body: the handler reads it.
    AnyKey,
    /// A page with a public key, about its own device; else the account, like `Account(Viewer)`.
    OwnDevice,
    /// A secret key, or a signed-in member of at least this role.
    Account(Role),
    /// A signed-in member of at least this role; no key.
    Member(Role),
}

/// One route and who may call it.
pub type Row = (Method, &'static str, Access);

/// Every route under `/api`. The router's own list is held against it by a test.
pub const TABLE: &[Row] = {
    use Access::{Account, AnyKey, Anyone, Member, OwnDevice};
    use Role::{Admin, Analyst, Viewer};
    const GET: Method = Method::GET;
    const POST: Method = Method::POST;
    const PUT: Method = Method::PUT;
    const PATCH: Method = Method::PATCH;
    const DELETE: Method = Method::DELETE;
    &[
        (POST, "/events", AnyKey),
        (GET, "/events", Account(Viewer)),
        (GET, "/events/{id}", Account(Viewer)),
        (GET, "/identities", Account(Viewer)),
        (GET, "/identities/{id}", Account(Viewer)),
        (PATCH, "/identities/{id}", Account(Analyst)),
        (DELETE, "/identities/{id}", Member(Admin)),
        (GET, "/identities/{id}/scores", Account(Viewer)),
        (GET, "/identities/{id}/analysis", Account(Viewer)),
        (GET, "/identities/{id}/analysis/{cycle}", Account(Viewer)),
        (GET, "/identities/{id}/analysis/{cycle}/changes", Account(Viewer)),
        (GET, "/identities/{id}/history", Account(Viewer)),
        (GET, "/identities/{id}/links", Account(Viewer)),
        (GET, "/identities/{id}/sessions", Account(Viewer)),
        (POST, "/identities/{id}/actions/analyze", Account(Analyst)),
        (GET, "/identities/{id}/reviews", Account(Viewer)),
        (POST, "/identities/{id}/actions/review", Account(Analyst)),
        (GET, "/devices", Account(Viewer)),
        (GET, "/devices/{fingerprint}", OwnDevice),
        (PATCH, "/devices/{fingerprint}", Account(Analyst)),
        (GET, "/groups", Account(Viewer)),
        (POST, "/groups", Account(Analyst)),
        (GET, "/groups/{type}/{id}", Account(Viewer)),
        (PATCH, "/groups/{type}/{id}", Account(Analyst)),
        (PUT, "/groups/{type}/{id}/identities/{identity}", Account(Analyst)),
        (
            DELETE,
            "/groups/{type}/{id}/identities/{identity}",
            Account(Analyst),
        ),
        (GET, "/escalations", Account(Viewer)),
        (GET, "/escalations/summary", Account(Viewer)),
        (GET, "/escalations/{id}", Account(Viewer)),
        (PATCH, "/escalations/{id}", Account(Analyst)),
        (GET, "/escalations/{id}/entries", Account(Viewer)),
        (GET, "/identities/{id}/badge-changes", Account(Viewer)),
        (GET, "/rules/progress", Account(Viewer)),
        (GET, "/badge-rules", Account(Viewer)),
        (POST, "/badge-rules", Member(Admin)),
        (POST, "/badge-rules/actions/preview", Account(Analyst)),
        (GET, "/badge-rules/{id}", Account(Viewer)),
        (PATCH, "/badge-rules/{id}", Member(Admin)),
        (DELETE, "/badge-rules/{id}", Member(Admin)),
        (GET, "/badge-rules/{id}/versions", Account(Viewer)),
        (
            POST,
            "/badge-rules/{id}/versions/{version}/actions/restore",
            Member(Admin),
        ),
        (GET, "/escalation-rules", Account(Viewer)),
        (POST, "/escalation-rules", Member(Admin)),
        (POST, "/escalation-rules/actions/preview", Account(Analyst)),
        (POST, "/escalation-rules/actions/back-test", Account(Analyst)),
        (GET, "/escalation-rules/{id}", Account(Viewer)),
        (PATCH, "/escalation-rules/{id}", Member(Admin)),
        (DELETE, "/escalation-rules/{id}", Member(Admin)),
        (GET, "/escalation-rules/{id}/versions", Account(Viewer)),
        (
            POST,
            "/escalation-rules/{id}/versions/{version}/actions/restore",
            Member(Admin),
        ),
        (GET, "/mappings", Account(Viewer)),
        (POST, "/mappings", Member(Admin)),
        (GET, "/mappings/{id}", Account(Viewer)),
        (PATCH, "/mappings/{id}", Member(Admin)),
        (DELETE, "/mappings/{id}", Member(Admin)),
        (GET, "/datasets", Account(Viewer)),
        (GET, "/datasets/{name}/entries", Account(Viewer)),
        (POST, "/datasets/{name}/entries", Member(Admin)),
        (PUT, "/datasets/{name}/entries/{key}", Member(Admin)),
        (DELETE, "/datasets/{name}/entries/{key}", Member(Admin)),
        (GET, "/channels", Account(Viewer)),
        (POST, "/channels", Member(Admin)),
        (GET, "/channels/{id}", Account(Viewer)),
        (PATCH, "/channels/{id}", Member(Admin)),
        (DELETE, "/channels/{id}", Member(Admin)),
        (POST, "/channels/{id}/actions/test", Member(Admin)),
        (POST, "/channels/{id}/actions/rotate-secret", Member(Admin)),
        (POST, "/channels/{id}/actions/redeliver-failed", Account(Analyst)),
        (GET, "/deliveries", Account(Viewer)),
        (GET, "/deliveries/{id}", Account(Viewer)),
        (POST, "/deliveries/{id}/actions/redeliver", Account(Analyst)),
        (GET, "/overview", Account(Viewer)),
        (GET, "/rejections", Account(Viewer)),
        (GET, "/stream", Account(Viewer)),
        (POST, "/demo", Member(Admin)),
        (DELETE, "/demo", Member(Admin)),
        (GET, "/credentials", Member(Viewer)),
        (POST, "/credentials", Member(Admin)),
        (PATCH, "/credentials/{id}", Member(Admin)),
        (POST, "/credentials/{id}/actions/revoke", Member(Admin)),
        (POST, "/credentials/{id}/actions/rotate", Member(Admin)),
        (
            POST,
            "/credentials/{id}/actions/rotate-signing-secret",
            Member(Admin),
        ),
        (GET, "/auth/me", Member(Viewer)),
        (POST, "/auth/login", Anyone),
        (POST, "/auth/logout", Member(Viewer)),
        (POST, "/auth/logout-everywhere", Member(Viewer)),
        (POST, "/auth/password", Member(Viewer)),
        (POST, "/auth/switch", Member(Viewer)),
        (GET, "/setup", Anyone),
        (POST, "/setup", Anyone),
    ]
};

/// Who may call a route, by method and path without `/api`.
pub fn of(method: &Method, path: &str) -> Option<Access> {
    // HEAD is GET without the body; a preflight asks nothing of anybody.
    let method = match *method {
        Method::HEAD => &Method::GET,
        Method::OPTIONS => return Some(Access::Anyone),
        _ => method,
    };
    TABLE
        .iter()
        .find(|row| row.0 == *method && row.1 == path)
        .map(|row| row.2)
}
