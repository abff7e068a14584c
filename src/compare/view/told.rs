//! A cause in one line, parties and fields by their names.

use serde_json::Value;

use crate::compare::{Cause, Compared, Kind, PartyLine};
use crate::words::Words;
use model::incident::Field;

/// What changed, where, and what of it came, went or is otherwise.
pub(super) fn cause(cause: &Cause, compared: &Compared, w: Words) -> String {
    let operator = |id: &str| name(&compared.operators.lines, id);
    let insurer = |id: &str| name(&compared.insurers.lines, id);
    let who = match (&cause.operator, &cause.insurer) {
        (Some(id), _) => operator(id),
        (None, Some(id)) => insurer(id),
        (None, None) => String::new(),
    };
    let path = cause.path.as_deref().unwrap_or("");
    let [was, is] = [&cause.before, &cause.after].map(|stands| match (cause.kind, stands) {
        (Kind::FileReassigned, None) => w.several_insurers().to_owned(),
        (Kind::FileReassigned, Some(id)) if cause.operator.is_some() => operator(id),
        (Kind::FileReassigned, Some(id)) => insurer(id),
        (Kind::ReferenceDate, Some(date)) => w.date(date),
        (_, stands) => stands.as_deref().unwrap_or("").to_owned(),
    });
    let named = |item: &String| match cause.kind {
        Kind::Served => operator(item),
        Kind::DeclaredExposed | Kind::DeclaredNotExposed => field(item, w),
        Kind::Perimeters => w.perimeter_number(item),
        _ => item.clone(),
    };
    let of_file = matches!(cause.kind, Kind::FileAdded | Kind::FileReplaced | Kind::FileRead | Kind::FileRemoved);
    let aside = of_file.then(|| who.clone()).filter(|who| !who.is_empty());
    let [came, went] = match cause.kind {
        Kind::OperatorAdded | Kind::InsurerAdded | Kind::OperatorRemoved | Kind::InsurerRemoved => [w.its_files(); 2],
        _ => [w.added_to(), w.taken_from()],
    };
    let details = [(came, &cause.added), (went, &cause.removed), (w.made_other(), &cause.altered)];
    let details = details.into_iter().filter(|(_, items)| !items.is_empty());
    let details = details.map(|(how, items)| {
        let items: Vec<String> = items.iter().map(&named).collect();
        format!("{how}{}{}", w.colon(), items.join(", "))
    });
    let asides: Vec<String> = aside.into_iter().chain(details).collect();
    let told = w.cause_told(cause.kind, &who, path, &was, &is);
    if asides.is_empty() { told } else { format!("{told} ({})", asides.join(w.between_points())) }
}

/// A party's name among those of its kind; the id if it is none of them.
fn name(lines: &[PartyLine], id: &str) -> String {
    lines.iter().find(|line| line.id == id).map_or(id, |line| &line.name).to_owned()
}

/// A field's name, from the word that the incident file has for it.
fn field(word: &str, w: Words) -> String {
    let field = serde_json::from_value::<Field>(Value::from(word));
    field.map_or_else(|_| word.to_owned(), |field| w.field_name(field).to_owned())
}
