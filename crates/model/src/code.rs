//! Stable codes of findings, and of the reasons for which values are ignored or rows rejected.

use std::cmp::Ordering;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares the codes: variant, then name in reports.
macro_rules! codes {
    ($($variant:ident = $name:literal,)*) => {
        /// What a finding says: a stable name, such as `nir.wrong-key`. Its words are in the report.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
        #[allow(missing_docs)]
        pub enum Code {
            $(#[serde(rename = $name)] $variant,)*
        }

        impl Code {
            /// Every code, by name.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// The name in reports, checks and `rejects/`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }
        }
    };
}

codes! {
    ColumnEmpty = "column.empty",
    ColumnFurtherPerson = "column.further-person",
    ColumnNotRecognised = "column.not-recognised",
    ColumnPartlyUnreadable = "column.partly-unreadable",
    ColumnUnreadable = "column.unreadable",
    CommunicationAgainstRisk = "communication.against-high-risk",
    CommunicationDayToCome = "communication.day-to-come",
    DateBeforeBirth = "date.before-birth",
    DateCentury = "date.century",
    DateHour = "date.hour",
    DateImplausible = "date.implausible",
    DateImpossibleDay = "date.impossible-day",
    DateMonthEnd = "date.month-end",
    DateOrder = "date.order",
    DateReading = "date.reading",
    DateRounded = "date.rounded",
    DateSentinel = "date.sentinel",
    DateTime = "date.time",
    DateTwoDigitYear = "date.two-digit-year",
    DateUnreadable = "date.unreadable",
    DateZone = "date.zone",
    DecisionNeedless = "decision.needless",
    DecisionOtherPerson = "decision.other-person",
    DecisionSamePerson = "decision.same-person",
    FieldDeclaredNotExposed = "field.declared-not-exposed",
    FieldNotDeclared = "field.not-declared",
    FieldNotObserved = "field.not-observed",
    FileExchange = "file.exchange",
    FileLinesAbove = "file.lines-above",
    FileMergedCells = "file.merged-cells",
    FileOtherRecords = "file.other-records",
    FileOtherSheet = "file.other-sheet",
    FileRepeatedHeaders = "file.repeated-headers",
    FileRules = "file.rules",
    FileSheets = "file.sheets",
    FileTotalLines = "file.total-lines",
    IncidentNoBasisAcross = "incident.no-legal-basis-across",
    IncidentNoLegalBasis = "incident.no-legal-basis",
    InsurerAllGone = "insurer.all-gone",
    InsurerNoMembers = "insurer.no-members",
    KeyPublished = "key.published",
    LeakAmbiguous = "leak.ambiguous",
    LeakContradicted = "leak.contradicted",
    LeakDatesDiffer = "leak.dates-differ",
    LeakDoubtful = "leak.doubtful",
    LeakElsewhere = "leak.elsewhere",
    LeakHousehold = "leak.household",
    LeakInsurerNotServed = "leak.insurer-not-served",
    LeakLooksLike = "leak.looks-like",
    LeakMeetsNobody = "leak.meets-nobody",
    LeakNirsDiffer = "leak.nirs-differ",
    LeakUnknownColumn = "leak.unknown-column",
    LeakUnknownInsurer = "leak.unknown-insurer",
    LevelByChance = "level.by-chance",
    ManagerUnknown = "manager.unknown",
    NameDamaged = "name.damaged",
    NameRepaired = "name.repaired",
    NirFictitious = "nir.fictitious",
    NirFiller = "nir.filler",
    NirHashed = "nir.hashed",
    NirKeyPlaceholder = "nir.key-placeholder",
    NirNotOfBirthDate = "nir.not-of-birth-date",
    NirProvisional = "nir.provisional",
    NirRepaired = "nir.repaired",
    NirRepeated = "nir.repeated",
    NirShape = "nir.shape",
    NirUnkeyedMd5 = "nir.unkeyed-md5",
    NirUnkeyedSha1 = "nir.unkeyed-sha1",
    NirUnkeyedSha256 = "nir.unkeyed-sha256",
    NirUnkeyedSha512 = "nir.unkeyed-sha512",
    NirWrongKey = "nir.wrong-key",
    NumberLeadingZeros = "number.leading-zeros",
    PerimeterContradiction = "perimeter.contradiction",
    PerimeterEmpty = "perimeter.empty",
    PerimeterNotConcernedMet = "perimeter.not-concerned-met",
    PerimeterNotEstablishedMet = "perimeter.not-established-met",
    PerimeterRejectedRows = "perimeter.rejected-rows",
    RankFamily = "rank.family",
    RankUnreadable = "rank.unreadable",
    RejectsOverLimit = "rejects.over-limit",
    RelationUnknown = "relation.unknown",
    RowIncomplete = "row.incomplete",
    RowInsurerUnknown = "row.insurer-unknown",
    SexNotOfNir = "sex.not-of-nir",
    ValueCellError = "value.cell-error",
    ValueNothing = "value.nothing",
    ValueSpreadsheet = "value.spreadsheet",
}

/// By name, the order of lists in reports.
impl Ord for Code {
    fn cmp(&self, other: &Code) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Code) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
