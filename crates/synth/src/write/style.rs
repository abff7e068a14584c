//! In which columns, and how, each party writes its file.

use super::Shape;
use crate::insurers::{AESIO, INSURERS};
use crate::unit::Day;

/// How one party writes its file.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub headers: &'static [&'static str],
    pub delimiter: u8,
    pub date: fn(Day) -> String,
    pub with_key: bool,
    pub capitals: bool,
}

const MEMBER_COLUMNS: [&str; 12] = [
    "member_id",
    "nir",
    "own_nir",
    "civility",
    "last_name",
    "first_name",
    "birth_date",
    "birth_rank",
    "contract_number",
    "relation",
    "coverage_start",
    "coverage_end",
];
const DECEASED: &str = "deceased_on";
pub(super) const MANAGED: [&str; 2] = ["manager", "managed_since"];
const ALMERYS_COLUMNS: [&str; 9] =
    ["civility", "last_name", "first_name", "birth_date", "birth_rank", "nir", "manager", "insurer", "contract_number"];
const VIAMEDIS_COLUMNS: [&str; 6] = ["last_name", "first_name", "birth_date", "nir", "insurer", "contract_number"];

pub(super) fn member_style(insurer: &str, shape: Shape) -> Style {
    const FRENCH: [&str; 13] = [
        "Identifiant",
        "N° SS",
        "NIR propre",
        "Civilité",
        "Nom",
        "Prénom",
        "Né(e) le",
        "Rang",
        "N° contrat",
        "Qualité",
        "Date d'effet",
        "Date de radiation",
        "Date de décès",
    ];
    const TECHNICAL: [&str; 13] = [
        "ID_BENEFICIAIRE",
        "NUM_SECU",
        "NIR_BENEFICIAIRE",
        "CIV",
        "NOM_USAGE",
        "PRENOM",
        "DT_NAISS",
        "RG_GEM",
        "NUM_CONTRAT",
        "CD_QUALITE",
        "DT_EFFET",
        "DT_RADIATION",
        "DT_DECES",
    ];
    // Only Aésio's file has the last two columns.
    const OURS: [&str; 15] = {
        let mut all = [DECEASED; 15];
        let mut i = 0;
        while i < MEMBER_COLUMNS.len() {
            all[i] = MEMBER_COLUMNS[i];
            i += 1;
        }
        [all[13], all[14]] = MANAGED;
        all
    };
    let headers: &[&str] = if insurer == INSURERS[AESIO].id { &OURS } else { &OURS[..13] };
    let plain = Style { headers, delimiter: b',', date: compact, with_key: false, capitals: false };
    match (shape, insurer) {
        (Shape::Csv | Shape::Parquet, _) => plain,
        (_, "harmonie-mutuelle") => Style { headers: &FRENCH, delimiter: b';', date: french, with_key: true, ..plain },
        (_, "aesio-mutuelle") => Style { date: iso, ..plain },
        (_, "ag2r-la-mondiale") => Style { headers: &TECHNICAL, with_key: true, capitals: true, ..plain },
        (_, "apicil") => Style { headers: &TECHNICAL, delimiter: b';', date: french, ..plain },
        _ => Style { with_key: true, date: iso, ..plain },
    }
}

pub(super) fn leak_style(operator: usize, shape: Shape) -> Style {
    const ALMERYS: [&str; 9] = [
        "Civilité",
        "Nom",
        "Prénom",
        "Date de naissance",
        "Rang de naissance",
        "NIR",
        "Gestionnaire santé",
        "Assureur",
        "N° contrat",
    ];
    const VIAMEDIS: [&str; 6] = ["NOM", "PRENOM", "DT_NAISS", "NUM_SECU", "CODE_AMC", "NUM_CONTRAT"];
    let ours: [&[&str]; 2] = [&ALMERYS_COLUMNS, &VIAMEDIS_COLUMNS];
    let plain = Style { headers: ours[operator], delimiter: b',', date: compact, with_key: false, capitals: true };
    match (shape, operator) {
        (Shape::Csv | Shape::Parquet, _) => plain,
        (_, 0) => Style { headers: &ALMERYS, date: french, with_key: true, ..plain },
        _ => Style { headers: &VIAMEDIS, delimiter: b';', ..plain },
    }
}

fn french((y, m, d): Day) -> String {
    format!("{d:02}/{m:02}/{y}")
}
fn iso((y, m, d): Day) -> String {
    format!("{y}-{m:02}-{d:02}")
}
fn compact((y, m, d): Day) -> String {
    format!("{y}{m:02}{d:02}")
}
