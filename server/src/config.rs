//! Configuration: one value, read once, from the environment and the command line.

pub mod geo;
pub mod mail;
pub mod reviews;
pub mod secret;
pub mod webhooks;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use ipnet::IpNet;

use self::geo::GeoSettings;
use self::mail::MailSettings;
use self::reviews::ReviewSettings;
use self::webhooks::WebhookSettings;

/// Everything that can be set.
#[derive(Clone, Debug, Args)]
pub struct Config {
    /// Database: `sqlite://path` or `postgres://…`. Default: `dregs.db` in the data folder.
    #[arg(long, env = "DREGS_DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,

    /// Address and port to listen on.
    #[arg(long, env = "DREGS_BIND", default_value = "127.0.0.1:8080", global = true)]
    pub bind: SocketAddr,

    /// Where people reach the server, such as `https://dregs.example.com`. Default: the address it listens on.
    #[arg(long, env = "DREGS_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,

    /// Folder for the database and the master key.
    #[arg(long, env = "DREGS_DATA_DIR", default_value = "data", global = true)]
    pub data_dir: PathBuf,

    /// Key from which all other keys are derived: at least 32 characters. Default: made and kept in the data folder.
    #[arg(long, env = "DREGS_MASTER_KEY", hide_env_values = true, global = true)]
    pub master_key: Option<String>,

    /// File that holds the master key.
    #[arg(long, env = "DREGS_MASTER_KEY_FILE", global = true)]
    pub master_key_file: Option<PathBuf>,

    /// Networks of proxies whose `X-Forwarded-For` is believed, separated by commas.
    #[arg(long, env = "DREGS_TRUSTED_PROXIES", value_delimiter = ',', global = true)]
    pub trusted_proxies: Vec<IpNet>,

    /// What to log, in the syntax of `tracing-subscriber` filters.
    #[arg(
        long,
        env = "DREGS_LOG",
        default_value = "info,sea_orm_migration=warn",
        global = true
    )]
    pub log: String,

    /// How to write the log.
    #[arg(long, env = "DREGS_LOG_FORMAT", default_value = "pretty", global = true)]
    pub log_format: LogFormat,

    /// Hours after which an identity is scored again though nothing happened; 0: never.
    #[arg(long, env = "DREGS_REEVALUATE_HOURS", default_value_t = 168, global = true)]
    pub reevaluate_hours: u32,

    /// Limits on callers.
    #[command(flatten)]
    pub limits: Limits,

    /// Who writes reviews.
    #[command(flatten)]
    pub reviews: ReviewSettings,

    /// How email is sent.
    #[command(flatten)]
    pub mail: MailSettings,

    /// Where places are looked up.
    #[command(flatten)]
    pub geo: GeoSettings,

    /// Where webhooks may go.
    #[command(flatten)]
    pub webhooks: WebhookSettings,

    /// Limits on connections.
    #[command(flatten)]
    pub connections: Connections,
}

/// What connections may take up.
#[derive(Clone, Debug, Args)]
pub struct Connections {
    /// Connections open at once.
    #[arg(long, env = "DREGS_LIMIT_CONNECTIONS", default_value_t = 4_096, global = true)]
    pub max_connections: usize,

    /// Connections open at once from one address, unless it is this machine's or a trusted proxy's.
    #[arg(
        long,
        env = "DREGS_LIMIT_CONNECTIONS_PER_ADDRESS",
        default_value_t = 256,
        global = true
    )]
    pub max_connections_per_address: usize,

    /// Seconds that a request's body may take to arrive.
    #[arg(long, env = "DREGS_BODY_TIMEOUT_SECONDS", default_value_t = 15, global = true)]
    pub body_timeout_seconds: u64,
}

