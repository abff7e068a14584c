//! Floors: the least gravity of some losses, whatever the score. They are ampleur's, each with what it rests on.
//!
//! ENISA's formula multiplies what the data tell by how easily they name a person, so that health data beside a common
//! name come out low. Authorities have held such losses to be of high risk.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Lost;
use crate::incident::{Availability, Field, FieldSet, Gravity, Incident, Nature, Recipients};

/// A loss that is rated at least at a given level.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Floor {
    /// A NIR with a name or a birth date: decisions of the Polish authority on the PESEL number; EDPB Guidelines
    /// 01/2021, case 14.
    Nir,
    /// Health data of persons who can be named: GDPR art. 9 and recital 75; EDPB Guidelines 01/2021, case 12.
    Health,
    /// Bank data with an identity: recital 75 (financial loss); EDPB Guidelines 01/2021, cases 4 and 18.
    Financial,
    /// Credentials that can be used: EDPB Guidelines 01/2021, case 7.
    Credentials,
    /// Identity papers, or their numbers: recital 75 (identity theft or fraud).
    IdentityPapers,
    /// Name, birth date and address in unknown hands: EDPB Guidelines 01/2021, cases 5 and 11.
    Identity,
    /// Where a named person is or goes: EDPB Guidelines 01/2021, case 17.
    Location,
    /// Children who can be found or reached: recitals 38 and 75 (vulnerable persons).
    MinorsReached,
    /// Children who can be named: recitals 38 and 75 (vulnerable persons).
    MinorsNamed,
    /// Health data out of reach of those who care: EDPB Guidelines 01/2021, case 3.
    CareUnavailable,
}

impl Floor {
    /// The least level.
    pub fn least(self) -> Gravity {
        match self {
            Floor::MinorsNamed => Gravity::Limited,
            _ => Gravity::Important,
        }
    }
}

/// The floors that apply to these fields, lost in these circumstances.
pub(super) fn of(incident: &Incident, lost: &Lost<'_>, fields: FieldSet) -> Vec<Floor> {
    let one_of = |some: &[Field]| some.iter().any(|field| fields.contains(*field));
    let disclosed = incident.lost(Nature::Confidentiality) && incident.circumstances.unintelligible.is_none();
    let unknown = !matches!(incident.circumstances.recipients, Some(Recipients::None | Recipients::Known));
    let name = one_of(&[Field::LastName, Field::BirthName]);
    let reach = one_of(&[Field::PostalAddress, Field::Phone, Field::Email, Field::Location]);
    let identity = name || one_of(&[Field::PostalAddress, Field::Phone, Field::Email, Field::Nir]);
    let health = one_of(&[Field::MedicalData, Field::Reimbursements]);
    let financial = one_of(&[Field::BankDetails, Field::CardNumber, Field::Income]);
    let kit = name
        && fields.contains(Field::FirstName)
        && fields.contains(Field::BirthDate)
        && fields.contains(Field::PostalAddress);
    let unavailable = incident.lost(Nature::Availability)
        && !matches!(incident.circumstances.availability, Some(Availability::Restored));
    [
        (Floor::Nir, disclosed && fields.contains(Field::Nir) && (name || fields.contains(Field::BirthDate))),
        (Floor::Health, disclosed && health && identity),
        (Floor::Financial, disclosed && financial && identity),
        (Floor::Credentials, disclosed && fields.contains(Field::CredentialsClear)),
        (Floor::IdentityPapers, disclosed && fields.contains(Field::IdentityPapers)),
        (Floor::Identity, disclosed && kit && unknown),
        (Floor::Location, disclosed && fields.contains(Field::Location) && identity),
        (Floor::MinorsReached, disclosed && lost.minors > 0 && name && reach),
        (Floor::MinorsNamed, disclosed && lost.minors > 0 && name),
        (Floor::CareUnavailable, unavailable && fields.contains(Field::MedicalData)),
    ]
    .into_iter()
    .filter_map(|(floor, applies)| applies.then_some(floor))
    .collect()
}
