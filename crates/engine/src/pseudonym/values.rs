//! The fields whose values are kept as tags, to count persons who are unique by them.

use crate::read::Col;
use model::incident::Field;

/// The fields in which members are compared, and the columns that hold them.
pub const COMPARED: [(Field, Col); 16] = [
    (Field::Civility, Col::Civility),
    (Field::Sex, Col::Sex),
    (Field::LastName, Col::LastName),
    (Field::BirthName, Col::BirthName),
    (Field::FirstName, Col::FirstName),
    (Field::BirthDate, Col::BirthDate),
    (Field::BirthRank, Col::BirthRank),
    (Field::Nir, Col::Nir),
    (Field::ContractNumber, Col::ContractNumber),
    (Field::MemberNumber, Col::MemberNumber),
    (Field::Manager, Col::Manager),
    (Field::BankDetails, Col::BankDetails),
    (Field::PostalAddress, Col::PostalAddress),
    (Field::Phone, Col::Phone),
    (Field::Email, Col::Email),
    (Field::CustomerNumber, Col::CustomerNumber),
];
