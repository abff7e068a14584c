//! Reports: from an [`Assessment`](model::figures::Assessment) to files in memory.
//!
//! Writers compute no figure: every one is in the assessment. They open no file, read no clock, and cannot access a
//! row, a key or a digest, since none of the dependencies allows it.

mod chart;
pub mod document;
mod documents;
pub mod dossier;
mod html;
pub mod packed;
mod paper;
pub mod press;
pub mod shared;
pub mod spreadsheet;
pub mod table;
pub mod tables;
mod words;
mod xlsx;

pub use documents::{Brief, print, render};
pub use words::{Detail, Words};
