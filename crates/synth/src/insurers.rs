//! Insurers of an invented incident.

pub(crate) struct Insurer {
    /// Id in the incident file.
    pub id: &'static str,
    pub name: &'static str,
    /// Invented code of the insurer in Viamedis's rows.
    pub code: &'static str,
    /// Share of ordinary units, in percent: for the notices' insurers among themselves, for others of all units.
    pub share: u32,
}

/// The insurers of the two public notices, by id; then invented ones, each served by both operators.
pub(crate) const INSURERS: [Insurer; 10] = [
    insurer("aesio-mutuelle", "Aésio Mutuelle", "0090000101", 38),
    insurer("ag2r-la-mondiale", "AG2R La Mondiale", "0090000202", 9),
    insurer("apicil", "Apicil", "0090000303", 6),
    insurer("harmonie-mutuelle", "Harmonie Mutuelle", "0090000404", 42),
    insurer("uniprevoyance", "Uniprévoyance", "0090000505", 5),
    insurer("mutuelle-a", "Mutuelle A", "0090000606", 8),
    insurer("mutuelle-b", "Mutuelle B", "0090000707", 8),
    insurer("mutuelle-c", "Mutuelle C", "0090000808", 8),
    insurer("mutuelle-d", "Mutuelle D", "0090000909", 8),
    insurer("mutuelle-e", "Mutuelle E", "0090001010", 8),
];

/// Number of insurers in the notices.
pub(crate) const OF_THE_NOTICES: usize = 5;

pub(crate) const MOST: usize = INSURERS.len();

/// Insurers with special cases: Aésio, AG2R and Harmonie.
pub(crate) const AESIO: usize = 0;
pub(crate) const AG2R: usize = 1;
pub(crate) const HARMONIE: usize = 3;

const fn insurer(id: &'static str, name: &'static str, code: &'static str, share: u32) -> Insurer {
    Insurer { id, name, code, share }
}
