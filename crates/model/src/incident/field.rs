//! The closed list of data fields that an operator can have lost.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A category of personal data, named as in the two notices of February 2024 and in the categories of the CNIL form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Field {
    Civility,
    LastName,
    BirthName,
    FirstName,
    BirthDate,
    BirthRank,
    Nir,
    Insurer,
    ContractNumber,
    MemberNumber,
    Guarantees,
    InternalReference,
    Manager,
    BankDetails,
    MedicalData,
    Reimbursements,
    PostalAddress,
    Phone,
    Email,
    CredentialsClear,
    CredentialsHashed,
    IdentityPapers,
    BirthPlace,
    Nationality,
    Employer,
    Income,
    Family,
    Location,
    HealthProfessional,
    CustomerNumber,
    CardNumber,
    FreeText,
}

// `ALL` is indexed by the variant: both lists must have one order.
const _: () = {
    let mut i = 0;
    while i < Field::ALL.len() {
        assert!(Field::ALL[i] as usize == i);
        i += 1;
    }
};

impl Field {
    /// All fields in the order of reports: identity first, then contact details and the rest.
    pub const ALL: [Field; 32] = [
        Field::Civility,
        Field::LastName,
        Field::BirthName,
        Field::FirstName,
        Field::BirthDate,
        Field::BirthRank,
        Field::Nir,
        Field::Insurer,
        Field::ContractNumber,
        Field::MemberNumber,
        Field::Guarantees,
        Field::InternalReference,
        Field::Manager,
        Field::BankDetails,
        Field::MedicalData,
        Field::Reimbursements,
        Field::PostalAddress,
        Field::Phone,
        Field::Email,
        Field::CredentialsClear,
        Field::CredentialsHashed,
        Field::IdentityPapers,
        Field::BirthPlace,
        Field::Nationality,
        Field::Employer,
        Field::Income,
        Field::Family,
        Field::Location,
        Field::HealthProfessional,
        Field::CustomerNumber,
        Field::CardNumber,
        Field::FreeText,
    ];
}

/// A set of fields, one bit each.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldSet(u32);

impl FieldSet {
    /// Adds a field.
    pub fn insert(&mut self, field: Field) {
        self.0 |= 1 << field as u32;
    }

    /// Whether the field is in the set.
    pub fn contains(self, field: Field) -> bool {
        self.0 & (1 << field as u32) != 0
    }

    /// Whether the set is a subset of the other.
    pub fn is_within(self, other: FieldSet) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One bit per field; the lowest bit is the first field of [`Field::ALL`].
    pub fn bits(self) -> u32 {
        self.0
    }

    /// The set with these bits; `None` if a bit has no field.
    pub fn from_bits(bits: u32) -> Option<FieldSet> {
        (u64::from(bits) >> Field::ALL.len() == 0).then_some(FieldSet(bits))
    }

    /// Four bytes, big-endian; equal sets give equal bytes.
    pub fn to_bytes(self) -> [u8; 4] {
        self.0.to_be_bytes()
    }

    /// The union of both sets.
    #[must_use]
    pub fn union(self, other: FieldSet) -> FieldSet {
        FieldSet(self.0 | other.0)
    }

    /// The fields, in the order of [`Field::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Field> {
        Field::ALL.into_iter().filter(move |f| self.contains(*f))
    }
}

impl FromIterator<Field> for FieldSet {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        let mut set = FieldSet::default();
        fields.into_iter().for_each(|f| set.insert(f));
        set
    }
}
