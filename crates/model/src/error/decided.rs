//! Decisions on single rows, under `decided` of an insurer, that cannot be followed.

use super::{Problem, nearest};
use crate::said::{Said, both};

/// A decision by its position, counted from 1.
fn decision(insurer: &str, place: usize, what: &Said) -> Problem {
    let number = place + 1;
    Problem::new(both!(
        "la décision {number} de l’assureur `{insurer}` {what}",
        "decision {number} of insurer `{insurer}` {what}";
        what = what
    ))
}

/// Where the row is.
fn row_of(file: &str, row: u64) -> Said {
    both!("{file}, ligne {row}", "{file}, row {row}")
}

/// A decision on a file that is none of the leaked ones.
pub fn decided_file_unknown(insurer: &str, place: usize, file: &str, known: &[&str]) -> Problem {
    let what = both!(
        "nomme un fichier qui n’est pas parmi les fichiers divulgués",
        "names a file that is not among the leaked files"
    );
    let problem = decision(insurer, place, &what).at(file);
    match nearest(file, known.iter().copied()) {
        Some(near) => {
            problem.hint(both!("vouliez-vous dire `file = \"{near}\"`\u{202f}?", "did you mean `file = \"{near}\"`?"))
        }
        None => {
            let known = known.join(", ");
            problem.hint(both!("écrivez l’un de ceux-ci\u{a0}: {known}", "write one of: {known}"))
        }
    }
}

/// A decision on a row of an exchange file.
pub fn decided_exchanged(insurer: &str, place: usize, file: &str) -> Problem {
    let what = both!("porte sur une ligne d’un fichier d’échange", "is about a row of an exchange file");
    decision(insurer, place, &what)
        .at(file)
        .why(both!(
            "ses lignes sont triées par empreinte et n’ont pas de numéro que l’on puisse chercher",
            "its rows are sorted by digest and have no number that a person could look up"
        ))
        .hint(both!(
            "évaluez le fichier en clair, ou retirez la décision",
            "assess the clear file, or remove the decision"
        ))
}

/// Two decisions that say the same, or that one row is about two members.
pub fn decided_twice(insurer: &str, place: usize, file: &str, row: u64) -> Problem {
    let what = both!(
        "répète ou contredit une décision précédente sur la même ligne",
        "repeats or contradicts an earlier one on the same row"
    );
    decision(insurer, place, &what)
        .within(row_of(file, row))
        .why(both!(
            "une ligne porte sur une personne, et une seule décision le dit",
            "a row is about one person, and one decision says so"
        ))
        .hint(both!("n’en gardez qu’une", "keep one of them"))
}

/// A decision on a row that is not there.
pub fn decided_row_unknown(insurer: &str, place: usize, file: &str, row: u64) -> Problem {
    let what = both!("nomme une ligne qui n’existe pas", "names a row that is not there");
    decision(insurer, place, &what).within(row_of(file, row)).hint(both!(
        "prenez le numéro dans la liste de travail (`ampleur notify --doubtful`)\u{a0}: l’en-tête est la ligne 1",
        "take the number from the worklist (`ampleur notify --doubtful`): the header line is row 1"
    ))
}

/// A decision on a member who is not there.
pub fn decided_member_unknown(insurer: &str, place: usize, file: &str, row: u64) -> Problem {
    let what = both!(
        "nomme un member_id qu’aucune ligne comptée des fichiers de l’assureur ne porte",
        "names a member_id that no counted row of the insurer's files has"
    );
    decision(insurer, place, &what).within(row_of(file, row)).hint(both!(
        "prenez-le dans la liste de travail (`ampleur notify --doubtful`), écrit comme dans le fichier d’assurés",
        "take it from the worklist (`ampleur notify --doubtful`), written as in the member file"
    ))
}

/// A decision for an identifier that rows of several persons have.
pub fn decided_of_several(insurer: &str, place: usize, file: &str, row: u64) -> Problem {
    let what = both!(
        "nomme un member_id que portent des lignes de sexe ou d’âge différents",
        "names a member_id that rows of another sex or age have too"
    );
    decision(insurer, place, &what)
        .within(row_of(file, row))
        .why(both!(
            "une décision porte sur une personne\u{202f}; elle compterait ici pour chacune",
            "a decision is about one person; here it would count for each of them"
        ))
        .hint(both!(
            "donnez à chaque personne un member_id à elle dans le fichier d’assurés, ou retirez la décision",
            "give each person a member_id of their own in the member file, or remove the decision"
        ))
}

/// Two decisions on one row and one person, of which one says yes and the other no.
pub fn decided_both_ways(insurer: &str, place: usize, file: &str, row: u64) -> Problem {
    let what = both!(
        "dit d’une ligne et d’une personne le contraire d’une autre décision",
        "says of a row and a person the contrary of another decision"
    );
    decision(insurer, place, &what)
        .within(row_of(file, row))
        .why(both!(
            "les deux décisions visent une seule personne, d’après ses autres données",
            "both decisions are about one person, by that person’s other data"
        ))
        .hint(both!("gardez celle qui est juste", "keep the one that is right"))
}

/// A decision on a row that counts nowhere.
pub fn decided_not_counted(insurer: &str, place: usize, file: &str, row: u64) -> Problem {
    let what = both!("porte sur une ligne qui ne compte pas", "is about a row that does not count");
    decision(insurer, place, &what)
        .within(row_of(file, row))
        .why(both!("elle est rejetée, ou répète une ligne précédente", "it is rejected, or repeats an earlier row"))
        .hint(both!(
            "décidez de la ligne qu’elle répète, ou retirez la décision",
            "decide on the row that it repeats, or remove the decision"
        ))
}

/// A decision against a rule.
pub fn decided_settled(insurer: &str, place: usize, file: &str, row: u64, rule: &str) -> Problem {
    let what = both!(
        "contredit la règle `{rule}`, par laquelle la ligne désigne une seule personne",
        "contradicts the rule `{rule}`, by which the row matches one person"
    );
    decision(insurer, place, &what)
        .within(row_of(file, row))
        .why(both!(
            "une personne décide là où aucune règle ne le fait\u{202f}; si la règle se trompe ici, c’est qu’une valeur d’un des fichiers est fausse",
            "a person decides where no rule does; if the rule is wrong here, a value in one of the files is"
        ))
        .hint(both!(
            "corrigez cette valeur dans le fichier, ou retirez la décision",
            "correct that value in the file, or remove the decision"
        ))
}

/// A decision for a member whom the row cannot concern.
pub fn decided_cannot_expose(insurer: &str, place: usize, file: &str, row: u64) -> Problem {
    let what = both!(
        "porte sur une ligne qui ne peut concerner les assurés de cet assureur",
        "is about a row that cannot concern this insurer's members"
    );
    decision(insurer, place, &what)
        .within(row_of(file, row))
        .why(both!(
            "la ligne nomme un autre assureur, ou son opérateur ne sert pas celui-ci",
            "the row names another insurer, or its operator does not serve this one"
        ))
        .hint(both!(
            "ajoutez l’opérateur aux `operators` de l’assureur `{insurer}`, ou retirez la décision",
            "add the operator to `operators` of insurer `{insurer}`, or remove the decision"
        ))
}
