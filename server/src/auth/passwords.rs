//! Hashing passwords off the event loop, a few at a time.

use std::sync::Arc;

use app::types::member::check_password;
use tokio::sync::Semaphore;

use crate::error::{Error, OrInternal};

/// bcrypt's work factor: about a third of a second.
const COST: u32 = 12;
/// Hashes that may run at once; the rest of the machine belongs to ingestion.
const AT_ONCE: usize = 2;
/// Attempts that may wait for their turn.
const WAITING: usize = 32;
/// The hash of no password, so that an unknown address costs the same time as a wrong password.
const NOBODY: &str = "$2b$12$C6UzMDM.H6dfI/f/IKcEeO7ZkP0sO1D2hO1W2FQzCq1q0r1C1x1yW";

/// Hashes and checks passwords.
#[derive(Clone)]
pub struct Passwords {
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            running: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: Arc::new(Semaphore::new(WAITING)),
        }
    }
}

impl Passwords {
    /// Hashes a new password after checking it.
    pub async fn hash(&self, field: &str, password: &str) -> Result<String, Error> {
        check_password(password).map_err(|reason| Error::BadRequest(format!("{field}: {reason}")))?;
        let password = password.to_owned();
        // Longer passwords were refused above: bcrypt would cut them in silence.
        self.run(move || bcrypt::non_truncating_hash(password.as_bytes(), COST))
            .await?
            .or_internal("hashing a password")
    }

    /// Whether `password` is the one behind `hash`; without a hash it takes as long and is never right.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, Error> {
        let known = hash.is_some();
        let hash = hash.unwrap_or(NOBODY).to_owned();
        let password = password.to_owned();
        let right = self
            .run(move || bcrypt::non_truncating_verify(password.as_bytes(), &hash))
            .await?;
        Ok(right.unwrap_or(false) && known)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
        let place = Arc::clone(&self.waiting)
            .try_acquire_owned()
            .map_err(|_| Error::TooManyRequests { retry_after: 2 })?;
        let turn = Arc::clone(&self.running)
            .acquire_owned()
            .await
            .or_internal("waiting to hash a password")?;
        // The places are held by the work itself: a caller who hangs up does not make room for another.
        let held = move || {
            let done = work();
            drop((place, turn));
            done
        };
        tokio::task::spawn_blocking(held)
            .await
            .or_internal("hashing a password")
    }
}

#[cfg(test)]
mod tests {
    use super::{NOBODY, Passwords};

    /// A password opens its own hash only, and what is too long or too short is never hashed.
    #[tokio::test]
    async fn tells_right_from_wrong() {
        let passwords = Passwords::default();
        let hash = passwords.hash("password", "correct horse battery").await.unwrap();
        assert!(
            passwords
                .verify("correct horse battery", Some(&hash))
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .verify("correct horse batterz", Some(&hash))
                .await
                .unwrap()
        );
        assert!(!passwords.verify("correct horse battery", None).await.unwrap());
        assert!(passwords.hash("password", &"x".repeat(72)).await.is_err());
        assert!(passwords.hash("password", "short").await.is_err());
    }

    /// The stand-in for unknown members is a hash of the same cost, or it would answer faster.
    #[test]
    fn the_stand_in_costs_the_same() {
        assert!(bcrypt::verify("anything", NOBODY).is_ok());
    }
}
