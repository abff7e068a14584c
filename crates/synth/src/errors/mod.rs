//! Errors of leaked rows: what typing, other files and other programs make of values.
//!
//! Each kind befalls a row by itself, so that a row may have several. Members have none, and errors have a random stream of their
//! own.
//!
//! Where Febrl's data generator has the kind, heavy errors are as frequent as there: the chances of a field to be chosen for a change
//! (`select_prob`: surname 30 %, given name 35 %, birth date 20 %, identifier 5 %) and of the kinds of changes in it, in the settings
//! of its later version, taken as shares of all rows; the earlier one has half as many (Christen and Pudjijono, *Accurate
//! synthetic generation of realistic personal information*, PAKDD 2009). Moderate errors are a tenth of that. Good registers are
//! better still: in 0.11 % of hospital records in England sex or birth date differ from the register or are missing (Hagger-Johnson
//! and others, *BMC Medical Research Methodology* 17:23, 2017). For kinds that Febrl does not know no source was found.

mod typing;

use crate::draw::Draw;
use crate::names::{FIRST_NAMES, surname};
use crate::unit::{Day, Key, Leak, Outcome};

/// How frequent errors are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Errors {
    /// None.
    None,
    /// A tenth of the heavy ones.
    Moderate,
    /// As many as Febrl's generator makes.
    Heavy,
}

/// In the order in which they befall a row: other values first, then what happens to them on their way.
#[derive(Clone, Copy)]
enum Kind {
    /// The birth name for the used name, or the other way round.
    LastNameOther,
    /// Both, cut off after 25 or 27 letters.
    LastNameDouble,
    LastNameParticle,
    LastNameSpace,
    LastNameLetter,
    FirstNameOther,
    /// A further first name.
    FirstNameList,
    FirstNameLetter,
    NamesExchanged,
    /// UTF-8 read as Windows-1252.
    Garbled,
    LastNameMissing,
    FirstNameMissing,
    DateOther,
    DateExchanged,
    /// 00, 1 January or 31 December.
    DateUnknown,
    DateDigit,
    DateMissing,
    NirOther,
    NirDigit,
    NirMissing,
    ContractDigit,
    ContractMissing,
}

/// Heavy errors in ten thousand rows. Febrl's share of changed fields, times its share of the kind, or else our assumption.
const RATES: [(Kind, u32); 22] = [
    (Kind::LastNameOther, 300),     // ours; Febrl exchanges 0.6 % for another's
    (Kind::LastNameDouble, 100),    // ours
    (Kind::LastNameParticle, 50),   // ours
    (Kind::LastNameSpace, 90),      // Febrl: 30 % × 3 %
    (Kind::LastNameLetter, 2_670),  // Febrl: 30 % × 59 % letters and 30 % other spellings
    (Kind::FirstNameOther, 70),     // Febrl: 35 % × 2 %
    (Kind::FirstNameList, 500),     // ours
    (Kind::FirstNameLetter, 3_150), // Febrl: 35 % × 60 % letters and 30 % other spellings
    (Kind::NamesExchanged, 500),    // Febrl: 5 %
    (Kind::Garbled, 200),           // ours
    (Kind::LastNameMissing, 60),    // Febrl: 30 % × 2 %
    (Kind::FirstNameMissing, 70),   // Febrl: 35 % × 2 %
    (Kind::DateOther, 100),         // Febrl: 20 % × 5 %
    (Kind::DateExchanged, 200),     // ours
    (Kind::DateUnknown, 200),       // ours
    (Kind::DateDigit, 1_600),       // Febrl: 20 % × 80 %
    (Kind::DateMissing, 200),       // Febrl: 20 % × 10 %
    (Kind::NirOther, 50),           // Febrl: 5 % × 10 %
    (Kind::NirDigit, 450),          // Febrl: 5 % × 90 %
    (Kind::NirMissing, 500),        // ours; Febrl loses none
    (Kind::ContractDigit, 450),     // as the NIR
    (Kind::ContractMissing, 500),   // ours
];

