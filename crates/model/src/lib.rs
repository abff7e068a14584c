//! The domain of ampleur: the incident as declared, rules, figures and their consistency checks, severity, findings,
//! errors, and the folder in memory that a report is written from.
//!
//! No code here can read a row, use a key or compute a digest: none of the dependencies allows it.

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
pub mod output;
pub mod regular;
pub mod remedy;
pub mod rule;
pub mod said;
pub mod severity;
pub mod shown;
pub mod staging;
pub mod standing;
pub mod system;
