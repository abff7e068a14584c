//! Decisions on single rows, under `decided` of an insurer, that cannot be followed.

use super::{Problem, nearest};

/// A decision by its position, counted from 1.
fn decision(insurer: &str, place: usize, what: impl std::fmt::Display) -> Problem {
    Problem::new(format!("decision {} of insurer `{insurer}` {what}", place + 1))
}

/// A decision on a file that is none of the leaked ones.
pub fn decided_file_unknown(insurer: &str, place: usize, file: &str, known: &[&str]) -> Problem {
    let problem = decision(insurer, place, "names a file that is not among the leaked files").at(file);
    match (nearest(file, known.iter().copied()), known) {
        (Some(near), _) => problem.hint(format!("did you mean `file = \"{near}\"`?")),
        (None, known) => problem.hint(format!("write one of: {}", known.join(", "))),
    }
}

/// A decision on a row of an exchange file.
pub fn decided_exchanged(insurer: &str, place: usize, file: &str) -> Problem {
    decision(insurer, place, "is about a row of an exchange file")
        .at(file)
        .why("its rows are sorted by digest and have no number that a person could look up")
        .hint("assess the clear file, or remove the decision")
}

/// Two decisions that say the same, or that one row is about two members.
pub fn decided_twice(insurer: &str, place: usize, file: &str, row: u64) -> Problem {
    decision(insurer, place, "repeats or contradicts an earlier one on the same row")
        .at(format!("{file}, row {row}"))
        .why("a row is about one person, and one decision says so")
        .hint("keep one of them")
}

/// A decision on a row that is not there.
pub fn decided_row_unknown(insurer: &str, place: usize, file: &str, row: u64) -> Problem {
    decision(insurer, place, "names a row that is not there")
        .at(format!("{file}, row {row}"))
        .hint("take the number from the worklist (`ampleur notify --doubtful`): the header line is row 1")
}

/// A decision on a member who is not there.
pub fn decided_member_unknown(insurer: &str, place: usize, file: &str, row: u64) -> Problem {
    decision(insurer, place, "names a member_id that no counted row of the insurer's files has")
        .at(format!("{file}, row {row}"))
        .hint("take it from the worklist (`ampleur notify --doubtful`), written as in the member file")
}

/// A decision on a row that counts nowhere.
pub fn decided_not_counted(insurer: &str, place: usize, file: &str, row: u64) -> Problem {
    decision(insurer, place, "is about a row that does not count")
        .at(format!("{file}, row {row}"))
        .why("it is rejected, or repeats an earlier row")
        .hint("decide on the row that it repeats, or remove the decision")
}

/// A decision against a rule.
pub fn decided_settled(insurer: &str, place: usize, file: &str, row: u64, rule: &str) -> Problem {
    decision(insurer, place, format_args!("contradicts the rule `{rule}`, by which the row matches one person"))
        .at(format!("{file}, row {row}"))
        .why("a person decides where no rule does; if the rule is wrong here, a value in one of the files is")
        .hint("correct that value in the file, or remove the decision")
}

/// A decision for a member whom the row cannot concern.
pub fn decided_cannot_expose(insurer: &str, place: usize, file: &str, row: u64) -> Problem {
    decision(insurer, place, "is about a row that cannot concern this insurer's members")
        .at(format!("{file}, row {row}"))
        .why("the row names another insurer, or its operator does not serve this one")
        .hint(format!("add the operator to `operators` of insurer `{insurer}`, or remove the decision"))
}
