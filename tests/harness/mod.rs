//! The one way to run the program in a test, and what looks at everything a run leaves behind.
//!
//! ```text
//!  Run ──────► an incident of a few rows, written and assessed         (incident)
//!  Ampleur ──► any command, in a folder of its own or in a given one   (command)
//!              every cell of the files that it may read                (tables, identifiers)
//!                in JSON and XML, and as the incident file says     (objects, declared)
//!                and what its columns, sheets and parts are called  (called)
//!              every output, message, temporary file that it leaves    (left)
//!              none of the ones in any of the others                   (search)
//! ```
//!
//! The search cannot be turned off. A command that may show an identifier says at its call which one, and where:
//! [`Ampleur::may_show`], [`Ampleur::invents`]. `proof` plants identifiers in every place and sees them found.

mod called;
mod command;
mod declared;
mod exchanged;
mod files;
mod identifiers;
mod incident;
mod left;
mod objects;
mod proof;
mod search;
mod tables;

pub use command::{Ampleur, Ended, Started};
pub use exchanged::{Exchanged, exchangeable, pseudonymised};
pub use files::{bytes_under, files_under, has, parts, skip, text_of};
pub use incident::{Outcome, Run, leak, members};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
