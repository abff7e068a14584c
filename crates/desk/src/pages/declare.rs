//! The forms: what happened, who lost data, whose persons they are.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use model::incident::{Across, Learned, Nature, Service, Trade};

use super::choices::{self, pairs};
use super::fields::{self, Kind};
use super::frame::{self, Page, Tab, Waits, at};
use super::look::SAVED;
use super::{Look, Opened, check, parties, perimeters};
use crate::desk::{Desk, Shared};
use crate::sheet::{Fault, Sheet, Values, basics, fresh_id, insurer, manager, operator};

/// What was sent and could not be saved: the form, the party, the fields and what is wrong with them.
struct Sent<'a> {
    what: &'a str,
    id: &'a str,
    values: &'a Values,
    faults: &'a [Fault],
}

pub(crate) async fn page(State(desk): State<Shared>, look: Look, opened: Opened) -> Response {
    forms(&desk, &look, &opened, None).await
}

async fn forms(desk: &Desk, look: &Look, opened: &Opened, sent: Option<&Sent<'_>>) -> Response {
    let w = look.words;
    let (sheet, case) = (&opened.sheet, &opened.case);
    let answer = check::ask(desk, w, opened).await;
    // What was typed about something that has changed is not offered for what stands there now.
    let is_changed = |sent: &Sent<'_>| sent.faults.iter().any(|fault| matches!(fault, Fault::Changed(_)));
    let of_perimeter = sent.filter(|sent| sent.what == "perimeter" && !is_changed(sent)).map(|sent| perimeters::Sent {
        party: sent.id,
        values: sent.values,
        faults: sent.faults,
    });
    let action = at(case, Tab::Declare);
    let of = |what: &str, id: &str| sent.filter(|sent| sent.what == what && sent.id == id);
    let form = |what: &str, id: &str, content: Markup| {
        html! {
            form.sheet method="post" action=(action) {
                input type="hidden" name="what" value=(what);
                input type="hidden" name="party" value=(id);
                @if let Some(sent) = of(what, id) { (fields::faults(look, sent.faults)) }
                (content)
                button type="submit" { (w.save()) }
            }
        }
    };
    // What was sent, or what is in the file.
    let with = |what: &str, id: &str, shown: Values, draw: &dyn Fn(&Values, &[Fault]) -> Markup| match of(what, id) {
        Some(sent) => form(what, id, draw(sent.values, sent.faults)),
        None => form(what, id, draw(&shown, &[])),
    };
    let known = parties::elsewhere(desk, opened);
    let operators: Vec<(String, String)> = sheet
        .names(&["operators"])
        .into_iter()
        .map(|id| (id.clone(), name_of(look, sheet, "operators", &id)))
        .collect();
    let body = html! {
        p { (w.declare_intro()) }
        // What it was about may be gone.
        @if let Some(sent) = sent.filter(|sent| is_changed(sent)) {
            (fields::faults(look, sent.faults))
        }
        div id="stops" data-live="" { (check::stops(look, opened, &answer)) }
        section aria-labelledby="basics" {
            h2 id="basics" { (w.the_incident()) }
            (with("basics", "", basics::show(sheet), &|values, faults| basics_form(look, values, faults)))
        }
        section aria-labelledby="operators" {
            h2 id="operators" { (w.the_operators()) }
            @for (id, name) in &operators {
                section.party aria-labelledby={ "operator-" (id) } {
                    h3 id={ "operator-" (id) } { (name) " " code { (id) } }
                    (with("operator", id, operator::show(sheet, id), &|values, faults| operator_form(look, values, faults, id)))
                    (parties::removal(look, &action, "operators", id, name))
                }
            }
            (adding(look, &action, "add-operator", w.add_operator()))
        }
        section aria-labelledby="insurers" {
            h2 id="insurers" { (w.the_insurers()) }
            @for id in sheet.names(&["insurers"]) {
                @let name = name_of(look, sheet, "insurers", &id);
                section.party aria-labelledby={ "insurer-" (id) } {
                    h3 id={ "insurer-" (id) } { (name) " " code { (id) } }
                    (with("insurer", &id, insurer::show(sheet, &id), &|values, faults| insurer_form(look, values, faults, &id, &operators)))
                    (perimeters::of_insurer(look, opened, &action, &id, &operators, (&answer, of_perimeter.as_ref())))
                    (parties::taking_over(look, &action, &id, &name, &known))
                    (parties::removal(look, &action, "insurers", &id, &name))
                }
            }
            (adding(look, &action, "add-insurer", w.add_insurer()))
        }
        section aria-labelledby="managers" {
            h2 id="managers" { (w.the_managers()) }
            p.note { (w.managers_more()) }
            @for id in sheet.names(&["managers"]) {
                @let name = name_of(look, sheet, "managers", &id);
                section.party aria-labelledby={ "manager-" (id) } {
                    h3 id={ "manager-" (id) } { (name) " " code { (id) } }
                    (with("manager", &id, manager::show(sheet, &id), &|values, faults| parties::manager_form(look, values, faults, &id)))
                    (parties::removal(look, &action, "managers", &id, &name))
                }
            }
            (adding(look, &action, "add-manager", w.add_manager()))
        }
    };
    let waits = if matches!(answer, check::Answer::Waits) { Waits::ForParts } else { Waits::No };
    Page { look, title: w.tab_declare(), of: Some((case, &opened.title(), Tab::Declare)), waits, body }.show()
}

