//! The counts that other organisations may see, as a page.

use crate::Words;
use crate::document::{Block, Document};
use crate::table::{Head, Row, Table, Value};
use model::disclosure::{Breakdown, Shared, SharedCount};
use model::figures::{Assessment, Declared, OperatorReport};

/// A line of the table: whose count it is, and one cell for each column of figures.
pub struct Line<'a> {
    /// Name of the insurer, or "all".
    pub insurer: &'a str,
    /// Name of the operator, or "all"; none where all lines are about the same.
    pub operator: Option<&'a str>,
    /// Breakdown.
    pub kind: Breakdown,
    /// Group.
    pub group: &'a str,
    /// Figures.
    pub cells: Vec<Value>,
}

/// The page about all operators, or about one of them. It is for others: nothing is in it that is not in `shared`, but names, and what
/// the operator itself declared.
pub(super) fn document(
    shared: &Shared,
    a: &Assessment,
    date: jiff::civil::Date,
    about: Option<&OperatorReport>,
    w: Words,
) -> Document {
    let mut blocks = vec![Block::Notice(vec![w.what_is_masked(shared.suppress_below).into()])];
    if let Some(operator) = about {
        let declared = operator.fields.iter().filter(|field| field.declared == Declared::Exposed);
        let declared: Vec<_> = declared.map(|field| vec![w.field_name(field.field).into()]).collect();
        if !declared.is_empty() {
            blocks.push(Block::Heading(1, w.declared_by_operator().to_owned()));
            blocks.push(Block::List(declared));
        }
    }
    let counts = shared.counts.iter().filter(|count| match about {
        None => true,
        Some(operator) => count.operator.as_ref() == Some(&operator.id),
    });
    let lines = counts.map(|count| Line {
        insurer: insurer(a, count).unwrap_or(w.all_insurers()),
        operator: about.is_none().then(|| operator(a, count).unwrap_or(w.all_operators())),
        kind: count.kind,
        group: &count.group,
        cells: vec![count.persons.map_or_else(|| w.masked().into(), Value::Number)],
    });
    blocks.extend(tables(lines.collect(), vec![Head::figures(w.persons())], w).into_iter().map(Block::Table));
    Document {
        lang: w.lang(),
        kind: w.counts_for_others().to_owned(),
        title: about.map_or(&a.incident.title, |operator| &operator.name).clone(),
        date,
        footer: a.incident.title.clone(),
        landscape: false,
        blocks,
    }
}

/// Name of a count's insurer; none over all.
fn insurer<'a>(a: &'a Assessment, count: &SharedCount) -> Option<&'a str> {
    a.insurers.iter().find(|insurer| Some(&insurer.id) == count.insurer.as_ref()).map(|insurer| insurer.name.as_str())
}

/// Name of a count's operator; none over all.
fn operator<'a>(a: &'a Assessment, count: &SharedCount) -> Option<&'a str> {
    a.operators.iter().find(|operator| Some(&operator.id) == count.operator.as_ref()).map(|of| of.name.as_str())
}

/// One table for each breakdown, in the order of the lines. Lines without any person are left out: the files keep them.
pub fn tables(lines: Vec<Line<'_>>, figures: Vec<Head>, w: Words) -> Vec<Table> {
    let mut tables: Vec<(Breakdown, Table)> = Vec::new();
    let has_operators = lines.iter().any(|line| line.operator.is_some());
    for line in lines {
        let at = tables.iter().position(|(kind, _)| *kind == line.kind).unwrap_or_else(|| {
            let named = [Some(w.insurer()), has_operators.then(|| w.operator()), groups(line.kind, w)];
            let head = named.into_iter().flatten().map(Head::text).chain(figures.iter().cloned()).collect();
            let caption = w.persons_by(line.kind);
            tables.push((line.kind, Table { id: id(line.kind), caption, head, rows: Vec::new() }));
            tables.len() - 1
        });
        if line.cells.iter().all(|cell| matches!(cell, Value::Number(0) | Value::Nothing)) {
            continue;
        }
        let group = groups(line.kind, w).map(|_| Value::from(w.group_word(line.kind, line.group)));
        let named = [Some(Value::from(line.insurer)), line.operator.map(Value::from), group];
        let cells = named.into_iter().flatten().chain(line.cells).collect();
        tables[at].1.rows.push(Row { cells, ..Row::default() });
    }
    tables.retain(|(_, table)| !table.rows.is_empty());
    tables.into_iter().map(|(_, table)| table).collect()
}

/// Head of the column of groups; none where there is one group.
fn groups(kind: Breakdown, w: Words) -> Option<&'static str> {
    (kind != Breakdown::All).then(|| w.group())
}

/// Anchor of a table.
fn id(kind: Breakdown) -> &'static str {
    match kind {
        Breakdown::All => "persons",
        Breakdown::Relation => "relation",
        Breakdown::Age => "age",
        Breakdown::Cover => "cover",
        Breakdown::Life => "life",
        Breakdown::Sex => "sex",
        Breakdown::BirthDecade => "birth-decade",
        Breakdown::Rule => "rule",
    }
}
