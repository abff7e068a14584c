//! How a file is to be read, where it is not read as it should be.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use model::shown;
use toml_edit::Value;

use super::check::FileChecked;
use super::frame::{self, Tab, at};
use super::look::SAVED;
use super::{Look, Opened};
use crate::sheet::{Side, Values};
use crate::url;
use crate::words::{COLUMNS, Words};

/// What can be said of a file besides its columns: the key, its label, and the words that it takes.
type Setting = (&'static str, &'static str, Vec<(&'static str, &'static str)>);

/// Encodings of mainframes.
const EBCDIC: [&str; 2] = ["cp1147", "cp297"];

/// Fields for columns of a file whose headers are not known.
const PLACES: usize = 6;

fn settings(w: Words) -> [Setting; 4] {
    [
        ("date_order", w.date_order(), vec![("dmy", w.day_first()), ("mdy", w.month_first()), ("ymd", w.year_first())]),
        (
            "encoding",
            w.encoding(),
            ["utf-8", "windows-1252", "iso-8859-15", "cp850", "macintosh", "utf-16le", "utf-16be"]
                .into_iter()
                .chain(EBCDIC)
                .map(|it| (it, it))
                .collect(),
        ),
        ("delimiter", w.delimiter(), [";", ",", "tab", "|", ":", "ctrl-a"].map(|it| (it, it)).to_vec()),
        ("header", w.header_line(), vec![("false", w.no_header_line())]),
    ]
}

/// Whether a key beside a file's path takes a word.
pub(super) fn is_word(key: &str, word: &str) -> bool {
    // What workbooks call a sheet has 31 characters at most.
    let is_sheet = key == "sheet" && !word.is_empty() && word.chars().count() <= 31;
    let more = [("ranks", &["family", "birth"][..]), ("quotes", &["double", "single", "backslash", "none"])];
    is_sheet
        || more.iter().any(|(known, words)| *known == key && words.contains(&word))
        || settings(Words::of(model::said::Lang::Fr))
            .iter()
            .any(|(known, _, words)| *known == key && words.iter().any(|(code, _)| *code == word))
}

/// Where a column is in a file. A header that may not be shown is told by its place, and written so; a number is a place.
pub(super) fn place(header: &str) -> Value {
    let number = shown::number(header).unwrap_or(header);
    number.parse::<i64>().map_or_else(|_| Value::from(header), Value::from)
}

/// Where a column is, as somebody types it: a header, the number of a column, or the first and the last of its characters (`21-40`).
fn typed_place(typed: &str) -> Value {
    let characters = typed.split_once(['-', '–']).and_then(|(from, to)| {
        let (from, to): (i64, i64) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        (1 <= from && from <= to).then_some((from, to))
    });
    match characters {
        Some((from, to)) => Value::InlineTable([("at", from), ("width", to - from + 1)].into_iter().collect()),
        None => place(typed),
    }
}

