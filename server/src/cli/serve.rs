//! `dregs serve`.

use std::future::IntoFuture;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::{Failure, open, say};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::accounts::new_setup_token;

/// How long requests in flight may take once the server is asked to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until told to stop.
pub async fn run(config: Config) -> Result<(), Failure> {
    config.prepare_data_dir()?;
    let _lock = lock_data_dir(&config)?;
    let database = open(&config).await?;
    if database.is_sqlite() {
        let transaction = database.begin().await?;
        transaction.system().release_leases().await?;
        transaction.commit().await?;
    }
    let server = crate::build(&config, database.clone(), Clock::system())?;
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
    tokio::spawn(server.runner.run());
    let (stop, stopping) = watch::channel(());
    let app = server.router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, app).with_graceful_shutdown(async move {
        wait_for_signal().await;
        drop(stop);
    });
    let mut stopping = stopping;
    tokio::select! {
        served = serving.into_future() => served?,
        // Streams would keep the server up for as long as somebody looks.
        () = async { let _ = stopping.changed().await; tokio::time::sleep(GRACE).await; } => {}
    }
    database.checkpoint().await?;
    tracing::info!("stopped");
    Ok(())
}

async fn wait_for_signal() {
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
