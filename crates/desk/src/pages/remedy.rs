//! What settles a problem or a finding: a button for each line that can be written.

use axum::Form;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use model::incident::{Across, Field};
use model::remedy::Remedy;
use model::shown;
use toml_edit::Value;

use super::frame::{self, Tab, at};
use super::look::SAVED;
use super::{Look, Opened, reading};
use crate::sheet::{Sheet, Side, Values, code};
use crate::words::COLUMNS;

/// A button for each thing that may be written; nothing where the incident file has no line for it, as for a file of a folder.
pub(super) fn buttons(look: &Look, opened: &Opened, remedy: &Remedy) -> Markup {
    let w = look.words;
    let choices: Vec<&String> =
        remedy.values.iter().filter(|value| Line::of(&opened.sheet, remedy, value).is_some()).collect();
    html! {
        @if !choices.is_empty() {
            form.settle method="post" action={ (at(&opened.case, Tab::Files)) "/settle" } {
                @if let Some(file) = &remedy.file { input type="hidden" name="file" value=(file); }
                input type="hidden" name="key" value=(remedy.key);
                @for value in choices {
                    button type="submit" name="value" value=(value) {
                        (w.remedy(&remedy.key, value)) " " code { (written(&remedy.key, value)) }
                    }
                }
            }
        }
    }
}

/// The line as it will stand in the incident file.
fn written(key: &str, value: &str) -> String {
    match key.split('.').collect::<Vec<_>>()[..] {
        ["columns", column] => format!("columns.{column} = {}", shown::declared(value)),
        ["operators", id, list] => format!("[operators.{id}] {list} = [… \"{value}\"]"),
        _ => format!("{key} = \"{value}\""),
    }
}

/// A line that the page may write.
enum Line<'a> {
    /// A key beside the path of a file.
    Reading { side: Side, party: String, path: &'a str, key: &'a str },
    /// Where a column is in a file.
    Column { side: Side, party: String, path: &'a str, column: &'a str },
    /// A field that an operator lost.
    Lost { operator: &'a str },
    /// Whether a person is recognised at several organisations.
    Across,
}

impl<'a> Line<'a> {
    fn of(sheet: &Sheet, remedy: &'a Remedy, value: &str) -> Option<Line<'a>> {
        let Remedy { file, key, .. } = remedy;
        match (file, &key.split('.').collect::<Vec<_>>()[..]) {
            (Some(path), ["columns", column]) => {
                let column = COLUMNS.into_iter().find(|known| known == column).filter(|_| !value.is_empty())?;
                owner(sheet, path).map(|(side, party)| Line::Column { side, party, path, column })
            }
            (Some(path), [_]) => {
                let is_word = reading::is_word(key, value);
                owner(sheet, path).filter(|_| is_word).map(|(side, party)| Line::Reading { side, party, path, key })
            }
            (None, ["operators", id, "exposed"]) => {
                let operator = key.strip_prefix("operators.")?.strip_suffix(".exposed")?;
                let is_there = sheet.names(&["operators"]).iter().any(|known| known == id);
                (is_there && field(value).is_some()).then_some(Line::Lost { operator })
            }
            (None, ["across_insurers"]) if [Across::Together, Across::Apart].iter().any(|it| it.name() == value) => {
                Some(Line::Across)
            }
            _ => None,
        }
    }

    fn write(&self, sheet: &mut Sheet, value: &str) {
        match self {
            Line::Reading { side, party, path, key } => sheet.read_so(*side, party, path, key, Some(value.into())),
            Line::Column { side, party, path, column } => {
                sheet.map_column(*side, party, path, column, reading::place(value));
            }
            Line::Across => sheet.set(&["across_insurers"], Some(value.into())),
            Line::Lost { operator } => {
                let list = |sheet: &Sheet, key: &str| sheet.texts(&["operators", operator, key]);
                let mut kept = list(sheet, "not_exposed");
                if kept.iter().any(|field| field == value) {
                    kept.retain(|field| field != value);
                    sheet.set(&["operators", operator, "not_exposed"], Some(Value::Array(kept.into_iter().collect())));
                }
                let mut lost = list(sheet, "exposed");
                if !lost.iter().any(|field| field == value) {
                    lost.push(value.to_owned());
                    sheet.set(&["operators", operator, "exposed"], Some(Value::Array(lost.into_iter().collect())));
                }
            }
        }
    }
}

/// Whose file it is that is named by this very path.
fn owner(sheet: &Sheet, path: &str) -> Option<(Side, String)> {
    [Side::Leaks, Side::Members].into_iter().find_map(|side| {
        let parties = sheet.names(&[side.parties()]).into_iter();
        let party = parties.into_iter().find(|party| sheet.files(side, party).iter().any(|named| named == path))?;
        Some((side, party))
    })
}

fn field(name: &str) -> Option<Field> {
    Field::ALL.into_iter().find(|field| code(*field) == name)
}

/// Writes the line that was chosen.
pub(crate) async fn settle(look: Look, mut opened: Opened, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let sent = Values::from(sent);
    let text = |name: &str| sent.get(name).to_owned();
    let file = Some(text("file")).filter(|file| !file.is_empty());
    let (remedy, value) = (Remedy { file, key: text("key"), values: Vec::new() }, text("value"));
    let there = at(&opened.case, Tab::Files);
    let Some(line) = Line::of(&opened.sheet, &remedy, &value) else {
        return frame::refusal(&look, StatusCode::UNPROCESSABLE_ENTITY, look.words.no_such_line(), "", &there);
    };
    line.write(&mut opened.sheet, &value);
    match opened.sheet.save() {
        Ok(()) => look.go(&format!("{there}{SAVED}")),
        Err(said) => frame::refusal(&look, StatusCode::CONFLICT, look.words.cannot_write(), &said, &there),
    }
}