/// Menus for a file, folded.
pub(super) fn form(
    look: &Look,
    opened: &Opened,
    side: Side,
    party: &str,
    path: &str,
    file: Option<&FileChecked>,
) -> Markup {
    let w = look.words;
    let action = format!("{}/{}/{}/read", at(&opened.case, Tab::Files), side.name(), url::part(party));
    let id = |name: &str| {
        let part = |c: char| match c {
            c if c.is_ascii_alphanumeric() => c.to_string(),
            '.' | '/' => "-".to_owned(),
            other => format!("_{:x}", u32::from(other)),
        };
        format!("{name}-{}-{}", side.name(), format!("{party}/{path}").chars().map(part).collect::<String>())
    };
    html! {
        details {
            summary { (w.mend_reading()) }
            p.hint { (w.mend_hint()) }
            form method="post" action=(action) {
                input type="hidden" name="path" value=(path);
                @let menu = |header: &str, n: usize| html! {
                    div.row {
                        div.field {
                            label for=(id(&format!("named{n}"))) { (w.this_column()) }
                            @if let Some(file) = file {
                                select id=(id(&format!("named{n}"))) name=(header) {
                                    option value="" { (w.unchanged()) }
                                    @for header in file.headers() { option value=(header) { (header) } }
                                }
                            } @else {
                                input id=(id(&format!("named{n}"))) name=(header) type="text" autocomplete="off" spellcheck="false";
                            }
                        }
                        div.field {
                            label for=(id(&format!("column{n}"))) { (w.is_column()) }
                            select id=(id(&format!("column{n}"))) name="column" {
                                option value="" { (w.unchanged()) }
                                @for column in COLUMNS { option value=(column) { (w.column_word(column)) } }
                            }
                        }
                    }
                };
                @if file.is_some() { (menu("named", 0)) } @else {
                    @let said = opened.sheet.columns(side, party, path);
                    p.hint { (w.place_hint()) }
                    @if !said.is_empty() {
                        p.note { (w.said_columns()) (w.colon()) (said.iter().map(|column| w.column_word(column)).collect::<Vec<_>>().join(", ")) }
                    }
                    @for n in 0..PLACES { (menu("place", n)) }
                }
                div.row {
                    @for (key, label, words) in settings(w) {
                        @let said = opened.sheet.reading(side, party, path, key);
                        div.field {
                            label for=(id(key)) { (label) }
                            select id=(id(key)) name=(key) {
                                option value="" { (w.as_found()) }
                                @if let Some(said) = said.as_deref().filter(|said| !words.iter().any(|(code, _)| code == said)) {
                                    option value=(said) selected { (said) }
                                }
                                @for (code, word) in words { option value=(code) selected[said.as_deref() == Some(code)] { (word) } }
                            }
                        }
                    }
                }
                @let length = opened.sheet.reading(side, party, path, "record_length");
                @if length.is_some() || opened.sheet.reading(side, party, path, "encoding").is_some_and(|it| EBCDIC.contains(&&*it)) {
                    div.field {
                        label for=(id("record_length")) { (w.record_length()) }
                        input id=(id("record_length")) name="record_length" type="text" inputmode="numeric" autocomplete="off" value=(length.unwrap_or_default());
                    }
                }
                button type="submit" { (w.save()) }
            }
        }
    }
}

pub(crate) async fn save(
    look: Look,
    mut opened: Opened,
    Path((_, side, party)): Path<(String, String, String)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    let Some(side) = Side::of(&side) else { return frame::missing(&look) };
    let values = Values::from(sent);
    let there = at(&opened.case, Tab::Files);
    let refused = |why: &str| frame::refusal(&look, StatusCode::UNPROCESSABLE_ENTITY, why, "", &there);
    let path = values.get("path");
    for (key, _, words) in settings(look.words) {
        let typed = values.get(key);
        // What somebody wrote by hand stays as it is.
        if opened.sheet.reading(side, &party, path, key).is_some_and(|said| said == typed) {
            continue;
        }
        let said = words.iter().any(|(code, _)| *code == typed).then_some(typed);
        let value = said.map(|said| said.parse::<bool>().map_or_else(|_| Value::from(said), Value::from));
        opened.sheet.read_so(side, &party, path, key, value);
    }
    if !values.all("record_length").is_empty() {
        let length = match values.get("record_length") {
            "" => None,
            typed => match typed.parse::<u16>() {
                Ok(length @ 1..) => Some(i64::from(length).into()),
                _ => return refused(look.words.no_record_length()),
            },
        };
        opened.sheet.read_so(side, &party, path, "record_length", length);
    }
    let columns = values.all("column");
    let chosen = values.all("named").iter().map(|header| (header, place(header)));
    let typed = values.all("place").iter().map(|typed| (typed, typed_place(typed.trim())));
    for ((said, place), column) in chosen.chain(typed).zip(columns) {
        match (said.trim().is_empty(), column.is_empty()) {
            (true, true) => {}
            (false, false) if COLUMNS.contains(&&**column) => {
                opened.sheet.map_column(side, &party, path, column, place);
            }
            _ => return refused(look.words.half_a_column()),
        }
    }
    match opened.sheet.save() {
        Ok(()) => look.go(&format!("{there}{SAVED}#{}-{party}", side.name())),
        Err(said) => frame::refusal(&look, StatusCode::CONFLICT, look.words.cannot_write(), &said, &there),
    }
}
