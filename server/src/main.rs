//! dregs.
fn main() {}
