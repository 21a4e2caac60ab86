//! The Dregs server.
