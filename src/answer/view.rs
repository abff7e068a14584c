//! The result of `ampleur answer`, for the terminal: what was found for each line of the file of requests.

use std::fmt::Write;
use std::path::Path;

use comfy_table::{ContentArrangement, Table};

use super::Answered;
use crate::terminal::{LINES, WIDTH, wrap};
use crate::words::Words;

/// `folder` is where the answers were written.
pub(crate) fn answered(answered: &Answered, w: Words, folder: &Path) -> String {
    let mut text = format!("{}{}{}\n", w.answers_title(), w.colon(), answered.insurer);
    let _ = writeln!(text, "{} {}\n", w.as_of(), w.date(&answered.reference_date));
    let mut table = Table::new();
    table.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    table.set_header([w.answers_line(), w.answers_standing(), w.operator()]);
    for answer in &answered.answers {
        let standing = w.standing_word(answer.standing).to_owned();
        table.add_row([answer.line.to_string(), standing, answer.operators.join(", ")]);
    }
    let _ = writeln!(text, "{table}\n");
    let _ = writeln!(text, "{}", wrap(w.answers_identify(), ""));
    let _ = writeln!(text, "\n{}{}{}", w.answers_are_in(), w.colon(), folder.display());
    text
}
