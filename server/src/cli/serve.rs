//! `dregs serve`.

use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::{Failure, open, say};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::accounts::new_setup_token;
use crate::geo::status::warm_up;
use crate::http::listener::pace::Patience;
use crate::http::listener::{self, Settings};
use crate::jobs::reevaluate_idle;

/// How long the worker may take to finish what it has begun.
const LAST_WORK: Duration = Duration::from_secs(3);

/// Serves until told to stop.
pub async fn run(config: Config) -> Result<(), Failure> {
    config.prepare_data_dir()?;
    let _lock = lock_data_dir(&config)?;
    let database = open(&config).await?;
    if database.is_sqlite() {
        let transaction = database.begin().await?;
        transaction.system().release_leases().await?;
        transaction
            .system()
            .release_delivery_leases(Clock::system().now())
            .await?;
        transaction.commit().await?;
    }
    let server = crate::build(&config, database.clone(), Clock::system())?;
    let geo = server.state.geo.clone();
    // Beside the start, so that the first event need not wait for it.
    tokio::task::spawn_blocking(move || warm_up(&geo, Clock::system().now()));
    let listener = TcpListener::bind(config.bind).await.map_err(|error| {
        format!(
            "cannot listen on {}: {error}. Set DREGS_BIND to another address.",
            config.bind
        )
    })?;
    let public_url = config.public_url();
    tracing::info!(bind = %config.bind, public_url, sqlite = database.is_sqlite(), "listening");
    say(&mut std::io::stdout(), &format!("Dregs is ready: {public_url}"));
    if let Some(token) = new_setup_token(&database).await? {
        say(
            &mut std::io::stdout(),
            &format!("Set it up once:  {public_url}/setup?token={token}"),
        );
    }
    let state = server.state;
    let working = tokio::spawn(server.runner.run(state.stopping.subscribe()));
    tokio::spawn(reevaluate_idle::run(
        database.clone(),
        state.clock.clone(),
        config.reevaluate_hours,
        state.stopping.subscribe(),
    ));
    let stopping = state.stopping.subscribe();
    tokio::spawn(async move {
        wait_for_signal().await;
        state.stopping.send_replace(true);
    });
    let settings = Settings {
        max_connections: config.connections.max_connections,
        max_connections_per_address: config.connections.max_connections_per_address,
        trusted_proxies: config.trusted_proxies.clone(),
        patience: Patience::default(),
    };
    listener::serve(listener, server.router, settings, stopping).await;
    // What it does not finish is done after the next start.
    let _ = tokio::time::timeout(LAST_WORK, working).await;
    database.checkpoint().await?;
    tracing::info!("stopped");
    Ok(())
}

/// Waits until somebody wants an end.
pub async fn wait_for_signal() {
    let interrupted = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        },
        Err(_) => {
            let _ = interrupted.await;
        }
    }
}

/// Keeps a second server off the same SQLite file, for as long as the returned file is open.
fn lock_data_dir(config: &Config) -> Result<Option<std::fs::File>, Failure> {
    if config.database_url().starts_with("postgres") {
        return Ok(None);
    }
    let path = config.data_dir.join("server.lock");
    let file = std::fs::OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(_) => Err(format!("another server is running on {}", config.data_dir.display()).into()),
    }
}
