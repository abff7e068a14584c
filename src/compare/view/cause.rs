//! A cause as one line of text.

use serde_json::Value;

use crate::compare::{Cause, CauseKind, Compared, PartyLine};
use crate::words::Words;
use model::incident::Field;

/// What changed, where, and what was added, removed or altered. Parties and fields are named.
pub(crate) fn line(cause: &Cause, compared: &Compared, w: Words) -> String {
    let operator = |id: &str| name(&compared.operators.lines, id);
    let insurer = |id: &str| name(&compared.insurers.lines, id);
    let who = match (&cause.operator, &cause.insurer) {
        (Some(id), _) => operator(id),
        (None, Some(id)) => insurer(id),
        (None, None) => String::new(),
    };
    let path = cause.path.as_deref().unwrap_or("");
    let [was, is] = [&cause.before, &cause.after].map(|stands| match (cause.kind, stands) {
        (CauseKind::FileReassigned, None) => w.several_insurers().to_owned(),
        (CauseKind::FileReassigned, Some(id)) if cause.operator.is_some() => operator(id),
        (CauseKind::FileReassigned, Some(id)) => insurer(id),
        (CauseKind::ReferenceDate, Some(date)) => w.date(date),
        (_, stands) => stands.as_deref().unwrap_or("").to_owned(),
    });
    let named = |item: &String| match cause.kind {
        CauseKind::Served => operator(item),
        CauseKind::DeclaredExposed | CauseKind::DeclaredNotExposed => field(item, w),
        CauseKind::Perimeters => w.perimeter_number(item),
        CauseKind::Settings => w.setting(item).to_owned(),
        _ => item.clone(),
    };
    let of_file = matches!(
        cause.kind,
        CauseKind::FileAdded | CauseKind::FileReplaced | CauseKind::FileRead | CauseKind::FileRemoved
    );
    let aside = of_file.then(|| who.clone()).filter(|who| !who.is_empty());
    let [came, went] = match cause.kind {
        CauseKind::OperatorAdded | CauseKind::InsurerAdded | CauseKind::OperatorRemoved | CauseKind::InsurerRemoved => {
            [w.its_files(); 2]
        }
        _ => [w.added_to(), w.taken_from()],
    };
    let details = [(came, &cause.added), (went, &cause.removed), (w.made_other(), &cause.altered)];
    let details = details.into_iter().filter(|(_, items)| !items.is_empty());
    let details = details.map(|(how, items)| {
        let items: Vec<String> = items.iter().map(&named).collect();
        format!("{how}{}{}", w.colon(), items.join(", "))
    });
    let asides: Vec<String> = aside.into_iter().chain(details).collect();
    let text = w.cause_line(cause.kind, &who, path, &was, &is);
    if asides.is_empty() { text } else { format!("{text} ({})", asides.join(w.between_points())) }
}

/// The name of a party; its id if it is not among these lines.
fn name(lines: &[PartyLine], id: &str) -> String {
    lines.iter().find(|line| line.id == id).map_or(id, |line| &line.name).to_owned()
}

/// The name of a field, from its key in the incident file.
fn field(word: &str, w: Words) -> String {
    let field = serde_json::from_value::<Field>(Value::from(word));
    field.map_or_else(|_| word.to_owned(), |field| w.field_name(field).to_owned())
}
