//! What ampleur speaks of: the incident as declared, rules, figures and the proof that they re-add, severity, findings, errors,
//! and the folder in memory that everything is written from.
//!
//! Nothing here can read a row, name a key or hash a value: no crate that could is among its dependencies.

pub mod bundle;
pub mod code;
pub mod disclosure;
pub mod error;
pub mod figures;
pub mod finding;
pub mod guard;
pub mod incident;
pub mod interrupt;
pub mod manifest;
pub mod observer;
pub mod options;
pub mod rule;
pub mod severity;
pub mod staging;
