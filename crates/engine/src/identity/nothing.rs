//! Marks with which programs and people write that there is no value: `\N`, `NULL`, `#N/A`, `-`, `non renseigné`, `0000000000`.
//!
//! They are told apart here and nowhere else, so that nothing is nothing in every column: it is neither compared nor counted as lost.
//! A surname Null or Na stays one.

use crate::fold::fold;
use crate::read::Col;

/// The longest mark, in bytes.
pub(super) const LONGEST: usize = 28;

/// What a column holds, as far as marks go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Anything, to be left alone.
    Anything,
    /// Names, of which some are spelt like a mark.
    Names,
    /// Words and codes, of which some are short.
    Words,
    /// Numbers that are not all zeros, addresses.
    Values,
    /// Numbers of contracts, members and customers, of which none is a phrase.
    Numbers,
    /// E-mail addresses, telephone numbers, accounts: none is written in words alone.
    Contacts,
    /// Dates.
    Dates,
    /// Days on which something ended: a mark in place of one may say that it did.
    Ends,
    /// Digits of which zero is one.
    Digits,
}

impl Holds {
    pub(super) fn of(col: Col) -> Holds {
        match col {
            Col::MemberId => Holds::Anything,
            Col::LastName | Col::BirthName | Col::FirstName => Holds::Names,
            Col::NirKey | Col::BirthRank => Holds::Digits,
            Col::Nir | Col::OwnNir => Holds::Values,
            col if Col::NUMBERS.contains(&col) => Holds::Numbers,
            Col::Email | Col::Phone | Col::BankDetails => Holds::Contacts,
            Col::PostalAddress | Col::MedicalData => Holds::Values,
            Col::DeceasedOn | Col::CoverageEnd => Holds::Ends,
            col if col.is_date() => Holds::Dates,
            _ => Holds::Words,
        }
    }
}

/// Whether a trimmed text is a mark for nothing.
pub(super) fn is_nothing(text: &str, holds: Holds) -> bool {
    if text.len() > LONGEST || holds == Holds::Anything {
        return false;
    }
    let holds = match holds {
        // A cross: dead, or left.
        Holds::Ends if is_cross(text) => return false,
        Holds::Ends => Holds::Dates,
        holds => holds,
    };
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if holds == Holds::Contacts && digits <= 4 && BEGUN.contains(&fold(text).as_str()) {
        return true;
    }
    if digits > 0 {
        return is_number_for_nothing(text, digits, holds);
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    // `-`, `.`, `?`, `--`, `/`, `()`: no letter and no digit.
    if letters == 0 {
        // Digits of another script are digits.
        return !text.chars().any(char::is_numeric);
    }
    if let Some((local, domain)) = text.split_once('@') {
        let label = domain.split('.').next().unwrap_or(domain);
        return holds == Holds::Contacts && [local, label].iter().all(|part| NOBODY.contains(&fold(part).as_str()));
    }
    if matches!(holds, Holds::Contacts | Holds::Numbers) && says_none(text) {
        return true;
    }
    // `liste rouge`, `chèque`, `Oui`: no address or number is written in words alone. One may be spelt out.
    if holds == Holds::Contacts && !text.contains('.') && !is_spelt_out(text) {
        return true;
    }
    if matches!(holds, Holds::Dates | Holds::Numbers) && STATES.contains(&fold(text).as_str()) {
        return true;
    }
    // Null, Na and Inconnu are names. `\N`, `(null)`, `n/a`, `non renseigné` are none: nobody is written like that.
    let is_plain = letters == text.chars().count();
    if (holds == Holds::Names && is_plain) || !may_begin_mark(text) {
        return false;
    }
    let folded = fold(text);
    let is_phrase = || PHRASES.contains(&folded.as_str());
    let is_mark = || is_phrase() || MARKS.contains(&folded.as_str());
    match holds {
        Holds::Names => is_mark() && (!text.contains(['\'', '’', '-', '.']) || is_phrase()),
        Holds::Words => is_phrase() || (!is_plain && is_mark()),
        _ => is_mark() || is_filler(&folded),
    }
}

/// Marks of programs that are no words: some are short enough for a code.
const MARKS: [&str; 14] = ["n", "na", "nan", "nat", "nil", "nc", "nd", "nr", "ns", "nsp", "so", "xx", "x", "tbd"];

/// Marks that are words of a language.
const PHRASES: [&str; 36] = [
    "null",
    "none",
    "neant",
    "inconnu",
    "inconnue",
    "unknown",
    "undefined",
    "missing",
    "vide",
    "blank",
    "empty",
    "aucun",
    "aucune",
    "nonrenseigne",
    "nonrenseignee",
    "nonrens",
    "noncommunique",
    "noncommuniquee",
    "nondisponible",
    "nonfourni",
    "nonfournie",
    "nonconnu",
    "nonconnue",
    "nonapplicable",
    "notavailable",
    "notapplicable",
    "sansobjet",
    "acompleter",
    "arenseigner",
    "pasdevaleur",
    "pasrenseigne",
    "masque",
    "masquee",
    "hidden",
    "masked",
    "npai",
];

/// What forms and programs leave where no address or number was typed: a country, a scheme, the name of a type.
const BEGUN: [&str; 12] =
    ["33", "0033", "330", "fr", "fr00", "fr76", "mailto", "tel", "loading", "ras", "systemstring", "objectobject"];

/// Words on both sides of the @ of an address that is nobody's: `aucun@aucun.fr`.
const NOBODY: [&str; 12] = [
    "aucun",
    "aucune",
    "pasdemail",
    "pasdemel",
    "sansmail",
    "sansemail",
    "nomail",
    "noemail",
    "none",
    "inconnu",
    "neant",
    "nonrenseigne",
];

/// Whether a text is an address that begins as none of nobody does: most do.
pub(super) fn is_of_somebody(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, _)| {
        let first = local.bytes().next().map(|first| first.to_ascii_lowercase());
        first.is_some_and(|first| first.is_ascii_alphanumeric() && !matches!(first, b'a' | b'p' | b's' | b'n' | b'i'))
    })
}

