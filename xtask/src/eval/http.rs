//! As much of HTTP as it takes to read an API on the loopback over one connection.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

use crate::step::Result;

const PATIENCE: Duration = Duration::from_secs(60);

/// A connection that stays open, with a key.
pub struct Api {
    address: SocketAddr,
    key: String,
    connection: Option<BufReader<TcpStream>>,
}

impl Api {
    /// Nothing is opened yet.
    pub const fn new(address: SocketAddr, key: String) -> Self {
        Self {
            address,
            key,
            connection: None,
        }
    }

    /// The JSON at a path. A connection that was closed meanwhile is opened again, once.
    pub fn get(&mut self, path: &str) -> Result<Value> {
        let (status, body) = match self.ask(path) {
            Ok(answer) => answer,
            Err(_) => {
                self.connection = None;
                self.ask(path)?
            }
        };
        if status == 200 {
            Ok(serde_json::from_slice(&body)?)
        } else {
            let body = String::from_utf8_lossy(&body);
            Err(format!("GET {path}: {status} {body}").into())
        }
    }

    fn ask(&mut self, path: &str) -> Result<(u16, Vec<u8>)> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            None => {
                let stream = TcpStream::connect(self.address)?;
                stream.set_read_timeout(Some(PATIENCE))?;
                stream.set_nodelay(true)?;
                self.connection.insert(BufReader::new(stream))
            }
        };
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nAccept: application/json\r\n\r\n",
            self.address, self.key
        );
        connection.get_mut().write_all(request.as_bytes())?;
        answer(connection)
    }
}

fn answer(from: &mut impl BufRead) -> Result<(u16, Vec<u8>)> {
    let head = line(from)?;
    let status = head.split(' ').nth(1).ok_or("no status")?.parse()?;
    let (mut length, mut is_chunked) = (0, false);
    loop {
        let header = line(from)?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse()?,
            "transfer-encoding" => is_chunked = value.contains("chunked"),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    if is_chunked {
        loop {
            let size = usize::from_str_radix(line(from)?.trim(), 16)?;
            let start = body.len();
            body.resize(start + size, 0);
            from.read_exact(&mut body[start..])?;
            line(from)?;
            if size == 0 {
                break;
            }
        }
    } else {
        from.read_exact(&mut body)?;
    }
    Ok((status, body))
}

fn line(from: &mut impl BufRead) -> Result<String> {
    let mut line = String::new();
    if from.read_line(&mut line)? == 0 {
        return Err("the connection was closed".into());
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_of_both_kinds_are_read() {
        let mut whole: &[u8] = b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}";
        assert_eq!(answer(&mut whole).unwrap(), (404, b"{}".to_vec()));
        let mut parts: &[u8] =
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n";
        assert_eq!(answer(&mut parts).unwrap(), (200, b"[1,2]".to_vec()));
        assert!(answer(&mut &b"HTTP/1.1 200"[..]).is_err());
    }
}
