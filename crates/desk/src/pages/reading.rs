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

fn settings(w: Words) -> [Setting; 3] {
    [
        ("date_order", w.date_order(), vec![("dmy", w.day_first()), ("mdy", w.month_first()), ("ymd", w.year_first())]),
        (
            "encoding",
            w.encoding(),
            ["utf-8", "windows-1252", "iso-8859-15", "utf-16le", "utf-16be", "cp1147", "cp297"]
                .map(|it| (it, it))
                .to_vec(),
        ),
        ("delimiter", w.delimiter(), [";", ",", "tab", "|", ":", "ctrl-a"].map(|it| (it, it)).to_vec()),
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
        format!("{name}-{}-{party}-{path}", side.name()).replace(|c: char| !c.is_ascii_alphanumeric(), "-")
    };
    html! {
        details {
            summary { (w.mend_reading()) }
            p.hint { (w.mend_hint()) }
            form method="post" action=(action) {
                input type="hidden" name="path" value=(path);
                @if let Some(file) = file {
                    div.row {
                        div.field {
                            label for=(id("header")) { (w.this_column()) }
                            select id=(id("header")) name="header" {
                                option value="" { (w.unchanged()) }
                                @for header in file.headers() { option value=(header) { (header) } }
                            }
                        }
                        div.field {
                            label for=(id("column")) { (w.is_column()) }
                            select id=(id("column")) name="column" {
                                option value="" { (w.unchanged()) }
                                @for column in COLUMNS { option value=(column) { (w.column_word(column)) } }
                            }
                        }
                    }
                }
                div.row {
                    @for (key, label, words) in settings(w) {
                        @let said = opened.sheet.reading(side, party, path, key);
                        div.field {
                            label for=(id(key)) { (label) }
                            select id=(id(key)) name=(key) {
                                option value="" { (w.as_found()) }
                                @for (code, word) in words { option value=(code) selected[said.as_deref() == Some(code)] { (word) } }
                            }
                        }
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
    let (path, header, column) = (values.get("path"), values.get("header"), values.get("column"));
    for (key, _, words) in settings(look.words) {
        let said = values.get(key);
        let value = words.iter().any(|(code, _)| *code == said).then(|| Value::from(said));
        opened.sheet.read_so(side, &party, path, key, value);
    }
    if !header.is_empty() && COLUMNS.contains(&column) {
        opened.sheet.map_column(side, &party, path, column, place(header));
    }
    let there = at(&opened.case, Tab::Files);
    match opened.sheet.save() {
        Ok(()) => look.go(&format!("{there}{SAVED}#{}-{party}", side.name())),
        Err(said) => frame::refusal(&look, StatusCode::CONFLICT, look.words.cannot_write(), &said, &there),
    }
}
