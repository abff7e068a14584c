//! The closed list of columns that ampleur knows.

use model::incident::Field;

/// A column of member files, leaked files, or both.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Col {
    MemberId,
    Nir,
    NirKey,
    OwnNir,
    Civility,
    LastName,
    BirthName,
    FirstName,
    BirthDate,
    BirthRank,
    ContractNumber,
    MemberNumber,
    Insurer,
    Product,
    Manager,
    Relation,
    CoverageStart,
    CoverageEnd,
    ManagedSince,
    DeceasedOn,
    InternalReference,
    Guarantees,
    Email,
    Phone,
    PostalAddress,
    BankDetails,
    MedicalData,
    Reimbursements,
}

/// The side of the comparison that a file is on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Persons whom an insurer covers.
    Members,
    /// Records that an operator lost.
    Leaks,
}

impl Side {
    /// The name in manifests and paths.
    pub fn name(self) -> &'static str {
        match self {
            Side::Members => "members",
            Side::Leaks => "leaks",
        }
    }
}

// `ALL` is indexed by the variant: both lists must have one order.
const _: () = {
    let mut i = 0;
    while i < Col::ALL.len() {
        assert!(Col::ALL[i] as usize == i);
        i += 1;
    }
};

impl Col {
    /// All columns.
    pub const ALL: [Col; 28] = {
        use Col::*;
        [
            MemberId,
            Nir,
            NirKey,
            OwnNir,
            Civility,
            LastName,
            BirthName,
            FirstName,
            BirthDate,
            BirthRank,
            ContractNumber,
            MemberNumber,
            Insurer,
            Product,
            Manager,
            Relation,
            CoverageStart,
            CoverageEnd,
            ManagedSince,
            DeceasedOn,
            InternalReference,
            Guarantees,
            Email,
            Phone,
            PostalAddress,
            BankDetails,
            MedicalData,
            Reimbursements,
        ]
    };

    /// The name under `columns` in an incident file, and as a header.
    pub fn name(self) -> &'static str {
        match self {
            Col::MemberId => "member_id",
            Col::Nir => "nir",
            Col::NirKey => "nir_key",
            Col::OwnNir => "own_nir",
            Col::Civility => "civility",
            Col::LastName => "last_name",
            Col::BirthName => "birth_name",
            Col::FirstName => "first_name",
            Col::BirthDate => "birth_date",
            Col::BirthRank => "birth_rank",
            Col::ContractNumber => "contract_number",
            Col::MemberNumber => "member_number",
            Col::Insurer => "insurer",
            Col::Product => "product",
            Col::Manager => "manager",
            Col::Relation => "relation",
            Col::CoverageStart => "coverage_start",
            Col::CoverageEnd => "coverage_end",
            Col::ManagedSince => "managed_since",
            Col::DeceasedOn => "deceased_on",
            Col::InternalReference => "internal_reference",
            Col::Guarantees => "guarantees",
            Col::Email => "email",
            Col::Phone => "phone",
            Col::PostalAddress => "postal_address",
            Col::BankDetails => "bank_details",
            Col::MedicalData => "medical_data",
            Col::Reimbursements => "reimbursements",
        }
    }

    /// The column with this name.
    pub fn from_name(name: &str) -> Option<Col> {
        Col::ALL.into_iter().find(|col| col.name() == name)
    }

    /// Whether files of a side can have the column.
    pub fn is_on(self, side: Side) -> bool {
        match self {
            Col::MemberId
            | Col::OwnNir
            | Col::Product
            | Col::Relation
            | Col::CoverageStart
            | Col::CoverageEnd
            | Col::ManagedSince
            | Col::DeceasedOn => side == Side::Members,
            Col::InternalReference | Col::Guarantees | Col::MedicalData | Col::Reimbursements => side == Side::Leaks,
            _ => true,
        }
    }

    /// The data field that a leaked row exposes if the column is filled.
    pub fn field(self) -> Option<Field> {
        Some(match self {
            Col::Nir | Col::NirKey => Field::Nir,
            Col::Civility => Field::Civility,
            Col::LastName => Field::LastName,
            Col::BirthName => Field::BirthName,
            Col::FirstName => Field::FirstName,
            Col::BirthDate => Field::BirthDate,
            Col::BirthRank => Field::BirthRank,
            Col::ContractNumber => Field::ContractNumber,
            Col::MemberNumber => Field::MemberNumber,
            Col::Insurer => Field::Insurer,
            Col::Manager => Field::Manager,
            Col::InternalReference => Field::InternalReference,
            Col::Guarantees => Field::Guarantees,
            Col::Email => Field::Email,
            Col::Phone => Field::Phone,
            Col::PostalAddress => Field::PostalAddress,
            Col::BankDetails => Field::BankDetails,
            Col::MedicalData => Field::MedicalData,
            Col::Reimbursements => Field::Reimbursements,
            Col::MemberId
            | Col::OwnNir
            | Col::Product
            | Col::Relation
            | Col::CoverageStart
            | Col::CoverageEnd
            | Col::ManagedSince
            | Col::DeceasedOn => return None,
        })
    }

    /// Whether `identity/` brings the column to canonical form; otherwise it is kept as trimmed text.
    pub fn is_canonical(self) -> bool {
        !self.may_repeat()
            && !matches!(
                self,
                Col::MemberId | Col::Civility | Col::Product | Col::Manager | Col::InternalReference | Col::Guarantees
            )
    }

    /// Whether the column holds dates.
    pub fn is_date(self) -> bool {
        matches!(self, Col::BirthDate | Col::CoverageStart | Col::CoverageEnd | Col::ManagedSince | Col::DeceasedOn)
    }

    /// Whether the column can hold free text, with data that nobody declared.
    pub fn is_free_text(self) -> bool {
        matches!(self, Col::InternalReference | Col::Guarantees | Col::Manager | Col::MedicalData | Col::PostalAddress)
    }

    /// Whether the column can have several headers (street, postal code, …; a second telephone). Its values are read from the text
    /// where they are compared, and may be anything.
    pub fn may_repeat(self) -> bool {
        matches!(
            self,
            Col::Email | Col::Phone | Col::PostalAddress | Col::BankDetails | Col::MedicalData | Col::Reimbursements
        )
    }
}
