//! Where webhooks may go, and how many.

use clap::Args;
use ipnet::IpNet;

/// Where webhooks may go, and how many.
#[derive(Clone, Debug, Args)]
pub struct WebhookSettings {
    /// Networks of private addresses that webhooks may go to, separated by commas. Default: public addresses only.
    #[arg(
        id = "webhook_allow_private",
        long = "webhook-allow-private",
        env = "DREGS_WEBHOOK_ALLOW_PRIVATE",
        value_delimiter = ',',
        global = true
    )]
    pub allow_private: Vec<IpNet>,

    /// Webhooks and Slack messages, a second, of one account; those beyond wait.
    #[arg(
        id = "webhooks_per_second",
        long = "webhooks-per-second",
        env = "DREGS_LIMIT_WEBHOOKS",
        default_value_t = 100,
        value_parser = clap::value_parser!(u32).range(1..),
        global = true
    )]
    pub per_second: u32,
}
