//! A new incident.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::html;
use model::said::Lang;
use toml_edit::Value;

use super::Look;
use super::fields::{self, Kind};
use super::frame::{self, Page, Tab, Waits, at};
use crate::desk::{Desk, Shared};
use crate::folder::{Case, FILE};
use crate::sheet::{self, Fault, Sheet, Values, fresh_id};

pub(crate) async fn page(look: Look) -> Response {
    form(&look, &Values::default(), &[])
}

fn form(look: &Look, values: &Values, faults: &[Fault]) -> Response {
    let w = look.words;
    let body = html! {
        p { (w.new_more()) }
        (fields::faults(look, faults))
        form.sheet method="post" action="new" {
            (fields::input(look, values, faults, "title", Kind::Text, w.title(), Some(w.title_hint())))
            (fields::input(look, values, faults, "operator", Kind::Text, w.operator_name(), None))
            (fields::input(look, values, faults, "insurer", Kind::Text, w.insurer_name(), None))
            (fields::input(look, values, faults, "reference_date", Kind::Date, w.reference_date(), Some(w.reference_date_hint())))
            (fields::input(look, values, faults, "id", Kind::Text, w.id(), Some(w.id_hint())))
            button.first type="submit" { (w.create()) }
        }
    };
    Page { look, title: w.new_incident(), of: None, waits: Waits::No, body }.show()
}

pub(crate) async fn make(State(desk): State<Shared>, look: Look, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let mut values = Values::from(sent);
    if values.get("id").is_empty() {
        let id = fresh_id(values.get("title"), &[]);
        values.put("id", id);
    }
    let mut faults = sheet::basics::check(&values);
    for field in ["operator", "insurer"] {
        if fresh_id(values.get(field), &[]).is_none() {
            faults.push(Fault::Empty(field));
        }
    }
    // Nothing to make an id of.
    if values.get("title").is_empty() {
        faults.retain(|fault| *fault != Fault::Id("id"));
    }
    if !faults.is_empty() {
        return (StatusCode::UNPROCESSABLE_ENTITY, form(&look, &values, &faults)).into_response();
    }
    match written(&desk, &values, look.words.lang()).await {
        Ok(case) => look.go(&at(&case, Tab::Declare)),
        Err(said) => frame::refusal(&look, StatusCode::CONFLICT, look.words.exists(), &said, "new"),
    }
}

/// The template of `ampleur init` with these names in place of its own, and a key.
async fn written(desk: &Desk, values: &Values, lang: Lang) -> Result<Case, String> {
    let id = values.get("id");
    let folder = desk.folder.new_case(id).ok_or_else(String::new)?;
    let said = desk.work.run(["init", "--lang", lang.code(), id].map(Into::into).to_vec()).await;
    if !said.is_done() {
        return Err(said.problems);
    }
    let said = desk
        .work
        .run(["key", "new", "--lang", lang.code(), &format!("{id}/incident.key")].map(Into::into).to_vec())
        .await;
    if !said.is_done() {
        return Err(said.problems);
    }
    let file = folder.join(FILE);
    let operator = fresh_id(values.get("operator"), &[]).unwrap_or_default();
    let insurer = fresh_id(values.get("insurer"), &[]).unwrap_or_default();
    let text = sheet::read(&file)?.replace("my-operator", &operator).replace("my-insurer", &insurer);
    sheet::write(&file, &text)?;
    let mut sheet = Sheet::open(&file)?;
    let text = |name: &str| Some(Value::from(values.get(name)));
    sheet.set(&["id"], text("id"));
    sheet.set(&["title"], text("title"));
    sheet.set(&["reference_date"], sheet::date(values.get("reference_date")).map(Value::from));
    sheet.set(&["operators", &operator, "name"], text("operator"));
    sheet.set(&["insurers", &insurer, "name"], text("insurer"));
    // The template's examples; what the operator said, and how it happened, is for somebody to say.
    for key in ["exposed", "not_exposed"] {
        sheet.set(&["operators", &operator, key], Some(Value::Array(toml_edit::Array::new())));
    }
    for key in ["origin", "cause"] {
        sheet.set(&[key], None);
    }
    sheet.save()?;
    desk.folder.case(id).ok_or_else(String::new)
}
