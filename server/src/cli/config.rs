//! `dregs config`.

use serde_json::json;

use super::{Failure, say};
use crate::config::Config;

/// Prints the configuration in force.
pub fn run(config: &Config) -> Result<(), Failure> {
    let database_url = config.database_url();
    // Everything between the scheme and the last @ may be a password.
    let shown = match database_url.rsplit_once('@') {
        Some((_, host)) if database_url.starts_with("postgres") => format!("postgres://***@{host}"),
        _ => database_url,
    };
    let proxies: Vec<String> = config.trusted_proxies.iter().map(ToString::to_string).collect();
    let reviews = &config.reviews;
    let review_key = match (&reviews.key, &reviews.key_file) {
        (Some(_), _) => Some("***"),
        (None, Some(_)) => Some("from a file"),
        (None, None) => None,
    };
    let mail = &config.mail;
    let smtp_url = match (&mail.url, &mail.url_file) {
        (Some(_), _) => Some("***"),
        (None, Some(_)) => Some("from a file"),
        (None, None) => None,
    };
    let private: Vec<String> = config
        .webhooks
        .allow_private
        .iter()
        .map(ToString::to_string)
        .collect();
    let paths = |paths: &[std::path::PathBuf]| -> Vec<String> {
        paths.iter().map(|path| path.display().to_string()).collect()
    };
    let shown = json!({
        "DREGS_DATABASE_URL": shown,
        "DREGS_BIND": config.bind.to_string(),
        "DREGS_PUBLIC_URL": config.public_url(),
        "DREGS_DATA_DIR": config.data_dir.display().to_string(),
        "DREGS_MASTER_KEY": if config.master_key.is_some() { "***" } else { "from a file" },
        "DREGS_TRUSTED_PROXIES": proxies,
        "DREGS_MASTER_KEY_FILE": config.master_key_file,
        "DREGS_REEVALUATE_HOURS": config.reevaluate_hours,
        "DREGS_LOG": config.log,
        "DREGS_LOG_FORMAT": format!("{:?}", config.log_format).to_lowercase(),
        "DREGS_BODY_TIMEOUT_SECONDS": config.connections.body_timeout_seconds,
        "DREGS_LIMIT_API": config.limits.api_per_minute,
        "DREGS_LIMIT_CONNECTIONS": config.connections.max_connections,
        "DREGS_LIMIT_CONNECTIONS_PER_ADDRESS": config.connections.max_connections_per_address,
        "DREGS_LIMIT_INGESTION": config.limits.ingestion_per_second,
        "DREGS_LIMIT_INGESTION_BURST": config.limits.ingestion_burst,
        "DREGS_LIMIT_SENSITIVE": config.limits.sensitive_per_minute,
        "DREGS_LIMIT_CHANNELS": config.limits.channels_per_minute,
        "DREGS_LIMIT_SIGN_IN_PER_ADDRESS": config.limits.sign_in_per_address,
        "DREGS_LIMIT_SIGN_IN_PER_MEMBER": config.limits.sign_in_per_member,
        "DREGS_GEOIP_CITY": paths(&config.geo.city),
        "DREGS_GEOIP_COUNTRY": paths(&config.geo.country),
        "DREGS_GEOIP_ASN": paths(&config.geo.asn),
        "DREGS_REVIEW_URL": reviews.url,
        "DREGS_REVIEW_MODEL": reviews.model,
        "DREGS_REVIEW_KEY": review_key,
        "DREGS_REVIEW_KEY_FILE": reviews.key_file,
        "DREGS_REVIEW_TIMEOUT_SECONDS": reviews.timeout_seconds,
        "DREGS_SMTP_URL": smtp_url,
        "DREGS_SMTP_URL_FILE": mail.url_file,
        "DREGS_MAIL_FROM": mail.from,
        "DREGS_LIMIT_EMAIL": mail.emails_per_hour,
        "DREGS_WEBHOOK_ALLOW_PRIVATE": private,
        "DREGS_LIMIT_WEBHOOKS": config.webhooks.per_second,
        "DREGS_LIMIT_STREAMS_PER_ACCOUNT": config.limits.streams_per_account,
        "DREGS_LIMIT_STREAMS_PER_CALLER": config.limits.streams_per_caller,
    });
    say(&mut std::io::stdout(), &serde_json::to_string_pretty(&shown)?);
    Ok(())
}
