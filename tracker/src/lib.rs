//! The browser script as bytes, with what a server needs to serve it: version, integrity hash and compressed copies.

mod generated;

pub use generated::{INTEGRITY, SIZE_BUDGET_BYTES, VERSION};

/// `dregs.js`, minified.
pub const SCRIPT: &str = include_str!("../dist/dregs.js");

/// `dregs.js`, compressed with Brotli.
pub const SCRIPT_BROTLI: &[u8] = include_bytes!("../dist/dregs.js.br");

/// `dregs.js`, compressed with gzip.
pub const SCRIPT_GZIP: &[u8] = include_bytes!("../dist/dregs.js.gz");

/// The source map, `dregs.js.map`.
pub const SOURCE_MAP: &str = include_str!("../dist/dregs.js.map");

#[cfg(test)]
mod tests {
    use super::*;

    /// The committed script stays within its budget.
    #[test]
    fn fits_the_budget() {
        assert!(
            SCRIPT_BROTLI.len() <= SIZE_BUDGET_BYTES,
            "{} bytes",
            SCRIPT_BROTLI.len()
        );
    }

    /// The version in the script is the one it is served under.
    #[test]
    fn names_its_version() {
        assert!(SCRIPT.contains(&format!("\"{VERSION}\"")));
        assert_eq!(VERSION, env!("CARGO_PKG_VERSION"));
    }

    /// The integrity hash is a SHA-384 in base64.
    #[test]
    fn has_an_integrity_hash() {
        assert_eq!(INTEGRITY.len(), "sha384-".len() + 64);
    }
}
