//! Takes one delivery to where its channel leads, stamped and signed as of now.

use std::sync::Arc;

use app::types::channel::ChannelType;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

use crate::auth::vault::{Holder, Vault};
use crate::domain::channels::mail_readers;
use crate::outbound::attempt::Outcome;
use crate::outbound::mail::{Mail, Mailer};
use crate::outbound::news::News;
use crate::outbound::post::Poster;
use crate::outbound::slack;
use crate::outbound::webhook::Webhook;
use crate::store::StoreError;
use crate::store::database::Database;
use crate::store::deliveries::queue::{LeasedDelivery, OpenChannel};

const UNREADABLE: &str =
    "Not sent: the channel's secret cannot be read. Was the server's master key changed?";
const NO_MAIL: &str = "Not sent: this server has no mail server (DREGS_SMTP_URL).";
const NO_READERS: &str = "Not sent: none of the channel's recipients is a member of the account any more.";
const NO_SENSE: &str = "Not sent: the delivery cannot be read.";

/// Knows every way out.
pub struct Carrier {
    pub database: Database,
    pub poster: Poster,
    pub mailer: Option<Mailer>,
    pub vault: Arc<Vault>,
    pub public_url: String,
}

impl Carrier {
    /// Makes one attempt; the database is not held meanwhile.
    pub async fn carry(
        &self,
        leased: &LeasedDelivery,
        open: &OpenChannel,
        now: i64,
    ) -> Result<Outcome, StoreError> {
        Ok(match open.channel.kind {
            ChannelType::Webhook => self.webhook(leased, open, now).await,
            ChannelType::Slack => self.slack(leased, open, now).await,
            ChannelType::Email => self.email(leased, open, now).await?,
        })
    }

    async fn webhook(&self, leased: &LeasedDelivery, open: &OpenChannel, now: i64) -> Outcome {
        let Some(secret) = self.secret(open) else {
            return Outcome::failed(UNREADABLE);
        };
        let previous = open.secrets.previous.as_ref().filter(|(_, until)| *until > now);
        // One that cannot be read signs nothing; the current one does.
        let previous = previous.and_then(|(sealed, _)| self.opened(open, sealed));
        let webhook = Webhook {
            event: leased.event,
            now,
            channel: leased.channel,
            delivery_id: &leased.delivery_id,
            data: &leased.data,
            secret: &secret,
            previous_secret: previous.as_deref(),
        };
        let Ok((headers, body)) = webhook.write() else {
            return Outcome::failed(NO_SENSE);
        };
        let url = open.channel.config.url.as_deref().unwrap_or_default();
        self.poster.post(url, headers, body, now).await
    }

    async fn slack(&self, leased: &LeasedDelivery, open: &OpenChannel, now: i64) -> Outcome {
        let Some(url) = self.secret(open) else {
            return Outcome::failed(UNREADABLE);
        };
        let Some(news) = self.news(leased) else {
            return Outcome::failed(NO_SENSE);
        };
        let json = HeaderValue::from_static("application/json");
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, json)]);
        let body = slack::card(&news).to_string();
        self.poster.post(&url, headers, body, now).await
    }

    async fn email(
        &self,
        leased: &LeasedDelivery,
        open: &OpenChannel,
        now: i64,
    ) -> Result<Outcome, StoreError> {
        let Some(mailer) = &self.mailer else {
            return Ok(Outcome::failed(NO_MAIL));
        };
        let to = mail_readers(&self.database, leased.account, &open.channel).await?;
        if to.is_empty() {
            return Ok(Outcome::failed(NO_READERS));
        }
        let Some(news) = self.news(leased) else {
            return Ok(Outcome::failed(NO_SENSE));
        };
        let mail = Mail {
            to: &to,
            delivery_id: &leased.delivery_id,
            now,
            channel: &open.channel.name,
            news: &news,
        };
        Ok(mailer.send(&mail).await)
    }

    fn news(&self, leased: &LeasedDelivery) -> Option<News> {
        let data = serde_json::from_str(&leased.data).ok()?;
        Some(News::read(leased.event, &data, &self.public_url))
    }

    fn secret(&self, open: &OpenChannel) -> Option<String> {
        self.opened(open, open.secrets.current.as_deref()?)
    }

    fn opened(&self, open: &OpenChannel, sealed: &str) -> Option<String> {
        let opened = self.vault.open(Holder::Channel(open.channel.id), sealed);
        opened
            .inspect_err(
                |error| tracing::error!(%error, channel = open.channel.id, "cannot open the secret of a channel"),
            )
            .ok()
    }
}
