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
    Sex,
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
    pub const ALL: [Col; 42] = {
        use Col::*;
        [
            MemberId,
            Nir,
            NirKey,
            OwnNir,
            Civility,
            Sex,
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
        ]
    };

    /// The numbers that an organisation gives to persons. Each is compared within its own kind, by the same rules.
    pub const NUMBERS: [Col; 3] = [Col::ContractNumber, Col::MemberNumber, Col::CustomerNumber];

    /// The name under `columns` in an incident file, and as a header.
    pub fn name(self) -> &'static str {
        match self {
            Col::MemberId => "member_id",
            Col::Nir => "nir",
            Col::NirKey => "nir_key",
            Col::OwnNir => "own_nir",
            Col::Civility => "civility",
            Col::Sex => "sex",
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
            Col::CredentialsClear => "credentials_clear",
            Col::CredentialsHashed => "credentials_hashed",
            Col::IdentityPapers => "identity_papers",
            Col::BirthPlace => "birth_place",
            Col::Nationality => "nationality",
            Col::Employer => "employer",
            Col::Income => "income",
            Col::Family => "family",
            Col::Location => "location",
            Col::HealthProfessional => "health_professional",
            Col::CustomerNumber => "customer_number",
            Col::CardNumber => "card_number",
            Col::FreeText => "free_text",
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
            // What no rule compares is asked for of leaks only.
            Col::CredentialsClear
            | Col::CredentialsHashed
            | Col::IdentityPapers
            | Col::BirthPlace
            | Col::Nationality
            | Col::Employer
            | Col::Income
            | Col::Family
            | Col::Location
            | Col::HealthProfessional
            | Col::CardNumber
            | Col::FreeText => side == Side::Leaks,
            _ => true,
        }
    }

    /// The data field that a leaked row exposes if the column is filled.
    pub fn field(self) -> Option<Field> {
        Some(match self {
            Col::Nir | Col::NirKey => Field::Nir,
            Col::Civility => Field::Civility,
            Col::Sex => Field::Sex,
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
            Col::CredentialsClear => Field::CredentialsClear,
            Col::CredentialsHashed => Field::CredentialsHashed,
            Col::IdentityPapers => Field::IdentityPapers,
            Col::BirthPlace => Field::BirthPlace,
            Col::Nationality => Field::Nationality,
            Col::Employer => Field::Employer,
            Col::Income => Field::Income,
            Col::Family => Field::Family,
            Col::Location => Field::Location,
            Col::HealthProfessional => Field::HealthProfessional,
            Col::CustomerNumber => Field::CustomerNumber,
            Col::CardNumber => Field::CardNumber,
            Col::FreeText => Field::FreeText,
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
                Col::MemberId
                    | Col::Civility
                    | Col::Sex
                    | Col::Product
                    | Col::Manager
                    | Col::InternalReference
                    | Col::Guarantees
            )
    }

    /// Whether the column holds dates.
    pub fn is_date(self) -> bool {
        matches!(self, Col::BirthDate | Col::CoverageStart | Col::CoverageEnd | Col::ManagedSince | Col::DeceasedOn)
    }

    /// Whether the column can hold free text, with data that nobody declared.
    pub fn is_free_text(self) -> bool {
        matches!(
            self,
            Col::InternalReference
                | Col::Guarantees
                | Col::Manager
                | Col::MedicalData
                | Col::PostalAddress
                | Col::FreeText
        )
    }

    /// Whether the column can have several headers (street, postal code, …; a second telephone). Its values are read from the text
    /// where they are compared, and may be anything.
    pub fn may_repeat(self) -> bool {
        matches!(
            self,
            Col::Email
                | Col::Phone
                | Col::PostalAddress
                | Col::BankDetails
                | Col::MedicalData
                | Col::Reimbursements
                | Col::CredentialsClear
                | Col::CredentialsHashed
                | Col::IdentityPapers
                | Col::BirthPlace
                | Col::Nationality
                | Col::Employer
                | Col::Income
                | Col::Family
                | Col::Location
                | Col::HealthProfessional
                | Col::CardNumber
                | Col::FreeText
        )
    }
}