fn name_of(look: &Look, sheet: &Sheet, table: &str, id: &str) -> String {
    sheet.text(&[table, id, "name"]).unwrap_or_else(|| look.words.unnamed().to_owned())
}

fn adding(look: &Look, action: &str, what: &str, label: &str) -> Markup {
    html! {
        form.sheet.add method="post" action=(action) {
            input type="hidden" name="what" value=(what);
            div.field {
                label for=(what) { (label) }
                input id=(what) name="name" type="text" autocomplete="off" required;
            }
            button type="submit" { (look.words.add()) }
        }
    }
}

fn basics_form(look: &Look, values: &Values, faults: &[Fault]) -> Markup {
    let w = look.words;
    let natures =
        pairs([Nature::Confidentiality, Nature::Integrity, Nature::Availability], |nature| w.nature_word(nature));
    html! {
        (fields::input(look, values, faults, "title", Kind::Text, w.title(), Some(w.title_hint())))
        div.row {
            (fields::input(look, values, faults, "id", Kind::Text, w.id(), None))
            (fields::input(look, values, faults, "reference_date", Kind::Date, w.reference_date(), Some(w.reference_date_hint())))
        }
        (fields::boxes(values, ("nature", ""), w.nature(), &natures))
        div.row {
            (fields::choice(look, values, ("origin", ""), w.origin(), &choices::origins(w)))
            (fields::choice(look, values, ("cause", ""), w.cause(), &choices::causes(w)))
        }
        div.row {
            (fields::input(look, values, faults, "from", Kind::Date, w.occurred_from(), None))
            (fields::input(look, values, faults, "to", Kind::Date, w.occurred_to(), Some(w.occurred_to_hint())))
        }
        (fields::input(look, values, faults, "legal_basis", Kind::Text, w.legal_basis(), Some(w.legal_basis_hint())))
        div.row {
            (fields::choice(look, values, ("across_insurers", ""), w.across_insurers(), &pairs([Across::Together, Across::Apart], |across| w.across_word(across))))
            (fields::input(look, values, faults, "legal_basis_across", Kind::Text, w.legal_basis_across(), Some(w.legal_basis_hint())))
        }
    }
}

