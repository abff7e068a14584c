//! The letter to persons (GDPR art. 34): what happened to data of theirs, what may follow, what to do.
//!
//! It says what is declared and what the figures show, and nothing else: what is in neither is to be completed, or said
//! not to be known. What it lacks is listed.

mod after;
mod completeness;
mod data;
mod fields;
mod perimeter;
mod plain;
mod sms;
mod story;
mod text;
mod words;

use super::Facts;
use crate::Words;
use crate::document::{Block, Document, Inline};
use model::incident::{Contact, Date, Helpline, written};
use model::options::Lang;

pub use completeness::{Point, Points, SCHEMA};
pub use perimeter::perimeter;
pub use sms::sms;
pub use words::label;

use completeness::Topic;
use data::Data;
use text::Text;
use words::Phrases;

/// What a letter says and what it still lacks.
pub struct Letter {
    /// The letter.
    pub document: Document,
    /// What it should tell, and whether it does.
    pub points: Vec<Point>,
}

/// Whom it speaks to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// One person whose data were exposed, by post or e-mail.
    Letter,
    /// Whoever reads a public page and may be concerned.
    Notice,
}

/// What all parts of a letter draw on.
struct Case<'a> {
    facts: Facts<'a>,
    form: Form,
    words: Phrases,
    data: Data,
}

/// Writes the letter of an insurer whose persons are exposed.
pub fn letter(facts: &Facts<'_>, form: Form, lang: Lang) -> Letter {
    let words = Phrases::of(lang);
    let mut text = Text::new(lang);
    Case::of(*facts, form, lang).write(&mut text);
    text.told(Topic::PlainLanguage, plain::is_plain(&text.blocks));
    let points = text.points();
    let document = Document {
        lang,
        kind: words.kind(form).to_owned(),
        title: words.title(form).to_owned(),
        date: facts.incident.reference_date.0,
        footer: facts.declared.name.clone(),
        landscape: false,
        blocks: text.blocks,
    };
    Letter { document, points }
}

impl<'a> Case<'a> {
    fn of(facts: Facts<'a>, form: Form, lang: Lang) -> Case<'a> {
        Case { data: Data::of(&facts), facts, form, words: Phrases::of(lang) }
    }

    fn write(&self, text: &mut Text) {
        self.why(text);
        self.what_happened(text);
        self.who(text);
        self.exposed(text);
        self.not_exposed(text);
        self.not_established(text);
        self.consequences(text);
        self.measures(text);
        self.advice(text);
        self.effects(text);
        self.contacts(text);
        self.complaint(text);
        text.paragraph(vec![Inline::Strong(self.facts.declared.name.clone())]);
    }

    /// The names of the operators that lost the data, in one line.
    fn operators(&self) -> String {
        let names: Vec<&str> = self.facts.operators().map(|(_, operator)| operator.name.as_str()).collect();
        self.words.list(&names)
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

/// Whether something in these blocks leads to that address.
fn leads_to(blocks: &[Block], address: &str) -> bool {
    plain::lines(blocks).flatten().any(|inline| matches!(inline, Inline::Link { url, .. } if url == address))
}
