//! The script of the call centre: how to answer, then the same facts as in the letter, by question.

use super::draft::Draft;
use super::words::Phrases;
use super::{Form, LetterContext};
use crate::document::{Block, Document, Inline};
use crate::dossier::Facts;
use model::said::Lang;

/// What whoever answers does and does not do, in French and in English.
const RULES: [[&str; 2]; 6] = [
    [
        "Ne demandez ni mot de passe, ni code, ni coordonnées bancaires, ni numéro de sécurité sociale.",
        "Do not ask for a password, a code, bank details or a social security number.",
    ],
    [
        "Ne dites rien d’une personne à une autre. Pour un enfant, répondez à ses parents ou à son représentant légal.",
        "Never tell one person anything about another. For a child, answer the parents or the legal guardian.",
    ],
    [
        "Si l’appelant n’a pas été retrouvé, dites qu’il ne figure pas parmi les personnes retrouvées à ce jour. N’affirmez pas qu’il n’est pas concerné.",
        "If the caller was not found, say that they are not among the people found to date. Do not say that they are not affected.",
    ],
    [
        "Ne promettez ni date ni indemnité qui ne figurent pas ici.",
        "Do not promise any date or compensation that is not written here.",
    ],
    [
        "Une demande d’accès («\u{a0}qu’avez-vous sur moi\u{202f}?\u{a0}») va à la personne chargée de la protection des données.",
        "An access request (“what data do you hold about me?”) goes to the data protection officer.",
    ],
    [
        "Si l’appelant signale un débit, un crédit ou une plainte, notez-le et transmettez-le le jour même.",
        "If the caller reports a debit, a loan or a complaint, write it down and pass it on the same day.",
    ],
];

/// Writes what the letter says on a subject.
type Answer = fn(&LetterContext<'_>, &mut Draft);

/// The script of a controller.
pub fn script(facts: &Facts<'_>, lang: Lang) -> Document {
    let context = LetterContext::of(*facts, Form::Notice, lang);
    let words = Phrases::of(lang);
    let mut draft = Draft::new(lang);
    draft.heading(words.pick("Avant de répondre", "Before you answer"));
    draft.list(RULES.map(|[fr, en]| words.pick(fr, en)));
    let sections: [([&str; 2], Answer); 11] = [
        (["Que s’est-il passé\u{202f}?", "What happened?"], |context, draft| context.what_happened(draft)),
        (["Suis-je concerné\u{202f}?", "Am I affected?"], |context, draft| context.who(draft)),
        (["Quelles données sont concernées\u{202f}?", "Which data are affected?"], |context, draft| {
            context.exposed(draft)
        }),
        (["Quelles données ne le sont pas\u{202f}?", "Which data are not?"], |context, draft| {
            context.not_exposed(draft)
        }),
        (["Que ne savez-vous pas encore\u{202f}?", "What do you not know yet?"], |context, draft| {
            context.not_established(draft)
        }),
        (["Que peut-il m’arriver\u{202f}?", "What may happen to me?"], |context, draft| context.consequences(draft)),
        (["Qu’avez-vous fait\u{202f}?", "What have you done?"], |context, draft| context.measures(draft)),
        (["Que dois-je faire\u{202f}?", "What should I do?"], |context, draft| context.advice(draft)),
        (["Qu’est-ce que cela change pour moi\u{202f}?", "What does it change for me?"], |context, draft| {
            context.effects(draft)
        }),
        (["Comment porter plainte\u{202f}?", "How do I file a complaint?"], |context, draft| context.complaint(draft)),
        (["Comment vous joindre\u{202f}?", "How can I contact you?"], |context, draft| context.contacts(draft)),
    ];
    for ([fr, en], answer) in sections {
        let mut part = Draft::new(lang);
        answer(&context, &mut part);
        // The letter's heading gives way to the question.
        let mut blocks = part.blocks.into_iter().filter(|block| !matches!(block, Block::Heading(..))).peekable();
        if blocks.peek().is_some() {
            draft.heading(words.pick(fr, en));
            draft.blocks.extend(blocks);
        }
    }
    draft.paragraph(vec![Inline::Strong(words.essential().to_owned())]);
    let kind = words.pick("Réponses pour le centre d’appels", "Answers for the call centre").to_owned();
    Document {
        lang,
        kind: kind.clone(),
        title: facts.declared.name.clone(),
        date: facts.incident.reference_date.0,
        footer: kind,
        landscape: false,
        blocks: draft.blocks,
    }
}
