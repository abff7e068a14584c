//! What a complementary notification says of changes, in sentences: the same on paper and on the copy sheet.

use super::{Answer, Changed, Complement, Notification, Question};
use crate::Words;

/// Title of the part that lists the changes.
pub(super) fn title(complement: &Complement, w: Words) -> String {
    format!("Ce qui change depuis le rapport du {}", w.date(&complement.reference_date))
}

/// What is said before the list of changed answers.
pub(super) fn figures(complement: &Complement) -> Vec<String> {
    match (complement.is_first, complement.changed.is_empty()) {
        (true, _) => vec![
            "Le rapport précédent n’avait pas de formulaire pour cet organisme\u{a0}: tout est nouveau.".to_owned(),
        ],
        (false, true) => vec!["Aucune réponse du formulaire n’a changé.".to_owned()],
        (false, false) => complement.figures.clone(),
    }
}

/// A changed answer, in one line: `8.5 Nombre… – avant… ; maintenant… Cause…`.
pub(super) fn line(question: &Question, changed: &Changed) -> String {
    let note = question.note.as_ref().filter(|_| changed.note_before.is_some());
    let now = noted(&question.answers, note);
    format!(
        "{} {} – {}\u{202f}; maintenant\u{a0}: {now}. {}",
        question.number,
        question.label.text,
        before(changed),
        cause(changed)
    )
}

/// An answer and its basis, which is a sentence of its own elsewhere.
fn noted(answers: &[Answer], note: Option<&String>) -> String {
    match note {
        Some(note) => format!("{} – {}", said(answers), note.trim_end_matches('.')),
        None => said(answers),
    }
}

/// `avant : 3 677`.
pub(super) fn before(changed: &Changed) -> String {
    format!("avant\u{a0}: {}", noted(&changed.before, changed.note_before.as_ref()))
}

/// What can explain the change.
pub(super) fn cause(changed: &Changed) -> String {
    match &changed.because[..] {
        [] => {
            "Aucune modification enregistrée des fichiers, des déclarations ou du programme ne l’explique.".to_owned()
        }
        [only] => format!("Cause\u{a0}: {only}."),
        several => format!("Causes possibles\u{a0}: {}.", several.join("\u{202f}; ")),
    }
}

/// The changed questions, in the order of the form.
pub(super) fn changed(form: &Notification) -> impl Iterator<Item = (&Question, &Changed)> {
    let questions = form.sections.iter().flat_map(|section| &section.questions);
    questions.filter_map(|question| question.changed.as_ref().map(|changed| (question, changed)))
}

fn said(answers: &[Answer]) -> String {
    match answers {
        [] => "sans réponse".to_owned(),
        answers => answers.iter().map(|answer| answer.text.as_str()).collect::<Vec<&str>>().join(" · "),
    }
}