/// States of a person or a contract, in place of a day or a number.
const STATES: [&str; 20] = [
    "enattente",
    "adefinir",
    "provisoire",
    "encours",
    "illimite",
    "illimitee",
    "indetermine",
    "indeterminee",
    "actif",
    "active",
    "present",
    "vivant",
    "vivante",
    "non",
    "no",
    "sansfin",
    "test",
    "ouvert",
    "ouverte",
    "avie",
];

/// By the first letter of a mark: the second ones, as bits; the last bit for none.
const BEGINNINGS: [u32; 26] = {
    let mut table = [0; 26];
    let mut i = 0;
    while i < MARKS.len() + PHRASES.len() {
        let mark = if i < MARKS.len() { MARKS[i] } else { PHRASES[i - MARKS.len()] }.as_bytes();
        let second = if mark.len() > 1 { mark[1] - b'a' } else { 26 };
        table[(mark[0] - b'a') as usize] |= 1 << second;
        i += 1;
    }
    table
};

/// Whether two bytes are letters that no mark begins with.
#[inline(always)]
pub(super) fn begins_no_mark(first: u8, second: u8) -> bool {
    let place = |byte: u8| usize::from((byte | 0x20).wrapping_sub(b'a'));
    BEGINNINGS.get(place(first)).is_some_and(|seconds| place(second) < 26 && seconds & (1 << place(second)) == 0)
}

/// Whether a text begins with the letters of a mark, or has none. This takes little time, and spares most texts what follows.
pub(super) fn may_begin_mark(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    let place = |c: Option<char>| match c {
        None => Some(26),
        Some(c) if c.is_ascii() => Some(usize::from(c.to_ascii_lowercase() as u8 - b'a')),
        // An accent, or another alphabet.
        Some(_) => None,
    };
    match (place(letters.next()), place(letters.next())) {
        (Some(26), _) => true,
        (Some(first), Some(second)) => BEGINNINGS.get(first).is_some_and(|seconds| seconds & (1 << second) != 0),
        (Some(first), None) => BEGINNINGS.get(first).is_some_and(|seconds| *seconds != 0),
        (None, _) => true,
    }
}

/// Words with which people begin to say that there is no address or number: `pas de mail`, `aucun`, `refus`, `n’a pas`.
const REFUSALS: [&str; 13] =
    ["pas", "sans", "aucun", "aucune", "non", "no", "refus", "refuse", "refusee", "n", "ne", "false", "faux"];

/// Whether a text without digits and without `@` says that there is none.
fn says_none(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold);
    words.next().is_some_and(|first| REFUSALS.contains(&first.as_str())) && !is_spelt_out(text)
}

/// Whether a text may be an address that is spelt out: `sans.souci (at) exemple.fr`.
fn is_spelt_out(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).map(fold);
    words.any(|word| matches!(word.as_str(), "at" | "arobase" | "arobas" | "chez"))
}

fn is_cross(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'x' | b'X'))
}

/// One letter many times, typed to get past a field.
fn is_filler(folded: &str) -> bool {
    folded.len() > 2 && folded.bytes().all(|b| b == b'x')
}

/// Zeros in place of a number or a date, nines in place of a date that never comes.
fn is_number_for_nothing(text: &str, digits: usize, holds: Holds) -> bool {
    if text.chars().any(char::is_alphabetic) {
        return holds == Holds::Dates && is_end_of_time(text);
    }
    let all = |digit: u8| text.bytes().filter(u8::is_ascii_digit).all(|b| b == digit);
    match holds {
        Holds::Numbers => all(b'0') || (digits >= 8 && all(b'9')),
        Holds::Values | Holds::Contacts => all(b'0'),
        Holds::Dates => all(b'0') || (digits >= 6 && all(b'9')) || is_end_of_time(text),
        _ => false,
    }
}

/// The last days of programs, which stand for "no end": 31 December of 9999 and the like, also as a spreadsheet's day.
pub(super) const LAST_DAYS: [&str; 8] =
    ["99991231", "31129999", "12319999", "29991231", "31122999", "2958465", "29584650", "2958466"];

fn is_end_of_time(text: &str) -> bool {
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let day: String = day.chars().filter(char::is_ascii_digit).collect();
    LAST_DAYS.contains(&day.as_str())
}

/// Whether a cell shows the error of a formula, in the languages of spreadsheets: `#N/A`, `#N/D`, `#VALEUR!`, `Err:502`.
pub(super) fn is_error(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix('#') {
        let named = rest.ends_with(['!', '?']) && rest.chars().any(char::is_uppercase);
        let only_hashes = rest.len() >= 2 && rest.bytes().all(|b| b == b'#');
        return text.len() <= 16
            && (named
                || only_hashes
                || matches!(
                    rest,
                    "N/A"
                        | "N/D"
                        | "NV"
                        | "N/V"
                        | "N/B"
                        | "N/DISP"
                        | "GETTING_DATA"
                        | "ERROR"
                        | "Error"
                        | "Erreur"
                        | "Deleted"
                        | "Supprimé"
                ));
    }
    text.strip_prefix("Err:").is_some_and(|number| number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()))
}
