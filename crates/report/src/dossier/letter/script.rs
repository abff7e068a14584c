//! The script of the call centre: how to answer, then the same facts as in the letter, by question.

use super::draft::Draft;
use super::words::Phrases;
use super::{Form, LetterContext};
use crate::document::{Block, Document, Inline};
use crate::dossier::Facts;
use model::options::Lang;

/// What whoever answers does and does not do.
const RULES: [&str; 6] = [
    "Ne demandez ni mot de passe, ni code, ni coordonnées bancaires, ni numéro de sécurité sociale.",
    "Ne dites rien d’une personne à une autre. Pour un enfant, répondez à ses parents ou à son représentant légal.",
    "Si l’appelant n’a pas été retrouvé, dites qu’il ne figure pas parmi les personnes retrouvées à ce jour. N’affirmez pas qu’il n’est pas concerné.",
    "Ne promettez ni date ni indemnité qui ne figurent pas ici.",
    "Une demande d’accès («\u{a0}qu’avez-vous sur moi\u{202f}?\u{a0}») va à la personne chargée de la protection des données.",
    "Si l’appelant signale un débit, un crédit ou une plainte, notez-le et transmettez-le le jour même.",
];

/// Writes what the letter says on a subject.
type Answer = fn(&LetterContext<'_>, &mut Draft);

/// The script of a controller, in French.
pub fn script(facts: &Facts<'_>) -> Document {
    let context = LetterContext::of(*facts, Form::Notice, Lang::Fr);
    let words = Phrases::of(Lang::Fr);
    let mut draft = Draft::new(Lang::Fr);
    draft.heading("Avant de répondre");
    draft.list(RULES);
    let sections: [(&str, Answer); 9] = [
        ("Que s’est-il passé\u{202f}?", |context, draft| context.what_happened(draft)),
        ("Suis-je concerné\u{202f}?", |context, draft| context.who(draft)),
        ("Quelles données sont concernées\u{202f}?", |context, draft| context.exposed(draft)),
        ("Quelles données ne le sont pas\u{202f}?", |context, draft| context.not_exposed(draft)),
        ("Que peut-il m’arriver\u{202f}?", |context, draft| context.consequences(draft)),
        ("Qu’avez-vous fait\u{202f}?", |context, draft| context.measures(draft)),
        ("Que dois-je faire\u{202f}?", |context, draft| context.advice(draft)),
        ("Comment porter plainte\u{202f}?", |context, draft| context.complaint(draft)),
        ("Où vous écrire, ou lire ces informations\u{202f}?", |context, draft| context.contacts(draft)),
    ];
    for (question, answer) in sections {
        let mut part = Draft::new(Lang::Fr);
        answer(&context, &mut part);
        // The letter's heading gives way to the question.
        let mut blocks = part.blocks.into_iter().filter(|block| !matches!(block, Block::Heading(..))).peekable();
        if blocks.peek().is_some() {
            draft.heading(question);
            draft.blocks.extend(blocks);
        }
    }
    draft.paragraph(vec![Inline::Strong(words.essential().to_owned())]);
    Document {
        lang: Lang::Fr,
        kind: "Réponses pour le centre d’appels".to_owned(),
        title: facts.declared.name.clone(),
        date: facts.incident.reference_date.0,
        footer: facts.incident.title.clone(),
        landscape: false,
        blocks: draft.blocks,
    }
}
