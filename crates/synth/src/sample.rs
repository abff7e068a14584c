//! The demo: the breach of February 2024 according to the two public notices, with invented persons.
//!
//! Parties and lost fields come from the notices; every row is invented. `samples/tiers-payant-2024/` is the output of
//! `ampleur synth` with its defaults, and is embedded here.

use super::Shape;
use super::insurers::{INSURERS, OF_THE_NOTICES};
use super::unit::OPERATORS;
use model::bundle::Bundle;

/// Id of the incident.
pub const ID: &str = "tiers-payant-2024";

/// Names of the managers in the incident file, in the order of [`super::unit::MANAGERS`].
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

/// The incident file for this number of insurers and format of files.
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
