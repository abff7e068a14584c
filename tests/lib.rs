//! All tests, in one crate: Polars links once.

mod anything;
mod bins;
mod check;
mod conservation;
mod content;
mod dates;
mod demo;
mod dependencies;
mod determinism;
mod errors;
mod fields;
mod files;
mod harness;
mod identity;
mod incident;
mod key;
mod linking;
mod messy;
mod oracle;
mod pseudonyms;
mod reading;
mod readme;
mod report;
mod schemas;
mod synth;
