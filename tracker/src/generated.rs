// Written by tracker/build.mjs; a change by hand does not survive.

/// The version of the script, as in `/dregs.<version>.js`.
pub const VERSION: &str = "0.1.0";

/// The subresource integrity of [`crate::SCRIPT`].
pub const INTEGRITY: &str = "sha384-00zaU9/hSPG/3ByYe8+bb7L8+y5cmltLEMnf+1lk0lUvDnsb/yAMjTKkioiHCXV4";

/// What [`crate::SCRIPT_BROTLI`] may weigh.
pub const SIZE_BUDGET_BYTES: usize = 6000;
