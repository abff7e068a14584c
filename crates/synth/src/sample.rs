//! The demo: the breach of February 2024 as the two public notices tell it, with invented persons.
//!
//! Who lost which fields of whom is the notices'; every row is ours. `samples/tiers-payant-2024/` is what
//! `ampleur synth` writes by default, and what is embedded here.

use super::Shape;
use super::insurers::{INSURERS, OF_THE_NOTICES};
use super::unit::OPERATORS;
use model::bundle::Bundle;

/// The incident's id.
pub const ID: &str = "tiers-payant-2024";

/// Managers' names as the incident file has them, by [`super::unit::MANAGERS`].
pub const MANAGER_NAMES: [&str; 2] = ["Intérimaires Santé", "Vivinter"];

/// The embedded files.
pub fn bundle() -> Bundle {
    macro_rules! embedded {
        ($($path:literal),*) => {
            [$(($path, include_bytes!(concat!("../../../samples/tiers-payant-2024/", $path)).as_slice())),*]
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

/// The incident file for so many insurers and files of that shape.
pub fn incident(insurers: usize, shape: Shape) -> String {
    let codes = match shape {
        Shape::Mixed => {
            let codes: Vec<String> = INSURERS[..insurers]
                .iter()
                .map(|insurer| format!("\"{}\" = \"{}\"", insurer.code, insurer.id))
                .collect();
            format!("\ninsurer_codes = {{ {} }}", codes.join(", "))
        }
        Shape::Csv | Shape::Parquet => String::new(),
    };
    let others: String = INSURERS[OF_THE_NOTICES..insurers]
        .iter()
        .map(|insurer| include_str!("insurer.toml").replace("{id}", insurer.id).replace("{name}", insurer.name))
        .collect();
    let mut text = include_str!("incident.toml").replace("{insurer_codes}", &codes).replace("{others}", &others);
    for party in INSURERS[..insurers].iter().map(|insurer| insurer.id).chain(OPERATORS) {
        text = text.replace(&format!("/{party}.EXT"), &format!("/{party}.{}", shape.extension(party)));
    }
    text
}
