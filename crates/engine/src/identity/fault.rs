//! Values set aside, and why.

use crate::read::Col;

/// Why a written value has no canonical form, or is not used as one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Fault {
    NirWrongKey,
    NirShape,
    NirProvisional,
    NirFictitious,
    NirFiller,
    NirRepaired,
    NirKeyPlaceholder,
    Spreadsheet,
    CellError,
    NameDamaged,
    DateUnreadable,
    DateOrder,
    DateTwoDigitYear,
    DateImplausible,
    RankFamily,
    RankUnreadable,
    RelationUnknown,
    InsurerUnknown,
    /// Not a value's fault: the row holds too little for any rule.
    Incomplete,
}

impl Fault {
    /// The stable code that findings and `rejects/` carry.
    pub fn code(self) -> &'static str {
        match self {
            Fault::NirWrongKey => "nir.wrong-key",
            Fault::NirShape => "nir.shape",
            Fault::NirProvisional => "nir.provisional",
            Fault::NirFictitious => "nir.fictitious",
            Fault::NirFiller => "nir.filler",
            Fault::NirRepaired => "nir.repaired",
            Fault::NirKeyPlaceholder => "nir.key-placeholder",
            Fault::Spreadsheet => "value.spreadsheet",
            Fault::CellError => "value.cell-error",
            Fault::NameDamaged => "name.damaged",
            Fault::DateUnreadable => "date.unreadable",
            Fault::DateOrder => "date.order",
            Fault::DateTwoDigitYear => "date.two-digit-year",
            Fault::DateImplausible => "date.implausible",
            Fault::RankFamily => "rank.family",
            Fault::RankUnreadable => "rank.unreadable",
            Fault::RelationUnknown => "relation.unknown",
            Fault::InsurerUnknown => "row.insurer-unknown",
            Fault::Incomplete => "row.incomplete",
        }
    }

    /// Whether the row as a whole is rejected for it.
    pub fn rejects(self) -> bool {
        matches!(self, Fault::Incomplete | Fault::InsurerUnknown)
    }

    /// Whether the value is used all the same, and only the reader is told.
    pub fn is_repair(self) -> bool {
        matches!(self, Fault::NirRepaired | Fault::NirKeyPlaceholder)
    }
}

/// A value set aside: the place and the reason, never the value.
#[derive(Clone, Copy)]
pub struct SetAside {
    /// Row number in the user's file.
    pub row: u64,
    /// The column it stood in; none if the row as a whole is meant.
    pub col: Option<Col>,
    /// The reason.
    pub fault: Fault,
}
