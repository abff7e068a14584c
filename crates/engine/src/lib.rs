//! From files to figures: rows read, made canonical, keyed, linked and counted.
//!
//! ```text
//!  incident.toml ──► Plan         every path, column, key and contradiction settled first     (plan)
//!  files ──────────► RawBatch     all text, each row with its number                          (read)
//!                    CanonBatch   typed, or set aside with a reason                           (identity, intake)
//!                    KeyedBatch   digests and coarse traits: no identifier is left            (pseudonym)
//!                    Comparison   records of both sides, each beside those it can be equal to (link)
//!                    Matches      who meets whom, by which rule; each leaked row in one bin   (link)
//!  perimeters ─────► Exposures    person × insurer × operator × fields × evidence             (exposure)
//!                    Assessment   counts only: every figure of every report                   (count)
//! ```
//!
//! [`stages`] has them in order.

pub mod contacts;
mod count;
pub mod exposure;
pub mod fold;
pub mod identity;
pub mod index;
pub mod intake;
pub mod link;
pub mod plan;
pub mod profile;
pub mod pseudonym;
pub mod read;
pub mod stages;
pub mod text_table;
