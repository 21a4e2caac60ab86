//! What the server and the browser share: wire types, the typed API client, and the dashboard's views.

pub mod types;
