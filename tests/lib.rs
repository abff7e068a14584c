//! All tests, in one crate: Polars links once.

#![allow(unreachable_pub, reason = "modules of one test crate")]

mod anything;
mod bins;
mod browser;
mod check;
mod compare;
mod compare_operators;
mod conservation;
mod content;
mod dates;
mod demo;
mod dependencies;
mod determinism;
mod disclosure;
mod dossiers;
mod errors;
mod exchange;
mod fields;
mod files;
mod harness;
mod identity;
mod incident;
mod interrupt;
mod key;
mod letter;
mod linking;
mod memory;
mod messy;
mod metamorphic;
mod notify;
mod oracle;
mod partitions;
mod pseudonyms;
mod reading;
mod readme;
mod report;
mod scenarios;
mod schemas;
mod secrets;
mod severity;
mod structure;
mod synth;
mod unkeyed;
mod verify;
mod workbook;
