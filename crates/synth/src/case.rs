//! Special cases that units of the population contain.

use super::unit::CASES;

/// The special case of a unit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Ordinary,
    TwinsRanked,
    /// Same-sex twins without birth ranks in the member file.
    TwinsUnranked,
    /// A child covered by both parents' contracts at one insurer.
    ChildUnderBoth,
    /// One person with contracts at two insurers.
    TwoInsurers,
    /// A contract that has ended but is still in the member file.
    Former,
    /// Leaked persons who are in no member file.
    Gone,
    /// Wrong NIR key in the member row.
    WrongKeyMember,
    /// Wrong NIR key in the leaked row, whose thirteen characters are right.
    WrongKeyLeak,
    /// Leaked without NIR and contract number: only names and birth date can match.
    NamesAlone,
    /// Leaked with a wrong NIR key, without contract number and first name.
    Nothing,
    /// A provisional number (NNP) on both sides.
    Provisional,
    /// Leaked without NIR, with a contract number that has lost its leading zeros.
    ZerosLost,
    MemberTwice,
    LeakTwice,
    /// A row that names one insurer but matches a person at another only.
    Elsewhere,
    /// A birth date that does not exist.
    Lunar,
    /// Born in Corsica, overseas or abroad.
    Corsica,
    Overseas,
    Abroad,
    Deceased,
    /// A spouse filed under the policyholder's NIR but leaked under her own.
    SpouseUnderHolder,
    BothOperators,
    /// Leaked without first name and rank.
    NoFirstName,
    /// Leaked with NIR and last name alone: a policyholder and a child under one NIR.
    NirAlone,
    /// Leaked without NIR and contract number, on the first of January of the year of birth.
    DayUnknown,
    /// Leaked with another birth date.
    OtherDate,
    /// Leaked with day and month of birth exchanged.
    DateExchanged,
    /// Leaked without NIR and with another birth date.
    ContractOtherDate,
    /// Leaked without NIR, last and first name exchanged.
    NamesExchanged,
    /// Leaked without NIR and contract number, with one letter less in the last name.
    LetterLost,
}

impl Case {
    /// The case of a unit, by its number.
    pub(super) fn of(number: u64) -> Case {
        use Case::*;
        const CYCLE: [Case; 30] = [
            TwinsRanked,
            TwinsUnranked,
            ChildUnderBoth,
            TwoInsurers,
            Former,
            Gone,
            WrongKeyMember,
            WrongKeyLeak,
            NamesAlone,
            Nothing,
            Provisional,
            ZerosLost,
            MemberTwice,
            LeakTwice,
            Elsewhere,
            Lunar,
            Corsica,
            Overseas,
            Abroad,
            Deceased,
            SpouseUnderHolder,
            BothOperators,
            NoFirstName,
            NirAlone,
            DayUnknown,
            OtherDate,
            DateExchanged,
            ContractOtherDate,
            NamesExchanged,
            LetterLost,
        ];
        // Four ordinary units lie between two special ones.
        let place = (number % CASES) as usize;
        if place.is_multiple_of(5) { CYCLE[place / 5] } else { Ordinary }
    }

    /// Whether it is an error of a row, and nothing about the persons.
    pub(super) fn is_error(self) -> bool {
        use Case::*;
        matches!(
            self,
            WrongKeyMember
                | WrongKeyLeak
                | NamesAlone
                | Nothing
                | ZerosLost
                | NoFirstName
                | NirAlone
                | DayUnknown
                | OtherDate
                | DateExchanged
                | ContractOtherDate
                | NamesExchanged
                | LetterLost
        )
    }

    /// Whether the case needs a person alone on the contract.
    pub(super) fn is_alone(self) -> bool {
        use Case::*;
        matches!(
            self,
            TwoInsurers
                | WrongKeyMember
                | WrongKeyLeak
                | NamesAlone
                | Nothing
                | NoFirstName
                | DayUnknown
                | Provisional
                | ZerosLost
                | Elsewhere
                | Lunar
                | Deceased
                | OtherDate
                | DateExchanged
                | ContractOtherDate
                | NamesExchanged
                | LetterLost
        )
    }
}
