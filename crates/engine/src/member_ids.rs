//! Whether an insurer's own identifiers of its members tell more than a number of its own would.
//!
//! A list names persons by them, in clear. They are judged by their form, and beside the other values of their row: a NIR is one whoever's
//! it is, with right or wrong check digits.

use polars::prelude::StringChunked;

use crate::identity::{BirthDate, CanonBatch, Likeness, Name, NirKind, ParsedNir, at, likeness, name, nir, recognise};
use model::error::Disclosed;
use model::incident::Field;

/// Letters of a name from which on it is looked for in an identifier: shorter ones occur by chance.
const NAME: usize = 4;

/// How often identifiers of a file disclose something.
#[derive(Default)]
pub(crate) struct Disclosures {
    /// Rows that have an identifier.
    ids: u64,
    /// By [`Disclosed`]: rows whose identifier can be nothing else, and rows whose identifier looks like it.
    rows: [(u64, u64); Disclosed::ALL.len()],
}

/// What one identifier gives away.
struct Told {
    what: Disclosed,
    /// Whether it can be nothing else.
    is_sure: bool,
}

impl Disclosures {
    /// Those of some rows.
    pub(crate) fn of(ids: &StringChunked, rows: &CanonBatch) -> Disclosures {
        let mut found = Disclosures::default();
        for (i, id) in ids.iter().enumerate() {
            let Some(id) = id.map(str::trim).filter(|id| !id.is_empty()) else { continue };
            found.ids += 1;
            let mut seen = [(0, 0); Disclosed::ALL.len()];
            tell(id, rows, i, |told| {
                let (sure, likely) = &mut seen[told.what as usize];
                if told.is_sure { *sure = 1 } else { *likely = 1 }
            });
            for (all, here) in found.rows.iter_mut().zip(seen) {
                *all = (all.0 + here.0, all.1 + here.1);
            }
        }
        found
    }

    /// Adds those of other rows.
    pub(crate) fn add(&mut self, other: &Disclosures) {
        self.ids += other.ids;
        self.rows.iter_mut().zip(other.rows).for_each(|(all, here)| *all = (all.0 + here.0, all.1 + here.1));
    }

    /// What the identifiers disclose, with the number of rows; none if they are only numbers of the insurer's.
    pub(crate) fn found(&self) -> Option<(Disclosed, u64)> {
        let is_found = |what: Disclosed, sure: u64, likely: u64| {
            // A number of thirteen digits has the form of a NIR in one case of forty, one of ten that of a telephone number more often.
            let one_in = match what {
                Disclosed::Nir | Disclosed::Name | Disclosed::BirthDate => 10,
                Disclosed::Email | Disclosed::Phone | Disclosed::Iban => 2,
            };
            sure > 0 || (likely * one_in >= self.ids && likely > u64::from(self.ids > 1))
        };
        let all = Disclosed::ALL.into_iter().zip(self.rows);
        let mut found = all.filter(|(what, (sure, likely))| is_found(*what, *sure, *likely));
        found.next().map(|(what, (sure, likely))| (what, sure.max(likely)))
    }
}

/// Calls `told` with what the identifier of row `i` gives away.
fn tell(id: &str, rows: &CanonBatch, i: usize, mut told: impl FnMut(Told)) {
    recognise(id, |field| {
        let what = match field {
            Field::Nir => Disclosed::Nir,
            Field::Email => Disclosed::Email,
            Field::Phone => Disclosed::Phone,
            Field::BankDetails => Disclosed::Iban,
            _ => return,
        };
        told(Told { what, is_sure: true });
    });
    let plain: String = id.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    if own_nirs(rows, i).any(|own| plain.contains(own)) {
        told(Told { what: Disclosed::Nir, is_sure: true });
    }
    if has_form_of_nir(&plain) {
        told(Told { what: Disclosed::Nir, is_sure: false });
    }
    if likeness(id) == Some(Likeness::Phone) {
        told(Told { what: Disclosed::Phone, is_sure: false });
    }
    if at(&rows.birth_date, i).is_some_and(|date| holds_date(&plain, date)) {
        told(Told { what: Disclosed::BirthDate, is_sure: false });
    }
    // In the letters that names are compared in.
    let Ok(Some(words)) = name(id) else { return };
    let words = joined(&words);
    let holds = |name: Option<&Name>| name.is_some_and(|name| name_in(&joined(name), &words));
    let last = holds(rows.last_name.at(i)) || holds(rows.birth_name.at(i));
    if last || looks_like_names(id) {
        told(Told { what: Disclosed::Name, is_sure: last && holds(rows.first_name.at(i)) });
    }
}

fn own_nirs(rows: &CanonBatch, i: usize) -> impl Iterator<Item = &str> {
    let nirs = [&rows.nir, &rows.own_nir].into_iter().filter_map(move |nirs| at(nirs, i));
    nirs.filter(is_of_person).filter_map(|parsed| std::str::from_utf8(parsed.nir.as_bytes()).ok())
}

fn is_of_person(parsed: &&ParsedNir) -> bool {
    matches!(parsed.kind, NirKind::Registered | NirKind::Provisional)
}

/// Whether the thirteen characters of a NIR could stand there, with check digits or without, right or wrong.
pub(crate) fn has_form_of_nir(plain: &str) -> bool {
    let body = matches!(plain.len(), 13 | 15).then(|| plain.get(..13)).flatten();
    let parsed = body.and_then(|body| nir(body, None).ok().flatten());
    // Months that stand for an unknown one are rare in NIRs and frequent in numbers that are counted up.
    parsed.and_then(|parsed| parsed.birth()).is_some_and(|birth| birth.month <= 12)
}

/// Whether a birth date stands in an identifier, from the year or from the day.
fn holds_date(plain: &str, date: &BirthDate) -> bool {
    let part = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (year, month, day) = (part(date.year()), part(date.month()), part(date.day()));
    [format!("{year}{month}{day}"), format!("{day}{month}{year}")].iter().any(|date| plain.contains(date))
}

fn joined(name: &Name) -> String {
    String::from_utf8_lossy(name.as_bytes()).replace(' ', "")
}

fn name_in(name: &str, words: &str) -> bool {
    name.len() >= NAME && words.contains(name)
}

/// Whether a text is two words or more of letters alone, as a person's names are.
fn looks_like_names(id: &str) -> bool {
    let words: Vec<&str> = id.split([' ', ',', '.', '_']).filter(|word| !word.is_empty()).collect();
    let is_word =
        |word: &&str| word.chars().count() > 1 && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\''));
    words.len() > 1 && words.iter().all(is_word)
}
