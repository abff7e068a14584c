//! Reports: from an [`Assessment`](model::figures::Assessment) to files in memory.
//!
//! Writers compute no figure: every one is in the assessment. They open no file, read no clock, and cannot access a
//! row, a key or a digest, since none of the dependencies allows it.

mod chart;
pub mod document;
mod documents;
pub mod dossier;
mod html;
#[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "only a PDF is on paper"))]
mod paper;
pub mod shared;
pub mod spreadsheet;
pub mod table;
pub mod tables;
mod words;
mod xlsx;

pub use documents::{Brief, render};
pub use words::{Detail, Words};
