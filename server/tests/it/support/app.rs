//! A whole server on an empty database, with two accounts in it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

use app::types::member::Role;
use axum::Router;
use clap::Parser;
use server::clock::Clock;
use server::config::Config;
use server::domain::accounts::{NewOwner, create_credential, create_with_owner};
use server::jobs::runner::Runner;
use server::state::AppState;
use server::store::database::Database;
use server::store::scope::AccountId;

use super::client::Client;

/// 2026-11-20T12:00:00Z.
pub const NOW: i64 = 1_795_176_000_000;
/// The password of every member.
pub const PASSWORD: &str = "correct horse battery";

/// A server under test.
pub struct TestApp {
    pub router: Router,
    pub state: AppState,
    pub runner: Runner,
    pub database: Database,
    /// The account that tests act in.
    pub acme: TestAccount,
    /// Somebody else's account.
    pub other: TestAccount,
    now: Arc<AtomicI64>,
    config: Config,
    folder: Folder,
}

/// An account with its keys.
#[derive(Clone)]
pub struct TestAccount {
    pub id: AccountId,
    pub member: i64,
    pub email: String,
    pub credential: i64,
    pub public_key: String,
    pub secret_key: String,
}

/// A folder that goes with its test.
pub struct Folder(pub std::path::PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "dregs-test-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[derive(Parser)]
struct Flags {
    #[command(flatten)]
    config: Config,
}

impl TestApp {
    /// A server on SQLite.
    pub async fn sqlite() -> Self {
        Self::sqlite_with(&[]).await
    }

    /// A server on SQLite with settings.
    pub async fn sqlite_with(flags: &[&str]) -> Self {
        let folder = Folder::new();
        let database = Database::connect_file(&folder.0.join("dregs.db")).await.unwrap();
        Self::start(database, folder, flags).await
    }

    /// A server on PostgreSQL, in a database of its own.
    pub async fn postgres() -> Self {
        let url = postgres_database().await;
        let database = Database::connect(&url).await.unwrap();
        Self::start(database, Folder::new(), &["--database-url", &url]).await
    }

    async fn start(database: Database, folder: Folder, flags: &[&str]) -> Self {
        database.migrate().await.unwrap();
        let data_dir = folder.0.display().to_string();
        let key = "a master key for tests, long enough";
        let fixed = [
            "test",
            "--data-dir",
            &data_dir,
            "--master-key",
            key,
            "--public-url",
            "http://dregs.test",
            // Receivers of tests are on the loopback.
            "--webhook-allow-private",
            "127.0.0.0/8",
        ];
        let mut config = Flags::parse_from(fixed.iter().chain(flags)).config;
        if !flags.contains(&"--api-per-minute") {
            // Tests ask faster than anybody; limits have tests of their own.
            config.limits.api_per_minute = 100_000;
        }
        if !flags.contains(&"--channels-per-minute") {
            config.limits.channels_per_minute = 100_000;
        }
        let now = Arc::new(AtomicI64::new(NOW));
        let told = Arc::clone(&now);
        let clock = Clock::moved_by(move || told.load(Ordering::SeqCst));
        let acme = account(&database, "Acme", "owner@acme.test", None).await;
        let other = account(&database, "Other", "owner@other.test", Some(5)).await;
        let server = server::build(&config, database.clone(), clock).unwrap();
        let (router, state, runner) = (server.router, server.state, server.runner);
        Self {
            router,
            state,
            runner,
            database,
            acme,
            other,
            now,
            config,
            folder,
        }
    }

    /// Where the server keeps its files.
    pub fn folder(&self) -> &std::path::Path {
        &self.folder.0
    }

    /// How the server is configured.
    pub fn config(&self) -> Config {
        self.config.clone()
    }

    /// Lets time pass.
    pub fn pass(&self, millis: i64) {
        self.now.fetch_add(millis, Ordering::SeqCst);
    }

    /// Does every job that is due.
    pub async fn drain(&self) {
        self.runner.drain().await.unwrap();
    }

    /// One more account, with a monthly limit.
    pub async fn account_with_limit(&self, name: &str, limit: i64) -> TestAccount {
        let email = format!("owner@{}.test", name.to_lowercase());
        account(&self.database, name, &email, Some(limit)).await
    }

    /// The customer's server, with its secret key.
    pub fn server(&self, account: &TestAccount) -> Client {
        Client::new(self.router.clone()).bearer(&account.secret_key)
    }

    /// Nobody in particular.
    pub fn anyone(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// The account's owner, signed in.
    pub fn owner(&self, account: &TestAccount) -> Client {
        let (token, _) = self
            .state
            .tokens
            .issue(account.member, account.id.get(), 1, self.state.clock.now())
            .unwrap();
        Client::new(self.router.clone()).bearer(&token)
    }

    /// A new member of the account, signed in.
    pub async fn member(&self, account: &TestAccount, role: Role) -> Client {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let transaction = self.database.begin().await.unwrap();
        let email = format!("{role:?}-{}@acme.test", NEXT.fetch_add(1, Ordering::Relaxed)).to_lowercase();
        let member = transaction
            .system()
            .create_member(&email, "no password", NOW)
            .await
            .unwrap();
        transaction
            .account(account.id)
            .add_member(member, role, NOW)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        let (token, _) = self
            .state
            .tokens
            .issue(member, account.id.get(), 1, self.state.clock.now())
            .unwrap();
        Client::new(self.router.clone()).bearer(&token)
    }
}

async fn account(database: &Database, name: &str, email: &str, limit: Option<i64>) -> TestAccount {
    // The lowest cost: these tests are not about how slow a hash is.
    let password_hash = bcrypt::hash(PASSWORD, 4).unwrap();
    let transaction = database.begin().await.unwrap();
    let owner = NewOwner {
        email,
        password_hash: &password_hash,
        account_name: name,
        monthly_event_limit: limit,
    };
    let (id, member) = create_with_owner(&transaction, &owner, NOW).await.unwrap();
    let draft = app::types::credential::CredentialDraft {
        name: "Default".to_owned(),
        allowed_origins: Vec::new(),
    };
    let new = create_credential(&transaction, id, draft, NOW).await.unwrap();
    transaction.commit().await.unwrap();
    TestAccount {
        id,
        member,
        email: email.to_owned(),
        credential: new.credential.id,
        public_key: new.credential.public_key.to_string(),
        secret_key: new.secret_key,
    }
}

/// An empty database on the cluster that `cargo xtask test` starts.
#[expect(
    clippy::disallowed_methods,
    reason = "the one thing that tests are told from outside"
)]
pub async fn postgres_database() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let cluster = std::env::var("DREGS_TEST_POSTGRES_URL").expect(
        "DREGS_TEST_POSTGRES_URL names a PostgreSQL cluster; `cargo xtask test --only unit` starts one",
    );
    let name = format!(
        "dregs_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    );
    Database::recreate(&cluster, &name).await.unwrap();
    let (base, _) = cluster.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}

/// The address that requests of tests come from.
pub fn peer() -> SocketAddr {
    SocketAddr::from(([203, 0, 113, 7], 40_000))
}
