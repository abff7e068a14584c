//! The form as a document.

use super::{Notification, Question, complement};
use crate::Words;
use crate::document::{Block, Document, Inline};
use crate::dossier::letter::{Point, Points, label as label_of};
use crate::dossier::{AnswerSource, Facts, reasons};
use model::said::Lang;

/// The filled-in form, with what remains to be completed at the beginning.
pub fn document(facts: &Facts<'_>, notification: &Notification, letter: &Points) -> Document {
    let w = Words::of(Lang::Fr);
    let filled = notification.filled;
    let mut blocks = vec![Block::Notice(vec![
        Inline::Strong(format!(
            "Rubriques remplies par les données\u{a0}: {}\u{202f}; proposées, à confirmer\u{a0}: {}\u{202f}; remplies par le dossier\u{a0}: {}\u{202f}; à compléter\u{a0}: {}.",
            w.number(filled.from_data),
            w.number(filled.proposed),
            w.number(filled.from_incident),
            w.number(filled.to_complete)
        )),
        " ".into(),
        Inline::Text(w.decision_support().to_owned()),
    ])];
    if let Some(of) = &notification.complement {
        blocks.push(Block::Heading(1, complement::title(of, w)));
        blocks.extend(complement::figures(of).into_iter().map(|said| Block::Paragraph(vec![Inline::Text(said)])));
        let lines: Vec<Vec<Inline>> = complement::changed(notification)
            .map(|(question, changed)| vec![Inline::Text(complement::line(question, changed))])
            .collect();
        if !lines.is_empty() {
            blocks.push(Block::List(lines));
        }
    }
    if !notification.to_complete.is_empty() {
        let open = notification.sections.iter().flat_map(|section| {
            let open = section.questions.iter().filter(|question| question.from == AnswerSource::Nobody);
            open.map(move |question| format!("{} {} – {}", question.number, section.label.text, question.label.text))
        });
        blocks.push(Block::Heading(1, "À compléter".to_owned()));
        blocks.push(Block::List(open.map(|line| vec![Inline::Text(line)]).collect()));
    }
    let lacking: Vec<_> = letter.languages.get("fr").into_iter().flatten().filter(|point| !point.met).collect();
    if !lacking.is_empty() {
        let line = |point: &&Point| {
            vec![Inline::Text(format!("{} ({})", label_of(&point.id, Lang::Fr), w.source_word(&point.source)))]
        };
        blocks.push(Block::Heading(1, w.letter_points().to_owned()));
        blocks.push(Block::List(lacking.iter().map(line).collect()));
    }
    for section in &notification.sections {
        blocks.push(Block::Heading(1, format!("{}. {}", section.number, section.label.text)));
        let asked = section.questions.iter().filter(|question| question.from != AnswerSource::NotAsked);
        let answers: Vec<_> = asked.map(|question| (label(question), answer(question))).collect();
        match answers.is_empty() {
            true => blocks.push(Block::Paragraph(vec!["Sans objet.".into()])),
            false => blocks.push(Block::Answers(answers)),
        }
    }
    let log = reasons::decisions(facts, w);
    if !log.is_empty() {
        blocks.push(Block::Heading(1, w.decision_log().to_owned()));
        blocks.push(Block::List(log.into_iter().map(|line| vec![Inline::Text(line)]).collect()));
    }
    blocks.push(Block::Heading(1, "Motifs des propositions".to_owned()));
    let why = reasons::sentences(facts, w).into_iter();
    blocks.push(Block::List(why.map(|line| vec![Inline::Text(line)]).collect()));
    blocks.push(Block::Heading(1, "Sources et conditions".to_owned()));
    blocks.push(Block::Paragraph(vec![Inline::Text(format!(
        "{}. Les libellés suivis d’un astérisque n’ont pas été confirmés par deux sources\u{a0}: à vérifier dans le téléservice.",
        notification.form
    ))]));
    blocks.push(Block::Paragraph(vec![
        Inline::Text(format!("{}{}", w.legal_basis(), w.colon())),
        match facts.incident.legal_basis() {
            Some(basis) => basis.into(),
            None => Inline::Missing(String::new()),
        },
    ]));
    Document {
        lang: Lang::Fr,
        kind: "Notification d’une violation de données personnelles à la CNIL".to_owned(),
        title: facts.declared.name.clone(),
        date: facts.incident.reference_date.0,
        footer: facts.incident.title.clone(),
        landscape: false,
        blocks,
    }
}

fn label(question: &Question) -> String {
    format!("{} {}{}", question.number, question.label.text, if question.label.confirmed { "" } else { " *" })
}

fn answer(question: &Question) -> Vec<Inline> {
    let mut said: Vec<Inline> = Vec::new();
    if question.from == AnswerSource::Nobody {
        said.push(Inline::Missing(String::new()));
    }
    for (i, answer) in question.answers.iter().enumerate() {
        let mark = if answer.confirmed == Some(false) { " *" } else { "" };
        let between = if i > 0 { " · " } else { "" };
        said.push(Inline::Text(format!("{between}{}{mark}", answer.text)));
    }
    if question.from == AnswerSource::Proposal {
        said.push(Inline::Text(" (proposé)".to_owned()));
    }
    if let Some(note) = &question.note {
        said.push(Inline::Text(format!(" – {note}")));
    }
    if question.changed.is_some() {
        said.push(Inline::Strong(" – modifié".to_owned()));
    }
    said
}
