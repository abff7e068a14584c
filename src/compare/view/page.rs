//! A comparison as a self-contained HTML page.

use super::tables::tables;
use super::terminal::notes;
use super::text::{Line, lines};
use crate::compare::Compared;
use crate::words::Words;
use report::document::{self, Block, Document};

/// The text to send, then the tables behind it.
pub(crate) fn page(compared: &Compared, w: Words) -> String {
    let mut blocks =
        vec![Block::Notice(vec![w.not_masked().into()]), Block::Heading(1, w.complementary_text().to_owned())];
    let mut points = Vec::new();
    for line in lines(compared, w) {
        match line {
            Line::Point(point) => points.push(vec![point.into()]),
            Line::Sentence(sentence) => {
                end_list(&mut points, &mut blocks);
                blocks.push(Block::Paragraph(vec![sentence.into()]));
            }
        }
    }
    end_list(&mut points, &mut blocks);
    blocks.push(Block::Heading(1, w.detail().to_owned()));
    blocks.extend(notes(compared, w).into_iter().map(|note| Block::Paragraph(vec![note.into()])));
    blocks.extend(tables(compared, w).into_iter().map(Block::Table));
    let (was, is) = (&compared.before.report_sha256, &compared.after.report_sha256);
    document::html(&Document {
        lang: w.lang(),
        kind: w.compared_kind().to_owned(),
        title: compared.title.clone(),
        date: compared.after.reference_date.0,
        footer: format!("SHA-256, report.json{}{was} → {is}", w.colon()),
        landscape: true,
        blocks,
    })
}

/// Turns the collected points into one list.
fn end_list(points: &mut Vec<Vec<document::Inline>>, blocks: &mut Vec<Block>) {
    if !points.is_empty() {
        blocks.push(Block::List(std::mem::take(points)));
    }
}
