//! The insurers of an invented incident.

pub(crate) struct Insurer {
    /// Its id in the incident file.
    pub id: &'static str,
    pub name: &'static str,
    /// The code that stands for it in Viamedis's rows. Invented.
    pub code: &'static str,
    /// Its share of ordinary units, in hundredths: of the notices' among themselves, of another in all.
    pub share: u32,
}

/// Those of the two public notices, by id in order; then others, each served by both operators, which do not exist.
pub(crate) const INSURERS: [Insurer; 10] = [
    of("aesio-mutuelle", "Aésio Mutuelle", "0090000101", 38),
    of("ag2r-la-mondiale", "AG2R La Mondiale", "0090000202", 9),
    of("apicil", "Apicil", "0090000303", 6),
    of("harmonie-mutuelle", "Harmonie Mutuelle", "0090000404", 42),
    of("uniprevoyance", "Uniprévoyance", "0090000505", 5),
    of("mutuelle-a", "Mutuelle A", "0090000606", 8),
    of("mutuelle-b", "Mutuelle B", "0090000707", 8),
    of("mutuelle-c", "Mutuelle C", "0090000808", 8),
    of("mutuelle-d", "Mutuelle D", "0090000909", 8),
    of("mutuelle-e", "Mutuelle E", "0090001010", 8),
];

/// How many are the notices'.
pub(crate) const OF_THE_NOTICES: usize = 5;

pub(crate) const MOST: usize = INSURERS.len();

/// Aésio, AG2R and Harmonie, of which units tell more.
pub(crate) const AESIO: usize = 0;
pub(crate) const AG2R: usize = 1;
pub(crate) const HARMONIE: usize = 3;

const fn of(id: &'static str, name: &'static str, code: &'static str, share: u32) -> Insurer {
    Insurer { id, name, code, share }
}
