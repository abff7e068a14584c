//! Which columns are compared, and which rules the columns of a file allow.

use crate::read::{Col, Mapping, Side};
use model::rule::Rule;

/// Whether any rule compares the column.
pub fn is_compared(col: Col) -> bool {
    Col::NUMBERS.contains(&col)
        || matches!(
            col,
            Col::Nir
                | Col::BirthDate
                | Col::BirthRank
                | Col::FirstName
                | Col::LastName
                | Col::BirthName
                | Col::Email
                | Col::Phone
                | Col::BankDetails
                | Col::PostalAddress
        )
}

/// Whether a file of the given side has the columns that a rule needs. Values may be missing in some of its rows.
pub fn is_possible(rule: Rule, side: Side, mapping: &Mapping) -> bool {
    let has = |col| mapping.has(col);
    let nir = match side {
        Side::Leaks => has(Col::Nir),
        Side::Members => has(Col::Nir) || has(Col::OwnNir),
    };
    // A member without a birth rank counts as rank 1, so that the column is not required.
    let rank = has(Col::BirthRank) || side == Side::Members;
    let name = has(Col::LastName) || has(Col::BirthName);
    let number = Col::NUMBERS.into_iter().any(has);
    let contact = has(Col::Email) || has(Col::Phone) || has(Col::BankDetails);
    let address = has(Col::PostalAddress);
    let (date, first) = (has(Col::BirthDate), has(Col::FirstName));
    match rule {
        // Not by columns: a person does.
        Rule::Decided => false,
        Rule::NirDateRank => nir && date && rank,
        Rule::NirDateName | Rule::NirDateOnly => nir && date && first,
        Rule::NirDateLastName => nir && date && name && first,
        Rule::NirDate => nir && date,
        Rule::NirName => nir && name && first,
        Rule::NirFirstName => nir && first,
        Rule::NirOnly => nir,
        Rule::ContractDateName | Rule::ContractDateOnly => number && date && first,
        Rule::ContractDateLastName => number && date && name && first,
        Rule::ContractDate => number && date,
        Rule::ContractName => number && name && first,
        Rule::ContractFirstName | Rule::OwnNumberFirstName => number && first,
        Rule::ContractLastName | Rule::OwnNumberLastName => number && name,
        Rule::ContractOnly | Rule::OwnNumber | Rule::OwnNumberErrors => number,
        Rule::ContactDateName | Rule::ContactDateOnly => contact && date && first,
        Rule::ContactDateLastName => contact && date && name && first,
        Rule::ContactDate => contact && date,
        Rule::ContactName => contact && name && first,
        Rule::ContactFirstName => contact && first,
        Rule::ContactLastName => contact && name,
        Rule::ContactOnly => contact,
        Rule::NameDate | Rule::LastNameDate | Rule::FirstNameDate => name && first && date,
        Rule::NameAddress => address && name && first,
        Rule::FirstNameDateAddress => address && first && date,
        Rule::LastNameDateAddress => address && name && date,
    }
}
