//! How email is sent.

use std::path::PathBuf;

use clap::Args;
use lettre::message::Mailbox;

use super::ConfigError;
use super::secret::Secret;

/// How email is sent.
#[derive(Clone, Debug, Args)]
pub struct MailSettings {
    /// Mail server: `smtp://user:password@host:587?tls=required`, or `smtps://…`. Default: no email is sent.
    #[arg(
        id = "smtp_url",
        long = "smtp-url",
        env = "DREGS_SMTP_URL",
        hide_env_values = true,
        global = true
    )]
    pub url: Option<Secret>,

    /// File that holds the address of the mail server.
    #[arg(
        id = "smtp_url_file",
        long = "smtp-url-file",
        env = "DREGS_SMTP_URL_FILE",
        global = true
    )]
    pub url_file: Option<PathBuf>,

    /// Sender of emails, such as `Dregs <dregs@example.com>`.
    #[arg(id = "mail_from", long = "mail-from", env = "DREGS_MAIL_FROM", global = true)]
    pub from: Option<String>,

    /// Emails, an hour, to the members of one account; those beyond wait.
    #[arg(
        id = "emails_per_hour",
        long = "emails-per-hour",
        env = "DREGS_LIMIT_EMAIL",
        default_value_t = 60,
        value_parser = clap::value_parser!(u32).range(1..),
        global = true
    )]
    pub emails_per_hour: u32,
}

/// A mail server that can be used.
#[derive(Clone, Debug)]
pub struct SmtpSettings {
    /// Its address, with whatever it wants to be told.
    pub url: Secret,
    /// Who sends.
    pub from: Mailbox,
}

impl MailSettings {
    /// The mail server to use, when one is configured.
    pub fn smtp(&self) -> Result<Option<SmtpSettings>, ConfigError> {
        let url = match (&self.url, &self.url_file) {
            (Some(url), _) => url.clone(),
            (None, Some(path)) => super::read_trimmed(path)?.into(),
            (None, None) => return Ok(None),
        };
        let from = self.from.as_deref().ok_or(ConfigError::Mail(
            "DREGS_MAIL_FROM must name a sender when DREGS_SMTP_URL is set",
        ))?;
        let from = from.trim().parse().map_err(|_| {
            ConfigError::Mail("DREGS_MAIL_FROM must be an address such as Dregs <dregs@example.com>")
        })?;
        Ok(Some(SmtpSettings { url, from }))
    }
}
