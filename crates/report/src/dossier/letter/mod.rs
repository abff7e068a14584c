//! The communication to persons (GDPR art. 34): what happened to their data, the likely consequences, and what to do.
//!
//! The letter contains only what is declared and what the figures show. Anything else is marked as to be completed or
//! said to be unknown, and the missing points are listed.

mod after;
mod answer;
mod completeness;
mod data;
mod draft;
mod fields;
mod perimeter;
mod plain;
mod script;
mod sms;
mod story;
mod variant;
mod words;

use super::Facts;
use crate::Words;
use crate::document::{Block, Document, Inline};
use model::incident::{Contact, Date, Helpline, Role, When, written};
use model::said::Lang;

pub use answer::{Found, answer};
pub use completeness::{Point, Points, SCHEMA};
pub use fields::yours;
pub use perimeter::perimeter;
pub use script::script;
pub use sms::sms;
pub use variant::{Variant, name_of, variants};
pub use words::label;

use completeness::Topic;
use data::Data;
use draft::Draft;
use words::{Became, Phrases};

/// A letter and its completeness.
pub struct Letter {
    /// The letter.
    pub document: Document,
    /// Points that it should contain, and whether it does.
    pub points: Vec<Point>,
}

/// Audience of a letter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A person whose data were exposed, by post or e-mail.
    Letter,
    /// Readers of a public page, who may be affected.
    Notice,
}

/// What all parts of a letter need.
struct LetterContext<'a> {
    facts: Facts<'a>,
    form: Form,
    words: Phrases,
    data: Data,
    /// Whether it answers a person who asked: it is no letter to keep, and does not say what can be asked.
    is_answer: bool,
}

/// Writes the letter of an insurer whose persons are exposed.
pub fn letter(facts: &Facts<'_>, form: Form, lang: Lang) -> Letter {
    let words = Phrases::of(lang);
    let mut draft = Draft::new(lang);
    LetterContext::of(*facts, form, lang).write(&mut draft);
    draft.covers(Topic::PlainLanguage, plain::is_plain(&draft.blocks));
    let points = draft.points();
    let document = Document {
        lang,
        kind: words.kind(form).to_owned(),
        title: words.title(form, became(facts)).to_owned(),
        date: day(facts, form),
        // The letter is signed at its end: once.
        footer: words.kind(form).to_owned(),
        landscape: false,
        blocks: draft.blocks,
    };
    Letter { document, points }
}

/// What became of the readers' data.
fn became(facts: &Facts<'_>) -> Became {
    Became { disclosed: facts.is_disclosed(), probable: facts.grounds().are_probable() }
}

/// The day on which a letter is to be sent, if it is declared; a page stands from the day of the report.
fn day(facts: &Facts<'_>, form: Form) -> jiff::civil::Date {
    let sent = facts.to_be_told_on().filter(|_| form == Form::Letter);
    sent.map_or(facts.incident.reference_date.0, |on| on.0.max(facts.incident.reference_date.0))
}

impl<'a> LetterContext<'a> {
    fn of(facts: Facts<'a>, form: Form, lang: Lang) -> LetterContext<'a> {
        LetterContext { data: Data::of(&facts), facts, form, words: Phrases::of(lang), is_answer: false }
    }

    fn write(&self, draft: &mut Draft) {
        self.why(draft);
        self.what_happened(draft);
        self.who(draft);
        if self.form == Form::Notice {
            draft.sentences(self.words.how_to_know());
        }
        self.exposed(draft);
        self.of_others(draft);
        self.not_exposed(draft);
        self.not_established(draft);
        self.consequences(draft);
        self.measures(draft);
        self.advice(draft);
        self.effects(draft);
        self.contacts(draft);
        self.complaint(draft);
        let sender = self.writer().map(|manager| self.words.signed_for(manager, &self.facts.declared.name));
        let sender = sender.unwrap_or_else(|| self.facts.declared.name.clone());
        let senders: Vec<&str> = [sender.as_str()].into_iter().chain(self.together_with()).collect();
        draft.paragraph(vec![Inline::Strong(senders.join(" · "))]);
    }

    /// The manager that writes in the controller's name, if one does.
    fn writer(&self) -> Option<&str> {
        let id = self.facts.declared.communication.as_ref()?.written_by.as_ref()?;
        self.facts.incident.managers.get(id).map(|manager| manager.name.as_str())
    }

    /// Others in whose name the controller writes as well.
    fn together_with(&self) -> Vec<&str> {
        let others = self.facts.declared.communication.iter().flat_map(|it| &it.together_with);
        others.filter_map(|name| written(name)).collect()
    }

    /// The parties that lost the data, but for the controller itself.
    fn other_operators(&self) -> Vec<&str> {
        let others = self.facts.operators().filter(|(_, operator)| operator.role != Role::Controller);
        others.map(|(_, operator)| operator.name.as_str()).collect()
    }

    /// A day, or the day of a moment by the clocks of Paris.
    fn day_of(&self, when: &When) -> String {
        match when.moment() {
            Some(moment) => self.day(&moment),
            None => Words::of(self.words.lang()).date(&when.to_string()),
        }
    }

    fn date(&self, date: Date) -> String {
        Words::of(self.words.lang()).date(&date.0.to_string())
    }

    fn colon(&self) -> &'static str {
        Words::of(self.words.lang()).colon()
    }

    fn dpo(&self) -> Option<&Contact> {
        self.facts.declared.dpo.as_ref().filter(|dpo| written(&dpo.name).is_some())
    }

    fn helpline(&self) -> Option<&Helpline> {
        let helpline = self.facts.declared.communication.as_ref()?.helpline.as_ref()?;
        written(&helpline.phone).map(|_| helpline)
    }

    fn page(&self) -> Option<&str> {
        written_of(&self.facts.declared.communication.as_ref()?.page)
    }
}

fn written_of(text: &Option<String>) -> Option<&str> {
    text.as_deref().and_then(written)
}

/// Whether a link in these blocks has that target.
fn leads_to(blocks: &[Block], address: &str) -> bool {
    plain::lines(blocks).flatten().any(|inline| matches!(inline, Inline::Link { url, .. } if url == address))
}
