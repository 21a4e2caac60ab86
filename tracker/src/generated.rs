// Written by tracker/build.mjs; a change by hand does not survive.

/// The version of the script, as in `/dregs.<version>.js`.
pub const VERSION: &str = "0.1.0";

/// The subresource integrity of [`crate::SCRIPT`].
pub const INTEGRITY: &str = "sha384-LrxwgJWl6ZvrC0eiuZknW6i7bvs8i54yfMdpi29W8tnaA4FpypkQa+psiTLbjMyD";

/// What [`crate::SCRIPT_BROTLI`] may weigh.
pub const SIZE_BUDGET_BYTES: usize = 6000;
