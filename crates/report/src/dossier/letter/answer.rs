//! The answer to an access request (GDPR art. 15) about the breach: what was lost of one person, from the same facts as the
//! letter.

use super::draft::Draft;
use super::{Form, LetterContext};
use crate::Words;
use crate::document::{Document, Inline};
use crate::dossier::letter::words::Phrases;
use crate::dossier::{Facts, Grounds, Readers};
use model::incident::FieldSet;
use model::said::Lang;
use model::standing::RestsOn;

/// What was found of the person who asks.
#[derive(Clone, Copy)]
pub enum Found<'a> {
    /// The person is in the estimate.
    Met {
        /// The fields lost.
        fields: FieldSet,
        /// Ids of the operators that lost them.
        operators: &'a [String],
        /// What it rests on.
        rests_on: RestsOn,
    },
    /// Rows may be about the person, but nothing tells whether they are.
    Undecided,
    /// No row was found to be about the person. That is no proof.
    NotFound,
}

/// Writes the answer. Nothing in it names the person: whoever sends it does.
pub fn answer<'a>(facts: &Facts<'a>, found: Found<'a>, lang: Lang) -> Document {
    let words = Phrases::of(lang);
    let context = match found {
        Found::Met { fields, operators, rests_on } => {
            let if_so = |holds: bool| u64::from(holds);
            let grounds = Grounds {
                persons: 1,
                perimeter: if_so(rests_on == RestsOn::Perimeter),
                in_perimeter: if_so(rests_on.has_perimeter()),
                probable: if_so(rests_on == RestsOn::ProbableRows),
            };
            let readers = Readers { operators, of_each: fields, of_any: fields, grounds };
            let facts = Facts { readers: Some(readers), ..*facts };
            LetterContext::of(facts, Form::Letter, lang)
        }
        Found::Undecided | Found::NotFound => LetterContext::of(*facts, Form::Notice, lang),
    };
    let context = LetterContext { is_answer: true, ..context };
    let mut draft = Draft::new(lang);
    draft.heading(words.answer_why());
    draft.sentences(words.answer_about(&facts.declared.name, &context.date(facts.incident.reference_date)));
    draft.sentences(words.answer_scope());
    context.what_happened(&mut draft);
    draft.heading(words.answer_found());
    match found {
        Found::Met { rests_on, .. } => draft.sentences(words.answer_met(rests_on, &words.list(&context.told_by()))),
        Found::Undecided => draft.sentences(words.answer_undecided()),
        Found::NotFound => draft.sentences(words.answer_not_found()),
    }
    context.exposed(&mut draft);
    context.of_others(&mut draft);
    context.not_exposed(&mut draft);
    context.not_established(&mut draft);
    // Consequences are addressed to who is concerned, or may be.
    if !matches!(found, Found::NotFound) {
        context.consequences(&mut draft);
    }
    context.measures(&mut draft);
    context.advice(&mut draft);
    context.contacts(&mut draft);
    context.complaint(&mut draft);
    draft.paragraph(vec![Inline::Strong(facts.declared.name.clone())]);
    Document {
        lang,
        kind: words.answer_kind().to_owned(),
        title: words.answer_title().to_owned(),
        date: facts.incident.reference_date.0,
        footer: Words::of(lang).date(&facts.incident.reference_date.0.to_string()),
        landscape: false,
        blocks: draft.blocks,
    }
}
