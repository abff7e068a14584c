//! The closed list of data fields that an operator can have lost.

use std::hash::{Hash, Hasher};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A category of personal data, named as in the two notices of February 2024 and in the categories of the CNIL form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Field {
    Civility,
    Sex,
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
    pub const ALL: [Field; 33] = [
        Field::Civility,
        Field::Sex,
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

/// A set of fields, one bit each: five bytes, big-endian, since a set is kept of each of millions of rows.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldSet([u8; FieldSet::BYTES]);

const _: () = assert!(Field::ALL.len() <= 8 * FieldSet::BYTES);

impl Hash for FieldSet {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.bits());
    }
}

impl FieldSet {
    /// Size of a set.
    pub const BYTES: usize = 5;

    /// Adds a field.
    #[inline]
    pub fn insert(&mut self, field: Field) {
        *self = FieldSet::of_bits(self.bits() | 1 << field as u32);
    }

    /// Whether the field is in the set.
    #[inline]
    pub fn contains(self, field: Field) -> bool {
        self.bits() & (1 << field as u32) != 0
    }

    /// Whether the set is a subset of the other.
    #[inline]
    pub fn is_within(self, other: FieldSet) -> bool {
        self.bits() & !other.bits() == 0
    }

    /// Whether the set is empty.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.bits() == 0
    }

    /// One bit per field; the lowest bit is the first field of [`Field::ALL`].
    #[inline]
    pub fn bits(self) -> u64 {
        let [a, b, c, d, e] = self.0;
        u64::from_be_bytes([0, 0, 0, a, b, c, d, e])
    }

    #[inline]
    fn of_bits(bits: u64) -> FieldSet {
        let [_, _, _, set @ ..] = bits.to_be_bytes();
        FieldSet(set)
    }

    /// The set with these bits; `None` if a bit has no field.
    pub fn from_bits(bits: u64) -> Option<FieldSet> {
        (bits >> Field::ALL.len() == 0).then(|| FieldSet::of_bits(bits))
    }

    /// The set of these bytes; `None` if a bit has no field.
    pub fn from_bytes(bytes: [u8; FieldSet::BYTES]) -> Option<FieldSet> {
        FieldSet::from_bits(FieldSet(bytes).bits())
    }

    /// Big-endian; equal sets give equal bytes.
    pub fn to_bytes(self) -> [u8; FieldSet::BYTES] {
        self.0
    }

    /// The union of both sets.
    #[must_use]
    #[inline]
    pub fn union(self, other: FieldSet) -> FieldSet {
        FieldSet::of_bits(self.bits() | other.bits())
    }

    /// The fields, in the order of [`Field::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Field> {
        let mut left = self.bits();
        std::iter::from_fn(move || {
            let field = *Field::ALL.get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(field)
        })
    }
}

impl FromIterator<Field> for FieldSet {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        let mut set = FieldSet::default();
        fields.into_iter().for_each(|f| set.insert(f));
        set
    }
}
