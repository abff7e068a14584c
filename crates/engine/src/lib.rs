//! From files to figures: rows are read, brought to canonical form, keyed, linked and counted.
//!
//! ```text
//!  incident.toml ──► Plan         paths, columns, key and contradictions checked up front       (plan)
//!  files ──────────► RawBatch     text, each row with its number in the file                    (read)
//!                    CanonBatch   typed values, or set aside with a reason                      (identity, intake)
//!                    KeyedBatch   digests and coarse traits: no identifier is left              (pseudonym)
//!                    Comparison   blocking keys of both sides, partitioned                      (link)
//!                    FirstPass    pairs that agree on the NIR, and which rows are one person    (link)
//!                                 what that leaves, read again and compared value by value      (second_pass)
//!                    Matches      matched pairs, with the rule; each leaked row in one bin      (link)
//!  perimeters ─────► Exposures    person × insurer × operator × fields × evidence               (exposure)
//!                    Assessment   counts only: every figure of every report                     (count)
//! ```
//!
//! [`stages`] runs them in order.

pub mod contacts;
mod count;
mod decided;
pub mod exposure;
mod filter;
pub mod fold;
pub mod identity;
pub mod index;
pub mod intake;
pub mod link;
mod member_ids;
pub mod numbers;
pub mod plan;
pub mod profile;
pub mod pseudonym;
pub mod read;
mod second_pass;
pub mod stages;
pub mod text_table;
