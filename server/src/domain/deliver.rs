//! One attempt to deliver: carry it, and write down what came of it.

pub mod carry;
pub mod settle;
