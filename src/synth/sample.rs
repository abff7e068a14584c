//! The demo: the breach of February 2024 as the two public notices tell it, with invented persons.
//!
//! Who lost which fields of whom is the notices'; every row is ours. `samples/tiers-payant-2024/` is what
//! `ampleur synth` writes by default, and what is embedded here.

use super::Shape;
use crate::report::Bundle;

/// The incident's id.
pub const ID: &str = "tiers-payant-2024";

/// Codes that stand in Viamedis's rows for each insurer, by the insurers' order. Invented.
pub const AMC_CODES: [&str; 5] = ["0090000101", "0090000202", "0090000303", "0090000404", "0090000505"];

const NAMES: [&str; 5] = ["Aésio Mutuelle", "AG2R La Mondiale", "Apicil", "Harmonie Mutuelle", "Uniprévoyance"];

/// Managers' names as the incident file has them, by [`super::unit::MANAGERS`].
pub const MANAGER_NAMES: [&str; 2] = ["Intérimaires Santé", "Vivinter"];

/// An insurer's name as the incident file has it.
pub fn insurer_name(insurer: usize) -> &'static str {
    NAMES[insurer]
}

/// The embedded files.
pub fn bundle() -> Bundle {
    macro_rules! embedded {
        ($($path:literal),*) => {
            [$(($path, include_bytes!(concat!("../../samples/tiers-payant-2024/", $path)).as_slice())),*]
        };
    }
    embedded![
        "incident.toml",
        "leaks/almerys.csv",
        "leaks/viamedis.csv",
        "members/aesio-mutuelle.parquet",
        "members/ag2r-la-mondiale.csv",
        "members/apicil.csv",
        "members/harmonie-mutuelle.csv",
        "members/uniprevoyance.parquet"
    ]
    .into_iter()
    .map(|(path, bytes)| (path.to_owned(), bytes.to_vec()))
    .collect()
}

/// The incident file for files of that shape.
pub fn incident(shape: Shape) -> String {
    let codes = match shape {
        Shape::Mixed => {
            let mut codes = String::from("\ninsurer_codes = { ");
            for (i, (id, _)) in super::unit::INSURERS.iter().enumerate() {
                codes.push_str(&format!("{}\"{}\" = \"{id}\"", if i > 0 { ", " } else { "" }, AMC_CODES[i]));
            }
            codes + " }"
        }
        Shape::Csv | Shape::Parquet => String::new(),
    };
    let mut text = include_str!("incident.toml").replace("{insurer_codes}", &codes);
    for party in super::unit::INSURERS.iter().map(|(id, _)| *id).chain(super::unit::OPERATORS) {
        text = text.replace(&format!("/{party}.EXT"), &format!("/{party}.{}", shape.extension(party)));
    }
    text
}
