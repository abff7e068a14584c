//! The files of dossiers: `insurers/<id>/`, `operators/<id>/`, and the register of the incident.

use rayon::prelude::*;

use super::letter::{self, Form, Letter, Points};
use super::since::Since;
use super::{Facts, cnil, edpb, operator, register};
use crate::Words;
use crate::document::{self, Document};
use crate::press::Press;
use crate::tables;
use model::bundle::{Bundle, json};
use model::error::Result;
use model::figures::Assessment;
use model::incident::{Channel, Incident};
use model::interrupt;
use model::said::Lang;

/// Languages of letters, whatever the language of the report.
const LANGS: [(Lang, &str); 2] = [(Lang::Fr, "fr"), (Lang::En, "en")];

/// Generates the dossiers of all controllers and processors; with a former report, complementary notifications.
pub fn render(
    incident: &Incident,
    a: &Assessment,
    since: Option<&Since>,
    w: Words,
    press: &dyn Press,
) -> Result<Bundle> {
    let mut bundle = Bundle::new();
    let facts: Vec<Facts<'_>> = Facts::all(incident, a).collect();
    let of_insurers: Vec<Result<Bundle>> =
        facts.par_iter().map(|facts| of_controller(facts, since, w, press)).collect();
    for of_insurer in of_insurers {
        bundle.append(&mut of_insurer?);
    }
    for operator in &a.operators {
        let folder = format!("operators/{}", operator.id);
        let page = operator::document(incident.reference_date.0, a, operator, tables::sections(a, w), w.lang());
        bundle.insert(format!("{folder}/summary.json"), json(&operator::summary(a, operator))?);
        bundle.insert(format!("{folder}/summary.html"), document::html(&page).into_bytes());
    }
    let all = register::table(Facts::all(incident, a), w);
    bundle.insert("register.csv".to_owned(), register::csv(&all, w)?);
    Ok(bundle)
}

fn of_controller(facts: &Facts<'_>, since: Option<&Since>, w: Words, press: &dyn Press) -> Result<Bundle> {
    interrupt::check()?;
    let folder = format!("insurers/{}", facts.report.id);
    let former = since.and_then(|since| since.of(&facts.report.id));
    let is_follow_up = former.is_some_and(|(_, former)| former.answers.is_some());
    let mut bundle = Bundle::new();
    let mut add = |name: &str, bytes: Vec<u8>| drop(bundle.insert(format!("{folder}/{name}"), bytes));

    add("edpb.json", json(&edpb::template(facts, is_follow_up))?);
    let own = Facts::all(facts.incident, facts.assessment).filter(|other| other.report.id == facts.report.id);
    add("register.csv", register::csv(&register::table(own, w), w)?);

    let mut points = Points::new(&facts.report.id);
    // Nobody is known to be concerned where nothing is established: there is nobody to write to yet.
    for (lang, code) in LANGS.into_iter().filter(|_| facts.is_established()) {
        let Letter { document, points: of_letter } = letter::letter(facts, Form::Letter, lang);
        points.languages.insert(code.to_owned(), of_letter);
        text_forms(&mut add, &format!("letter.{code}"), &document);
        add(&format!("letter.{code}.docx"), document::docx(&document)?);
        let name = format!("letter.{code}.pdf");
        if let Some(bytes) = press.pdf(&format!("{folder}/{name}"), &document)? {
            add(&name, bytes);
        }
        if facts.declared.channels.contains(&Channel::Web) {
            let notice = letter::letter(facts, Form::Notice, lang);
            text_forms(&mut add, &format!("notice.{code}"), &notice.document);
        }
        if facts.declared.channels.contains(&Channel::Sms) {
            let text = letter::sms(facts, lang);
            add(&format!("sms.{code}.txt"), format!("{text}\n").into_bytes());
        }
    }
    if facts.is_established() {
        for (lang, code) in LANGS {
            text_forms(&mut add, &format!("script.{code}"), &letter::script(facts, lang));
        }
        for (variant, of_variant) in letter::variants(facts) {
            for (lang, code) in LANGS {
                let document = letter::letter(&of_variant, Form::Letter, lang).document;
                let name = format!("letters/{}.{code}", variant.id);
                text_forms(&mut add, &name, &document);
                add(&format!("{name}.docx"), document::docx(&document)?);
            }
            points.variants.push(variant);
        }
    }
    let notification = cnil::notification(facts, former);
    add("cnil.json", json(&notification)?);
    add("cnil.html", cnil::sheet(facts, &notification).into_bytes());
    if let Some(bytes) = press.pdf(&format!("{folder}/cnil.pdf"), &cnil::document(facts, &notification, &points))? {
        add("cnil.pdf", bytes);
    }
    if facts.is_established() {
        add("letter.json", json(&points)?);
    }
    Ok(bundle)
}

fn text_forms(add: &mut impl FnMut(&str, Vec<u8>), name: &str, document: &Document) {
    add(&format!("{name}.md"), document::markdown(document).into_bytes());
    add(&format!("{name}.html"), document::html(document).into_bytes());
}
