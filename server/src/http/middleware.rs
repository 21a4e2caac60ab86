//! What happens to every request and answer.

pub mod check_access;
pub mod request_id;
pub mod security_headers;
pub mod sign_in_limit;
pub mod unread_body;
