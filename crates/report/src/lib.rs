//! An [`Assessment`](model::figures::Assessment) in, bytes out.
//!
//! Writers print and compute nothing: every figure is in the assessment. They open no file, read no clock and see no
//! row.

mod chart;
pub mod document;
mod documents;
pub mod dossier;
mod html;
#[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "only a PDF is on paper"))]
mod paper;
mod shared;
pub mod spreadsheet;
pub mod table;
pub mod tables;
mod words;
mod xlsx;

pub use documents::{Brief, render};
pub use words::{Detail, Words};
