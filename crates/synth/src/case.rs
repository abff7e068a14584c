//! What is particular about a unit of the population.

use super::unit::CASES;

/// What is particular about a unit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Ordinary,
    TwinsRanked,
    /// Same-sex twins, ranks missing in the members' file.
    TwinsUnranked,
    /// A child under both parents' contracts at one insurer.
    ChildUnderBoth,
    /// One person with contracts at two insurers.
    TwoInsurers,
    /// A contract that ended, still in the members' file.
    Former,
    /// Persons who leaked and are in no members' file.
    Gone,
    /// The member row's NIR has a wrong key.
    WrongKeyMember,
    /// The leaked row's NIR has a wrong key; its contract number saves it.
    WrongKeyLeak,
    /// The same without a contract number: names and birth date are left.
    WrongKeyAlone,
    /// The same without a contract number and a first name.
    Nothing,
    /// A provisional number (NNP) on both sides.
    Provisional,
    /// A wrong key, and a contract number whose leading zeros are lost.
    ZerosLost,
    MemberTwice,
    LeakTwice,
    /// A row that names one insurer and meets somebody only at another.
    Elsewhere,
    /// A birth date outside the calendar.
    Lunar,
    /// Born in Corsica, overseas, abroad.
    Corsica,
    Overseas,
    Abroad,
    Deceased,
    /// A spouse filed under the holder's NIR, leaked under her own.
    SpouseUnderHolder,
    BothOperators,
    /// Leaked without a first name and a rank.
    NoFirstName,
    /// Leaked without a birth date: a holder and a child under one NIR.
    NoBirthDate,
    /// Leaked under another first name, without a rank.
    OtherFirstName,
}

impl Case {
    /// The case of a unit, by its number.
    pub(super) fn of(number: u64) -> Case {
        use Case::*;
        const CYCLE: [Case; 25] = [
            TwinsRanked,
            TwinsUnranked,
            ChildUnderBoth,
            TwoInsurers,
            Former,
            Gone,
            WrongKeyMember,
            WrongKeyLeak,
            WrongKeyAlone,
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
            NoBirthDate,
            OtherFirstName,
        ];
        // Five ordinary units between two cases.
        let place = (number % CASES) as usize;
        if place.is_multiple_of(5) { CYCLE.get(place / 5).copied().unwrap_or(Ordinary) } else { Ordinary }
    }

    /// Whether the case needs a person alone on the contract.
    pub(super) fn is_alone(self) -> bool {
        use Case::*;
        matches!(
            self,
            TwoInsurers
                | WrongKeyMember
                | WrongKeyLeak
                | WrongKeyAlone
                | Nothing
                | NoFirstName
                | OtherFirstName
                | Provisional
                | ZerosLost
                | Elsewhere
                | Lunar
                | Deceased
        )
    }
}
