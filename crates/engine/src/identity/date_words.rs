//! Dates with the month in words, in French, English and the languages of the neighbours.

use crate::fold::fold;

/// Names of months, folded.
const MONTHS: [&[&str]; 12] = [
    &["janvier", "january", "januar", "enero", "gennaio", "janeiro"],
    &["fevrier", "fvrier", "february", "februar", "febrero", "febbraio", "fevereiro"],
    &["mars", "march", "marz", "maerz", "marzo", "marco", "maart"],
    &["avril", "april", "abril", "aprile"],
    &["mai", "may", "mayo", "maggio", "maio", "mei"],
    &["juin", "june", "juni", "junio", "giugno", "junho"],
    &["juillet", "july", "juli", "julio", "luglio", "julho"],
    &["aout", "aot", "august", "agosto", "augustus"],
    &["septembre", "september", "septiembre", "settembre", "setembro"],
    &["octobre", "october", "oktober", "octubre", "ottobre", "outubro"],
    &["novembre", "november", "noviembre", "novembro"],
    &["decembre", "dcembre", "december", "dezember", "diciembre", "dicembre", "dezembro"],
];

/// Words that stand in a date and say nothing.
const BESIDE: [&str; 12] = ["le", "the", "of", "de", "du", "den", "el", "il", "a", "cet", "cest", "st"];

/// What stands before a date of birth, folded.
const BEFORE: [&str; 6] = ["le", "nele", "neele", "ne", "nee", "born"];

/// The days of the week by their first three letters: French, English, German, Spanish and Italian.
const WEEKDAYS: [&str; 30] = [
    "lun",
    "mar",
    "mer",
    "jeu",
    "ven",
    "sam",
    "dim",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "mon",
    "die",
    "mit",
    "don",
    "fre",
    "son",
    "mie",
    "jue",
    "vie",
    "sab",
    "dom",
    "gio",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "sonntag",
];

/// Year, month and day of `3 octobre 1995`, `1er janv. 1950`, `03-OCT-95`, `mardi 3 octobre 1995`, `Oct 3, 1995`, `03OCT1995`.
pub(super) fn parse(text: &str) -> Option<[i64; 3]> {
    if text.len() > 60 || !text.chars().any(char::is_alphabetic) {
        return None;
    }
    // `f?vrier` and `fÃ©vrier`: without what has become of the accent, the month is still one.
    let is_damaged = text.contains(['?', '\u{fffd}', 'Ã', 'ã']);
    let whole: String = text.chars().filter(|c| !is_damaged || (c.is_ascii() && *c != '?')).collect();
    let tokens = tokens(&whole);
    let is_number = |token: &&String| token.bytes().all(|b| b.is_ascii_digit());
    let numbers: Vec<&String> = tokens.iter().filter(is_number).collect();
    let words: Vec<&String> = tokens.iter().filter(|t| !is_number(t)).collect();
    let [first, second] = numbers[..] else { return None };
    // A weekday may look like a month (mar.): it stands first, before another word.
    let words = match &words[..] {
        [weekday, rest @ ..] if !rest.is_empty() && WEEKDAYS.iter().any(|day| weekday.starts_with(day)) => rest,
        all => all,
    };
    let [month] = words else { return None };
    let month = of_name(month)?;
    let (year, day) = match (first.len(), second.len()) {
        (1 | 2, 2 | 4) => (second, first),
        (4, 1 | 2) => (first, second),
        _ => return None,
    };
    Some([year.parse().ok()?, month, day.parse().ok()?])
}

/// A date as Java and C write it, `Tue Dec 03 00:00:00 CET 1985`, with its time at the end; none for others.
pub(super) fn with_year_last(text: &str) -> Option<String> {
    if !text.contains(':') || !text.as_bytes().first()?.is_ascii_alphabetic() {
        return None;
    }
    let (before, year) = text.rsplit_once(' ')?;
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let words: Vec<&str> = before.split_whitespace().collect();
    let clock = words.iter().position(|word| word.contains(':')).filter(|_| is_year)?;
    Some(format!("{} {year} {}", words[..clock].join(" "), words[clock]))
}

/// A date without what stands before it: `mar. 03/12/1985`, `née le 3 décembre 1985`.
pub(super) fn without_words(text: &str) -> Option<&str> {
    let (words, rest) = text.split_at_checked(text.find(|c: char| c.is_ascii_digit())?)?;
    let word = fold(words.strip_suffix(' ')?);
    let is_known = WEEKDAYS.iter().any(|day| word.starts_with(day)) || BEFORE.contains(&word.as_str());
    is_known.then_some(rest)
}

/// A date with a time of day as people write it, `03/12/1985 à 00h00`, as programs do: `03/12/1985 00:00`. None if it has none.
pub(super) fn with_colon(text: &str) -> Option<String> {
    let (before, minutes) = text.rsplit_once(['h', 'H'])?;
    let day = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let hours = &before[day.len()..];
    let is_number = |digits: &str| digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
    let day = day.trim_end();
    let day = day.strip_suffix(['à', 'a']).unwrap_or(day).trim_end();
    (!hours.is_empty() && is_number(hours) && is_number(minutes) && !day.is_empty())
        .then(|| format!("{day} {hours:0>2}:{minutes:0>2}"))
}

/// A date with hyphens in place of other dashes, `\` and `_` between digits, and without blanks around what separates digits:
/// `03 / 12 / 1985`, `1985–12–03`. None if it has none of these.
pub(super) fn with_plain_separators(text: &str) -> Option<String> {
    let is_dash = |c: char| matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\\' | '_');
    let separates = |c: char| is_dash(c) || matches!(c, '/' | '-' | '.');
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(|c: char| separates(c) || c.is_whitespace()) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|c: char| !separates(c) && !c.is_whitespace()).unwrap_or(from.len());
        let (between, after) = from.split_at(end);
        plain.push_str(before);
        let is_between_digits =
            plain.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit());
        let mut signs = between.chars().filter(|c| separates(*c));
        match (signs.next(), signs.next()) {
            (Some(sign), None) if is_between_digits => plain.push(if is_dash(sign) { '-' } else { sign }),
            _ => plain.push_str(between),
        }
        rest = after;
    }
    plain.push_str(rest);
    (plain != text).then_some(plain)
}

/// Words, folded, and numbers, without what says nothing.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut last_is_digit = None;
    for c in text.chars() {
        let is_digit = c.is_ascii_digit();
        match c {
            c if !c.is_alphanumeric() => last_is_digit = None,
            c if last_is_digit == Some(is_digit) => tokens.last_mut().expect("a token has begun").push(c),
            c => {
                tokens.push(c.to_string());
                last_is_digit = Some(is_digit);
            }
        }
    }
    let ordinal = ["er", "nd", "rd", "th", "eme", "e", "o"];
    let kept = tokens.into_iter().map(|token| fold(&token));
    kept.filter(|token| !BESIDE.contains(&token.as_str()) && !ordinal.contains(&token.as_str())).collect()
}

/// Months may be abbreviated to three letters or more if they remain unambiguous: `jui` is not.
fn of_name(word: &str) -> Option<i64> {
    let names =
        (1..).zip(MONTHS).filter(|(_, names)| word.len() >= 3 && names.iter().any(|name| name.starts_with(word)));
    let mut meant = names.map(|(month, _)| month);
    match (meant.next(), meant.next()) {
        (Some(month), None) => Some(month),
        _ => None,
    }
}
