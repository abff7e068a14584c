//! Ease of identification: how easily the set of data that went together names a person.
//!
//! ENISA's table rates each identifier, alone or beside others. What is measured on the insurer's own members is rated
//! beside it, by a rule that is printed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::enisa::hundredths;
use crate::incident::{Field, FieldSet, Judgement};

/// How easily persons can be identified from the lost data.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Identification {
    /// Lost identifiers, each with its level in ENISA's table.
    pub identifiers: Vec<IdentifierLevel>,
    /// What is measured on the insurer's members, if the set holds a full name and more that is compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured: Option<Measured>,
    /// Highest of these levels, in hundredths.
    pub proposed_hundredths: u64,
    /// Value that applies, in hundredths: the controller's decision, or else the proposal.
    pub value_hundredths: u64,
    /// Reason for the controller's decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<String>,
}

/// The rows of ENISA's table of identifiers that lost fields belong to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Identifier {
    FullName,
    NationalNumber,
    PhoneOrAddress,
    Email,
    IdentityPaper,
    Account,
    Code,
}

/// An identifier and its level.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct IdentifierLevel {
    /// Row of ENISA's table.
    pub identifier: Identifier,
    /// Level, in hundredths.
    pub level_hundredths: u64,
    /// Reason for the level.
    pub because: Because,
}

/// Reason for the level of an identifier.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// No other identifier was lost with it.
    Alone,
    /// The birth date was lost with it (ENISA's table has no row for this; ampleur's reading).
    WithBirthDate,
    /// The full name was lost with it.
    WithFullName,
    /// The birth date and an address were lost with it.
    WithBirthDateAndAddress,
    /// The NIR reveals sex, year, month and place of birth, so it is never a bare number (ampleur's reading).
    TellsBirth,
    /// The number means something only to its issuer, with or without a name.
    IssuerOnly,
}

/// The share of members whom the set singles out, and the level that it gives.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Measured {
    /// The measured fields: the set, or the part of it that could be compared, without numbers of the issuer.
    pub fields: Vec<Field>,
    /// Members who are alone with their values, in millionths: at least so many for the whole set.
    pub alone_ppm: u64,
    /// Level, in hundredths.
    pub level_hundredths: u64,
}

/// The least share of members singled out, in millionths, and the level that it gives. Ampleur's: ENISA describes its
/// levels in words (a common name, a rare one, a rare one in a small place). The highest level is left to what leads to
/// a person by itself: a national number, an address.
pub const SHARES: [(u64, u64); 3] = [(500_000, 75), (100_000, 50), (0, 25)];

/// What is measured on an insurer's members: the share of them who are alone with their values, by set of fields.
pub struct Measures {
    /// Fields that all of the insurer's files have.
    pub comparable: FieldSet,
    /// Sets of such fields, each with the share of members who are alone, in millionths.
    pub alone: Vec<(FieldSet, u64)>,
}

/// Numbers by which only their issuer finds a person.
const OF_ISSUER: [Field; 4] =
    [Field::ContractNumber, Field::MemberNumber, Field::InternalReference, Field::CustomerNumber];

pub(super) fn has_full_name(fields: FieldSet) -> bool {
    let last = fields.contains(Field::LastName) || fields.contains(Field::BirthName);
    last && fields.contains(Field::FirstName)
}

/// The level for the set of fields that went together.
pub(super) fn of(judgement: &Judgement, fields: FieldSet, measured: Option<&Measures>) -> Identification {
    let identifiers = identifiers(fields);
    let measured = measured.and_then(|measured| by_measure(fields, measured));
    // If no identifier was lost, the lowest level applies.
    let levels = identifiers.iter().map(|level| level.level_hundredths);
    let levels = levels.chain(measured.iter().map(|measured| measured.level_hundredths));
    let proposed_hundredths = levels.max().unwrap_or(25);
    let decided = judgement.identification.as_ref();
    Identification {
        identifiers,
        measured,
        proposed_hundredths,
        value_hundredths: decided.map_or(proposed_hundredths, |judged| hundredths(judged.value)),
        decided: decided.map(|judged| judged.reason.clone()),
    }
}

/// Each identifier with its level in the table, given what was lost with it.
fn identifiers(fields: FieldSet) -> Vec<IdentifierLevel> {
    use Because::*;
    let one_of = |some: &[Field]| some.iter().any(|field| fields.contains(*field));
    let (name, date) = (has_full_name(fields), fields.contains(Field::BirthDate));
    let address = one_of(&[Field::PostalAddress, Field::Email]);
    let with_name = |with, alone| if name { (with, WithFullName) } else { (alone, Alone) };
    let of_name = match (date, address) {
        (true, true) => (100, WithBirthDateAndAddress),
        (true, false) => (50, WithBirthDate),
        (false, _) => (25, Alone),
    };
    let of_nir = match (name, date) {
        (true, _) => (100, WithFullName),
        (false, true) => (75, WithBirthDate),
        (false, false) => (75, TellsBirth),
    };
    [
        (Identifier::FullName, name, of_name),
        (Identifier::NationalNumber, fields.contains(Field::Nir), of_nir),
        (Identifier::PhoneOrAddress, one_of(&[Field::Phone, Field::PostalAddress]), with_name(75, 25)),
        (Identifier::Email, fields.contains(Field::Email), with_name(75, 25)),
        (Identifier::IdentityPaper, fields.contains(Field::IdentityPapers), with_name(100, 75)),
        (Identifier::Account, one_of(&[Field::BankDetails, Field::CardNumber]), with_name(50, 25)),
        (Identifier::Code, one_of(&OF_ISSUER), (25, IssuerOnly)),
    ]
    .into_iter()
    .filter(|(_, lost, _)| *lost)
    .map(|(identifier, _, (level_hundredths, because))| IdentifierLevel { identifier, level_hundredths, because })
    .collect()
}

/// The measured level of a set with a full name: whoever is alone by a part of the set is alone by all of it.
fn by_measure(fields: FieldSet, measured: &Measures) -> Option<Measured> {
    let comparable = |field: &Field| measured.comparable.contains(*field) && !OF_ISSUER.contains(field);
    let set: FieldSet = fields.iter().filter(comparable).collect();
    let names: FieldSet = [Field::LastName, Field::BirthName, Field::FirstName].into_iter().collect();
    if !has_full_name(set) || set.is_within(names) {
        return None;
    }
    let within = measured.alone.iter().filter(|(part, _)| part.is_within(set));
    let (part, alone_ppm) = within.max_by_key(|(part, alone)| (*alone, *part))?;
    Some(Measured { fields: part.iter().collect(), alone_ppm: *alone_ppm, level_hundredths: level_of(*alone_ppm) })
}

/// The level that a measured share gives, in hundredths; `alone_ppm` in millionths.
pub fn level_of(alone_ppm: u64) -> u64 {
    SHARES.into_iter().find(|(least, _)| alone_ppm >= *least).map_or(25, |(_, level)| level)
}
