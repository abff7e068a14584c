//! A comparison in words: the terminal, a page, the text for the complementary notification. The same tables in both; nothing is
//! computed here.

pub(crate) mod operators;
mod page;
mod tables;
mod terminal;
mod text;
mod told;

pub(crate) use page::page;
pub(crate) use terminal::terminal;
pub(crate) use text::text;
