//! A comparison as text: for the terminal, as a page, and for the complementary notification. Nothing is computed here.

mod cause;
pub(crate) mod operators;
mod page;
pub(crate) mod shared;
mod tables;
mod terminal;
mod text;

pub(crate) use cause::line as cause;
pub(crate) use page::page;
pub(crate) use terminal::terminal;
pub(crate) use text::{of_insurer, text};