/// How often callers may call.
#[derive(Clone, Debug, Args)]
pub struct Limits {
    /// Attempts to sign in, a minute, from one address.
    #[arg(
        long,
        env = "DREGS_LIMIT_SIGN_IN_PER_ADDRESS",
        default_value_t = 10,
        global = true
    )]
    pub sign_in_per_address: u32,

    /// Attempts to sign in, a minute, as one member.
    #[arg(
        long,
        env = "DREGS_LIMIT_SIGN_IN_PER_MEMBER",
        default_value_t = 5,
        global = true
    )]
    pub sign_in_per_member: u32,

    /// Password changes and the like, a minute, by one member.
    #[arg(long, env = "DREGS_LIMIT_SENSITIVE", default_value_t = 5, global = true)]
    pub sensitive_per_minute: u32,

    /// Channels made, led elsewhere and tried out, a minute, by one member.
    #[arg(long, env = "DREGS_LIMIT_CHANNELS", default_value_t = 30, global = true)]
    pub channels_per_minute: u32,

    /// API calls, a minute, by one credential or member.
    #[arg(long, env = "DREGS_LIMIT_API", default_value_t = 600, global = true)]
    pub api_per_minute: u32,

    /// Events, a second, by one credential.
    #[arg(long, env = "DREGS_LIMIT_INGESTION", default_value_t = 5_000, global = true)]
    pub ingestion_per_second: u32,

    /// Events at once, by one credential.
    #[arg(
        long,
        env = "DREGS_LIMIT_INGESTION_BURST",
        default_value_t = 10_000,
        global = true
    )]
    pub ingestion_burst: u32,

    /// Live streams open at once in one account.
    #[arg(
        long,
        env = "DREGS_LIMIT_STREAMS_PER_ACCOUNT",
        default_value_t = 100,
        global = true
    )]
    pub streams_per_account: usize,

    /// Live streams open at once by one credential or member.
    #[arg(
        long,
        env = "DREGS_LIMIT_STREAMS_PER_CALLER",
        default_value_t = 50,
        global = true
    )]
    pub streams_per_caller: usize,
}

/// How to write the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Pretty,
    /// For collectors.
    Json,
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The master key gives no protection.
    #[error("DREGS_MASTER_KEY must have at least 32 characters")]
    ShortMasterKey,
    /// The language model for reviews cannot be asked like that.
    #[error("{0}")]
    Review(&'static str),
    /// Email cannot be sent like that.
    #[error("{0}")]
    Mail(&'static str),
    /// No webhook can be sent from here.
    #[error("{0}")]
    Webhook(&'static str),
    /// A database of places cannot be used.
    #[error("{0}")]
    Geo(String),
    /// A file or folder cannot be used.
    #[error("cannot use {path}: {cause}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
}

const MASTER_KEY_FILE: &str = "master.key";
const MASTER_KEY_MIN_CHARS: usize = 32;

impl Config {
    /// The database to open.
    pub fn database_url(&self) -> String {
        let file = || format!("sqlite://{}", self.data_dir.join("dregs.db").display());
        self.database_url.clone().unwrap_or_else(file)
    }

    /// Where people reach the server, without a slash at the end.
    pub fn public_url(&self) -> String {
        let url = self
            .public_url
            .clone()
            .unwrap_or_else(|| format!("http://{}", self.bind));
        url.trim_end_matches('/').to_owned()
    }

    /// Whether people reach the server through TLS.
    pub fn is_https(&self) -> bool {
        self.public_url().starts_with("https://")
    }

    /// Makes the data folder, readable by its owner only.
    pub fn prepare_data_dir(&self) -> Result<(), ConfigError> {
        let path = &self.data_dir;
        let fail = |cause| ConfigError::File {
            path: path.clone(),
            cause,
        };
        if !path.exists() {
            std::fs::create_dir_all(path).map_err(fail)?;
            restrict(path, 0o700).map_err(fail)?;
        }
        Ok(())
    }

    /// The master key: as set, or from its file, which is made at the first start.
    pub fn master_key(&self) -> Result<String, ConfigError> {
        let own_file = self.data_dir.join(MASTER_KEY_FILE);
        let key = match (&self.master_key, &self.master_key_file) {
            (Some(key), _) => key.clone(),
            (None, Some(path)) => read_trimmed(path)?,
            (None, None) if own_file.exists() => read_trimmed(&own_file)?,
            (None, None) => {
                let key = crate::auth::keys::random_text(64);
                write_secret(&own_file, &key).map_err(|cause| ConfigError::File {
                    path: own_file,
                    cause,
                })?;
                key
            }
        };
        if key.chars().count() < MASTER_KEY_MIN_CHARS {
            Err(ConfigError::ShortMasterKey)
        } else {
            Ok(key)
        }
    }
}

/// What a file holds, without the blanks around it.
fn read_trimmed(path: &Path) -> Result<String, ConfigError> {
    let text = std::fs::read_to_string(path);
    text.map(|text| text.trim().to_owned())
        .map_err(|cause| ConfigError::File {
            path: path.to_owned(),
            cause,
        })
}

/// Writes a file that only its owner can read, from its first byte on.
fn write_secret(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn restrict(_path: &Path, _mode: u32) -> std::io::Result<()> {
    Ok(())
}