fn operator_form(look: &Look, values: &Values, faults: &[Fault], id: &str) -> Markup {
    let w = look.words;
    let of = format!("o-{id}");
    let services = [
        Service::ThirdPartyPayment,
        Service::CareNetwork,
        Service::ContractManagement,
        Service::Hosting,
        Service::CustomerService,
        Service::Mailing,
        Service::Payroll,
    ];
    let states = [("exposed", w.exposed()), ("not_exposed", w.not_exposed()), ("", w.not_established())];
    html! {
        (fields::named(look, values, faults, ("name", &of), Kind::Text, w.name(), None))
        div.row {
            (fields::choice(look, values, ("role", &of), w.role(), &choices::roles(w)))
            (fields::choice(look, values, ("service", &of), w.service(), &pairs(services, |service| w.service_word(service))))
        }
        div.row {
            (fields::named(look, values, faults, ("from", &of), Kind::Date, w.occurred_from(), None))
            (fields::named(look, values, faults, ("to", &of), Kind::Date, w.occurred_to(), None))
            (fields::named(look, values, faults, ("discovered", &of), Kind::Moment, w.discovered(), None))
        }
        details {
            summary { (w.fields_declared()) (w.colon()) (declared(look, values)) }
            p.hint { (w.fields_hint()) }
            div.slide {
                table.declared {
                    caption { (w.fields_declared()) }
                    thead { tr { td {} @for (_, word) in states { th.c scope="col" { (word) } } } }
                    tbody {
                        @for (field, name) in operator::fields() {
                            tr {
                                th scope="row" { (w.field_name(field)) }
                                @for (state, word) in states {
                                    @let field_name = format!("field.{name}");
                                    td.c {
                                        input type="radio" name=(field_name) value=(state) checked[values.get(&field_name) == state]
                                            aria-label={ (w.field_name(field)) (w.colon()) (word) };
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How many fields are declared lost and not lost.
fn declared(look: &Look, values: &Values) -> String {
    let w = look.words;
    let count =
        |state: &str| operator::fields().filter(|(_, name)| values.get(&format!("field.{name}")) == state).count();
    let (exposed, not_exposed) = (count("exposed"), count("not_exposed"));
    w.pick(
        format!("{exposed} perdue(s), {not_exposed} non perdue(s)"),
        format!("{exposed} lost, {not_exposed} not lost"),
    )
}

fn insurer_form(look: &Look, values: &Values, faults: &[Fault], id: &str, operators: &[(String, String)]) -> Markup {
    let w = look.words;
    let of = format!("i-{id}");
    let trades = [
        Trade::HealthInsurer,
        Trade::Insurer,
        Trade::Bank,
        Trade::Employer,
        Trade::EmploymentAgency,
        Trade::PublicService,
        Trade::Telecom,
        Trade::Shop,
    ];
    let learned =
        pairs([Learned::Told, Learned::Found, Learned::Press, Learned::Person, Learned::Authority], |learned| {
            w.learned_word(learned)
        });
    let text =
        |name: &str, kind: Kind, label: &str| fields::named(look, values, faults, (name, &of), kind, label, None);
    html! {
        (text("name", Kind::Text, w.name()))
        div.row {
            (fields::named(look, values, faults, ("siren", &of), Kind::Text, w.siren(), Some(w.siren_hint())))
            (fields::choice(look, values, ("trade", &of), w.trade(), &pairs(trades, |trade| w.trade_word(trade))))
        }
        @if !operators.is_empty() {
            @let or_none = [operators, &[(insurer::NONE.to_owned(), w.none_of_them().to_owned())]].concat();
            (fields::boxes(values, ("operators", &of), w.its_operators(), &or_none))
            p.hint { (w.no_operator_told()) }
            fieldset {
                legend { (w.aware()) }
                p.hint { (w.aware_hint()) }
                @for (operator, name) in operators {
                    div.row {
                        (fields::named(look, values, faults, (&format!("aware.{operator}"), &of), Kind::Moment, name, None))
                        (fields::choice(look, values, (&format!("how.{operator}"), &of), &format!("{} ({name})", w.how_learned()), &learned))
                    }
                }
            }
        }
        details {
            summary { (w.dpo()) }
            div.row {
                (text("dpo.name", Kind::Text, w.dpo_name()))
                (text("dpo.function", Kind::Text, w.function()))
            }
            div.row {
                (text("dpo.email", Kind::Email, w.email()))
                (text("dpo.phone", Kind::Text, w.phone()))
            }
        }
        details {
            summary { (w.organisation()) }
            (text("organisation.sector", Kind::Text, w.sector()))
            (text("organisation.address", Kind::Text, w.address()))
            div.row {
                (text("organisation.postal_code", Kind::Text, w.postal_code()))
                (text("organisation.city", Kind::Text, w.city()))
                (text("organisation.country", Kind::Text, w.country()))
            }
        }
    }
}

pub(crate) async fn save(
    State(desk): State<Shared>,
    look: Look,
    mut opened: Opened,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    let values = Values::from(sent);
    let (what, party) = (values.get("what").to_owned(), values.get("party").to_owned());
    let there = at(&opened.case, Tab::Declare);
    if what == "take-over" {
        parties::take_over(&desk, &mut opened, &party, values.get("from"));
    }
    let outcome = apply(&mut opened.sheet, &what, &party, &values);
    match outcome {
        Ok(anchor) => match opened.sheet.save() {
            Ok(()) => look.go(&format!("{there}{SAVED}#{anchor}")),
            Err(said) => frame::refusal(&look, StatusCode::CONFLICT, look.words.cannot_write(), &said, &there),
        },
        Err(faults) => {
            let sent = Sent { what: &what, id: &party, values: &values, faults: &faults };
            (StatusCode::UNPROCESSABLE_ENTITY, forms(&desk, &look, &opened, Some(&sent)).await).into_response()
        }
    }
}

/// Brings what was sent into the incident file, and gives the part of the page that shows it.
fn apply(sheet: &mut Sheet, what: &str, party: &str, values: &Values) -> Result<String, Vec<Fault>> {
    let has = |sheet: &Sheet, table: &str| sheet.names(&[table]).iter().any(|id| id == party);
    let add = |sheet: &mut Sheet, table: &'static str, one: &str| {
        let name = values.get("name");
        let id = fresh_id(name, &sheet.names(&[table])).ok_or_else(|| vec![Fault::Empty("name")])?;
        sheet.add_party(table, &id, name).map_err(|_| vec![Fault::Empty("name")])?;
        Ok(format!("{one}-{id}"))
    };
    match what {
        "basics" => basics::apply(values, sheet).map(|()| "basics".to_owned()),
        "operator" if has(sheet, "operators") => {
            operator::apply(values, sheet, party).map(|()| format!("operator-{party}"))
        }
        "insurer" if has(sheet, "insurers") => {
            insurer::apply(values, sheet, party).map(|()| format!("insurer-{party}"))
        }
        "perimeter" | "remove-perimeter" => match perimeters::target(party) {
            Some((insurer, place)) if sheet.names(&["insurers"]).iter().any(|id| id == insurer) => {
                match (what, place) {
                    ("perimeter", place) => sheet.declare_perimeter(insurer, place, values)?,
                    (_, Some(place)) => sheet.drop_perimeter(insurer, place, values)?,
                    (_, None) => {}
                }
                Ok(format!("insurer-{insurer}"))
            }
            _ => Ok("content".to_owned()),
        },
        "add-operator" => add(sheet, "operators", "operator"),
        "manager" if has(sheet, "managers") => {
            manager::apply(values, sheet, party).map(|()| format!("manager-{party}"))
        }
        "add-insurer" => add(sheet, "insurers", "insurer"),
        "add-manager" => add(sheet, "managers", "manager"),
        "take-over" => Ok(format!("insurer-{party}")),
        "remove" => {
            let table = ["operators", "insurers", "managers"].into_iter().find(|table| *table == values.get("table"));
            if let Some(table) = table.filter(|table| has(sheet, table)) {
                sheet.remove_party(table, party);
            }
            Ok(table.unwrap_or("content").to_owned())
        }
        // A party that is gone meanwhile: the page shows what is there.
        _ => Ok("content".to_owned()),
    }
}
