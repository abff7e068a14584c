//! The report as a document, with the sections of the page: the main part, then the annexes.

use super::Words;
use super::document::{Block, Document, Inline};
use super::table::{Head, Row, Table};
use super::tables::{Part, Section};
use super::words::Detail;
use model::figures::Assessment;
use model::finding::Level;

/// Maximum number of columns on a landscape page.
const COLUMNS: usize = 12;

/// The report, in landscape format.
pub(crate) fn report_document(date: jiff::civil::Date, a: &Assessment, sections: &[Section], w: Words) -> Document {
    let mut blocks = headline(a, w);
    let (annexes, main): (Vec<&Section>, Vec<&Section>) = sections.iter().partition(|section| section.annex);
    main.iter().for_each(|section| add(section, 1, w, &mut blocks));
    if !annexes.is_empty() {
        blocks.push(Block::Heading(1, w.annexes().to_owned()));
    }
    annexes.iter().for_each(|section| add(section, 2, w, &mut blocks));
    Document {
        lang: w.lang(),
        kind: w.document().to_owned(),
        title: a.incident.title.clone(),
        date,
        footer: a.incident.title.clone(),
        landscape: true,
        blocks,
    }
}

fn headline(a: &Assessment, w: Words) -> Vec<Block> {
    let persons = a.totals.persons;
    let strong = |n: u64| Inline::Strong(w.number(n));
    let mut blocks = vec![Block::Notice(vec![
        strong(persons.estimate),
        format!(" {} (", w.persons_concerned(persons.estimate)).into(),
        strong(persons.low),
        format!(" {}, ", w.headline_sure()).into(),
        strong(persons.high),
        format!(" {}).", w.headline_high()).into(),
    ])];
    if a.incident.published_key {
        blocks.push(Block::Notice(vec![w.published_key().into()]));
    }
    if a.incident.nothing_disclosed {
        blocks.push(Block::Notice(vec![w.nothing_disclosed().into()]));
    }
    // Grave findings come before any figure.
    for finding in a.findings.iter().filter(|finding| finding.level == Level::Grave) {
        let place = format!(" {}", w.finding_place(finding, Detail::Count));
        blocks.push(Block::Notice(vec![Inline::Strong(w.finding(finding)), place.into()]));
    }
    blocks
}

fn add(section: &Section, level: u8, w: Words, blocks: &mut Vec<Block>) {
    let paragraph = |text: &str| Block::Paragraph(vec![text.into()]);
    blocks.push(Block::Heading(level, section.title.clone()));
    blocks.extend(section.note.as_deref().map(paragraph));
    for part in &section.parts {
        match part {
            Part::Table(table) => blocks.extend(pieces(table).into_iter().map(Block::Table)),
            Part::Chart(chart) => {
                blocks.push(Block::Heading(level + 1, chart.caption.clone()));
                blocks.push(Block::Chart { svg: chart.svg.clone(), alt: chart.alt.clone() });
            }
            Part::Text(text) => blocks.push(paragraph(text)),
        }
    }
    if !section.how.is_empty() {
        let how = Inline::Strong(format!("{}{}", w.how(), w.colon()));
        blocks.push(Block::Paragraph(vec![how, section.how.as_str().into()]));
    }
}

/// Splits a table that is too wide for a page; each part repeats the columns that name its rows.
fn pieces(table: &Table) -> Vec<Table> {
    let names = table.head.iter().take_while(|head| !head.figures).count();
    let rest: Vec<usize> = (names..table.head.len()).collect();
    if table.head.len() <= COLUMNS || rest.is_empty() {
        return vec![piece(table, &(0..table.head.len()).collect::<Vec<_>>())];
    }
    // The parts are of similar width.
    let room = COLUMNS.saturating_sub(names).max(1);
    let each = rest.len().div_ceil(rest.len().div_ceil(room));
    rest.chunks(each).map(|some| piece(table, &(0..names).chain(some.iter().copied()).collect::<Vec<_>>())).collect()
}

/// These columns of a table.
fn piece(table: &Table, columns: &[usize]) -> Table {
    let head = columns.iter().filter_map(|column| table.head.get(*column));
    let head = head.map(|head| Head { label: head.label.clone(), figures: head.figures }).collect();
    let row = |row: &Row| Row {
        cells: columns.iter().filter_map(|column| row.cells.get(*column)).cloned().collect(),
        tone: row.tone,
        insurer: row.insurer.clone(),
        operator: row.operator.clone(),
    };
    Table { id: table.id, caption: table.caption.clone(), head, rows: table.rows.iter().map(row).collect() }
}
