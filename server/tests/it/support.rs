//! What every test stands on.

pub mod app;
pub mod builders;
pub mod client;
pub mod command;
pub mod conformance;
pub mod model;
pub mod older;
pub mod receiver;
pub mod smtp;

/// Defines a test twice: once on SQLite, once on PostgreSQL.
macro_rules! on_both_databases {
    ($(#[doc = $doc:literal])+ async fn $name:ident($app:ident) $body:block) => {
        $(#[doc = $doc])+
        mod $name {
            use super::*;

            async fn body($app: crate::support::app::TestApp) $body

            /// On SQLite.
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                body(crate::support::app::TestApp::sqlite().await).await;
            }

            /// On PostgreSQL.
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                body(crate::support::app::TestApp::postgres().await).await;
            }
        }
    };
}
pub(crate) use on_both_databases;
