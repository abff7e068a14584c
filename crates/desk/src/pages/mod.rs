//! The pages: what each shows, and what its forms do.

mod asked;
pub(crate) mod assess;
pub(crate) mod check;
mod choices;
pub(crate) mod declare;
pub(crate) mod dossier;
pub(crate) mod end;
pub(crate) mod exchange;
mod fields;
pub(crate) mod files;
pub(crate) mod frame;
pub(crate) mod key;
pub(crate) mod list;
mod look;
pub(crate) mod new;
mod open;
pub(crate) mod overview;
mod parties;
mod perimeters;
pub(crate) mod reading;
pub(crate) mod remedy;
pub(crate) mod report;
pub(crate) mod reports;
pub(crate) mod sent;
pub(crate) mod signing;
pub(crate) mod still;
pub(crate) mod text;
pub(crate) mod upload;
pub(crate) mod verify;

pub(crate) use look::Look;
pub(crate) use open::Opened;
