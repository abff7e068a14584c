//! What the rows of members hold in the fields that leaked, as tags: for counting who is alone with his values.

use super::Hasher;
use crate::identity::{BirthDate, CanonBatch, Name, Number, Rank, Sex, at};
use crate::incident::Field;
use crate::read::Col;

/// The fields in which members are compared, and the columns that hold them.
pub const COMPARED: [(Field, Col); 10] = [
    (Field::Civility, Col::Civility),
    (Field::LastName, Col::LastName),
    (Field::BirthName, Col::BirthName),
    (Field::FirstName, Col::FirstName),
    (Field::BirthDate, Col::BirthDate),
    (Field::BirthRank, Col::BirthRank),
    (Field::Nir, Col::Nir),
    (Field::ContractNumber, Col::ContractNumber),
    (Field::MemberNumber, Col::MemberNumber),
    (Field::Manager, Col::Manager),
];

/// A tag of row `i` in a field; 0 if it holds nothing there, or if members are not compared in it.
pub(super) fn value(batch: &CanonBatch, i: usize, field: Field, hasher: &Hasher, message: &mut Vec<u8>) -> u64 {
    let value: Option<&[u8]> = match field {
        Field::Civility => at(&batch.sex, i).map(|sex| match sex {
            Sex::Man => &b"1"[..],
            Sex::Woman => b"2",
        }),
        Field::LastName => at(&batch.last_name, i).map(Name::as_bytes),
        Field::BirthName => at(&batch.birth_name, i).map(Name::as_bytes),
        Field::FirstName => at(&batch.first_name, i).map(Name::as_bytes),
        Field::BirthDate => at(&batch.birth_date, i).map(BirthDate::as_bytes),
        // As everywhere: a member without a rank is of rank 1.
        Field::BirthRank => Some(match batch.birth_rank.get(i) {
            Some(rank @ (Rank::Given(_) | Rank::Family)) => rank.as_str().as_bytes(),
            Some(Rank::Missing) | None => b"1",
        }),
        Field::Nir => at(&batch.nir, i).map(|filed| filed.nir.as_bytes()),
        Field::ContractNumber => at(&batch.contract_number, i).map(Number::as_bytes),
        Field::MemberNumber => at(&batch.member_number, i).map(Number::as_bytes),
        Field::Manager => batch.text(Col::Manager, i).map(str::as_bytes),
        // Not one of those that are compared.
        _ => None,
    };
    value.map_or(0, |value| hasher.value(field, value, message))
}
