// Written by tracker/build.mjs; a change by hand does not survive.

/// The version of the script, as in `/dregs.<version>.js`.
pub const VERSION: &str = "0.1.0";

/// The subresource integrity of [`crate::SCRIPT`].
pub const INTEGRITY: &str = "sha384-0qdqS2TmYp4mKJTLIATOnKnhrJzxxp8l64o8HKHwdZeDaTke6dQreK3HTq/s999p";

/// What [`crate::SCRIPT_BROTLI`] may weigh.
pub const SIZE_BUDGET_BYTES: usize = 6000;