impl Errors {
    /// Makes the errors of a unit's leaked rows.
    pub(crate) fn befall(self, seed: u64, unit: u64, leaks: &mut [Leak]) {
        let part = match self {
            Errors::None => return,
            Errors::Moderate => 10,
            Errors::Heavy => 1,
        };
        let mut draw = Draw::of_errors(seed, unit);
        for i in 0..leaks.len() {
            if leaks[i].outcome == Outcome::Duplicate {
                // It repeats what the first one has become.
                leaks[i] = Leak { outcome: Outcome::Duplicate, ..leaks[0].clone() };
                continue;
            }
            for (kind, rate) in RATES {
                if draw.below(10_000) < rate / part {
                    kind.befall(&mut leaks[i], &mut draw);
                }
            }
        }
    }
}

impl Kind {
    fn befall(self, leak: &mut Leak, draw: &mut Draw) {
        let person = &mut leak.person;
        match self {
            Kind::LastNameOther => person.last_name = other_name(draw),
            Kind::LastNameDouble => {
                let length = if draw.percent(50) { 25 } else { 27 };
                let both = format!("{}-{}", person.last_name, other_name(draw));
                person.last_name = both.chars().take(length).collect();
            }
            Kind::LastNameParticle => {
                let particle = ["De ", "La ", "D'", "Du "][draw.below(4) as usize];
                person.last_name.insert_str(0, particle);
            }
            Kind::LastNameSpace => person.last_name = typing::spaced(&person.last_name, draw),
            Kind::LastNameLetter => person.last_name = typing::letter(&person.last_name, draw),
            Kind::FirstNameOther => person.first_name = first_name(person.sex, draw),
            Kind::FirstNameList => {
                let further = first_name(person.sex, draw);
                person.first_name = format!("{} {further}", person.first_name);
            }
            Kind::FirstNameLetter => person.first_name = typing::letter(&person.first_name, draw),
            Kind::NamesExchanged => std::mem::swap(&mut person.last_name, &mut person.first_name),
            Kind::Garbled => leak.garbled = true,
            Kind::LastNameMissing => person.last_name.clear(),
            Kind::FirstNameMissing => leak.first_name_written = false,
            Kind::DateOther => person.born = other_date(person.born, draw),
            Kind::DateExchanged => person.born = (person.born.0, person.born.2, person.born.1),
            Kind::DateUnknown => person.born = unknown_date(person.born, draw),
            Kind::DateDigit => person.born = mistyped_date(person.born, draw),
            Kind::DateMissing => leak.date_written = false,
            Kind::NirOther => typing::other_digits(&mut person.nir.body, typing::IN_NIR, draw),
            Kind::NirDigit => {
                let before = person.nir.body.clone();
                person.nir.body = typing::digit(&before, typing::IN_NIR, draw);
                if person.nir.key == Key::Right {
                    person.nir.key = Key::Of(before);
                }
            }
            Kind::NirMissing => person.nir.body.clear(),
            Kind::ContractDigit => {
                leak.contract = leak.contract.as_ref().map(|number| typing::digit(number, typing::ANYWHERE, draw));
            }
            Kind::ContractMissing => leak.contract = None,
        }
    }
}

fn other_name(draw: &mut Draw) -> String {
    surname(u64::from(draw.below(8_000)))
}

fn first_name(sex: usize, draw: &mut Draw) -> String {
    FIRST_NAMES[sex][draw.below(32) as usize].to_owned()
}

fn other_date(born: Day, draw: &mut Draw) -> Day {
    (born.0 - draw.below(30) as u16, draw.between(1, 12) as u8, draw.between(1, 28) as u8)
}

fn unknown_date((year, month, _): Day, draw: &mut Draw) -> Day {
    match draw.below(4) {
        0 => (year, month, 0),
        1 => (year, 0, 0),
        2 => (year, 1, 1),
        _ => (year, 12, 31),
    }
}

/// One digit is another one, or two neighbours are exchanged, of year, month or day.
fn mistyped_date((year, month, day): Day, draw: &mut Draw) -> Day {
    let parts = [format!("{year:04}"), format!("{month:02}"), format!("{day:02}")];
    // The last two digits of the year, so that people are of this or the last century.
    let place = draw.below(3) as usize;
    let within = if place == 0 { 2..4 } else { 0..2 };
    let number = |part: usize| match part == place {
        true => typing::digit(&parts[part], std::slice::from_ref(&within), draw),
        false => parts[part].clone(),
    };
    let [year, month, day] = [0, 1, 2].map(number);
    // Digits stay digits.
    (year.parse().unwrap_or_default(), month.parse().unwrap_or_default(), day.parse().unwrap_or_default())
}
