//! Values set aside, with the reason.

use crate::read::Col;
use model::code::Code;

/// Why a value has no canonical form, or is not used in keys.
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
    NameRepaired,
    DateUnreadable,
    DateOrder,
    DateTwoDigitYear,
    DateImplausible,
    DateImpossibleDay,
    DateTime,
    DateRounded,
    DateHour,
    DateMonthEnd,
    DateZone,
    DateCentury,
    DateSentinel,
    DateBeforeBirth,
    RankFamily,
    RankUnreadable,
    RelationUnknown,
    InsurerUnknown,
    /// Concerns the row: it has too few values for any rule.
    Incomplete,
}

impl Fault {
    /// The stable code in findings and in `rejects/`.
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
            Fault::NameRepaired => Code::NameRepaired,
            Fault::DateUnreadable => Code::DateUnreadable,
            Fault::DateOrder => Code::DateOrder,
            Fault::DateTwoDigitYear => Code::DateTwoDigitYear,
            Fault::DateImplausible => Code::DateImplausible,
            Fault::DateImpossibleDay => Code::DateImpossibleDay,
            Fault::DateTime => Code::DateTime,
            Fault::DateRounded => Code::DateRounded,
            Fault::DateHour => Code::DateHour,
            Fault::DateMonthEnd => Code::DateMonthEnd,
            Fault::DateZone => Code::DateZone,
            Fault::DateCentury => Code::DateCentury,
            Fault::DateSentinel => Code::DateSentinel,
            Fault::DateBeforeBirth => Code::DateBeforeBirth,
            Fault::RankFamily => Code::RankFamily,
            Fault::RankUnreadable => Code::RankUnreadable,
            Fault::RelationUnknown => Code::RelationUnknown,
            Fault::InsurerUnknown => Code::RowInsurerUnknown,
            Fault::Incomplete => Code::RowIncomplete,
        }
    }

    /// Whether the whole row is rejected.
    pub fn rejects(self) -> bool {
        matches!(self, Fault::Incomplete | Fault::InsurerUnknown)
    }

    /// Whether the value is used nevertheless and only reported.
    pub fn is_repair(self) -> bool {
        use Fault::*;
        matches!(
            self,
            NirRepaired
                | NirKeyPlaceholder
                | NameRepaired
                | DateImpossibleDay
                | DateRounded
                | DateHour
                | DateMonthEnd
                | DateZone
                | DateCentury
        )
    }

    /// Whether the value has no canonical form. An error of a formula is no value.
    pub fn is_unread(self) -> bool {
        use Fault::*;
        (self.is_unreadable() && self != CellError)
            || matches!(self, DateTwoDigitYear | RelationUnknown | InsurerUnknown)
    }

    /// Whether the value could not be read: another column, another form, or damage. Other values are read and not used.
    pub fn is_unreadable(self) -> bool {
        use Fault::*;
        matches!(
            self,
            NirWrongKey
                | NirShape
                | Spreadsheet
                | CellError
                | NameDamaged
                | DateUnreadable
                | DateOrder
                | DateTime
                | DateImplausible
                | RankUnreadable
        )
    }
}

/// The location of a value that was set aside, and the reason. The value itself is not kept.
#[derive(Clone, Copy)]
pub struct SetAside {
    /// Row number in the user's file.
    pub row: u64,
    /// The column of the value; none if the whole row is set aside.
    pub col: Option<Col>,
    /// The reason.
    pub fault: Fault,
}
