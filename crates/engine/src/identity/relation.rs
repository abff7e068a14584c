//! The relation of a beneficiary to the contract.

use super::Fault;
use crate::fold::fold;

/// Policyholder or dependant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Holds the contract.
    Policyholder,
    /// Covered by another person's contract.
    Dependant,
}

impl Relation {
    /// The canonical word.
    pub fn as_str(self) -> &'static str {
        match self {
            Relation::Policyholder => "policyholder",
            Relation::Dependant => "dependant",
        }
    }
}

/// Parses the terms used in French files, and yes or no to the question whether somebody holds the contract. Unknown terms are set
/// aside.
pub(super) fn parse(written: &str) -> Result<Option<Relation>, Fault> {
    match fold(written).as_str() {
        "policyholder" | "assure" | "assureprincipal" | "adherent" | "titulaire" | "souscripteur" | "ouvreurdroit"
        | "ouvreurdedroit" | "ouvreurdedroits" | "participant" | "salarie" | "a" | "ass" | "adh" | "adhp" | "od"
        | "tit" | "pri" | "principal" | "assp" | "ap" | "00" | "self" | "holder" | "subscriber" | "o" | "oui" | "y"
        | "yes" | "vrai" | "true" => Ok(Some(Relation::Policyholder)),
        "dependant" | "ayantdroit" | "conjoint" | "conjointe" | "concubin" | "concubine" | "partenaire" | "pacse"
        | "pacsee" | "enfant" | "ascendant" | "beneficiaire" | "autreayantdroit" | "c" | "e" | "conj" | "cjt"
        | "cj" | "enf" | "enft" | "ef" | "ad" | "aad" | "asc" | "ben" | "conc" | "part" | "spouse" | "child"
        | "dependent" | "fils" | "fille" | "epoux" | "epouse" | "02" | "03" | "04" | "05" | "06" | "07" | "08"
        | "09" | "10" | "n" | "non" | "no" | "faux" | "false" => Ok(Some(Relation::Dependant)),
        _ => Err(Fault::RelationUnknown),
    }
}
