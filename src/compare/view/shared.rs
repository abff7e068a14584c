//! Counts that may be passed on, side by side, for the terminal and as a page.

use std::fmt::Write;

use crate::compare::shared::{SharedCompared, SharedSide, Sides};
use crate::terminal::{grid, wrap};
use crate::words::Words;
use report::document::{self, Block, Document};
use report::shared::{self, Line};
use report::table::{Head, Table, Value};

pub(crate) fn terminal(compared: &SharedCompared, w: Words) -> String {
    let mut text = format!(
        "{}\n{} · {}\n",
        wrap(&compared.title, ""),
        title(compared, w),
        w.date(&compared.reference_date.0.to_string())
    );
    let _ = writeln!(text, "\n{}", wrap(&w.what_is_masked(compared.suppress_below), ""));
    for table in tables(compared, w) {
        let _ = writeln!(text, "\n{}\n{}", wrap(&table.caption, ""), grid(&table, w));
    }
    text
}

/// A self-contained HTML page.
pub(crate) fn page(compared: &SharedCompared, w: Words) -> String {
    let mut blocks = vec![Block::Notice(vec![w.what_is_masked(compared.suppress_below).into()])];
    blocks.extend(tables(compared, w).into_iter().map(Block::Table));
    document::html(&Document {
        lang: w.lang(),
        kind: w.counts_for_others().to_owned(),
        title: title(compared, w),
        date: compared.reference_date.0,
        footer: compared.title.clone(),
        landscape: false,
        blocks,
    })
}

fn title(compared: &SharedCompared, w: Words) -> String {
    match &compared.sides {
        Sides::Operators([first, second]) => w.operators_title(&first.name, &second.name),
        Sides::Reports(_) => w.compared_kind().to_owned(),
    }
}

fn tables(compared: &SharedCompared, w: Words) -> Vec<Table> {
    let (names, is_of_reports) = match &compared.sides {
        Sides::Operators([first, second]) => ([first.name.clone(), second.name.clone()], false),
        Sides::Reports(dates) => {
            let [before, after] = dates.map(|date| w.date(&date.0.to_string()));
            ([format!("{}, {before}", w.earlier()), format!("{}, {after}", w.later())], true)
        }
    };
    let cell = |side: SharedSide| match side {
        SharedSide::Persons(persons) => Value::Number(persons),
        SharedSide::Suppressed => w.masked().into(),
        SharedSide::Absent => Value::Nothing,
    };
    let lines = compared.counts.iter().map(|count| Line {
        insurer: count.insurer.as_ref().map_or(w.all_insurers(), |insurer| insurer.name.as_str()),
        operator: is_of_reports
            .then(|| count.operator.as_ref().map_or(w.all_operators(), |operator| operator.name.as_str())),
        kind: count.kind,
        group: &count.group,
        cells: vec![cell(count.first), cell(count.second)],
    });
    shared::tables(lines.collect(), names.iter().map(|name| Head::figures(name)).collect(), *w)
}
