//! Values set aside, and why.

use crate::read::Col;
use model::code::Code;

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
    pub fn code(self) -> Code {
        match self {
            Fault::NirWrongKey => Code::NirWrongKey,
            Fault::NirShape => Code::NirShape,
            Fault::NirProvisional => Code::NirProvisional,
            Fault::NirFictitious => Code::NirFictitious,
            Fault::NirFiller => Code::NirFiller,
            Fault::NirRepaired => Code::NirRepaired,
            Fault::NirKeyPlaceholder => Code::NirKeyPlaceholder,
            Fault::Spreadsheet => Code::ValueSpreadsheet,
            Fault::CellError => Code::ValueCellError,
            Fault::NameDamaged => Code::NameDamaged,
            Fault::DateUnreadable => Code::DateUnreadable,
            Fault::DateOrder => Code::DateOrder,
            Fault::DateTwoDigitYear => Code::DateTwoDigitYear,
            Fault::DateImplausible => Code::DateImplausible,
            Fault::RankFamily => Code::RankFamily,
            Fault::RankUnreadable => Code::RankUnreadable,
            Fault::RelationUnknown => Code::RelationUnknown,
            Fault::InsurerUnknown => Code::RowInsurerUnknown,
            Fault::Incomplete => Code::RowIncomplete,
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
