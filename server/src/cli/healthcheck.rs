//! `dregs healthcheck`: for images without curl.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::Failure;
use crate::config::Config;

const PATIENCE: Duration = Duration::from_secs(5);

/// Fails unless the server at the configured address says that it is ready.
pub async fn run(config: &Config) -> Result<(), Failure> {
    let answer = tokio::time::timeout(PATIENCE, ask(config))
        .await
        .map_err(|_| "no answer within 5 seconds")??;
    let status = answer.split_whitespace().nth(1).unwrap_or("no status");
    if status == "200" {
        Ok(())
    } else {
        Err(format!("not ready: {status}").into())
    }
}

async fn ask(config: &Config) -> Result<String, Failure> {
    let mut connection = TcpStream::connect(config.bind).await?;
    connection
        .write_all(b"GET /readyz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
        .await?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await?;
    Ok(answer)
}
