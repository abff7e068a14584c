//! A comparison in words: the terminal, a page, the text for the complementary notification. The same tables in both; nothing is
//! computed here.

pub mod operators;
mod page;
mod tables;
mod terminal;
mod text;
mod told;

pub use page::page;
pub use terminal::terminal;
pub use text::text;
