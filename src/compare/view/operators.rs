//! Two operators side by side, for the terminal and as a page: tables, then the sentences to quote.

use std::fmt::Write;

use crate::compare::operators::{
    Both, Contradiction, Contradictions, Counted, FieldSide, Notification, Operators, OwnScore, Part, Quality, Share,
};
use crate::terminal::{grid, wrap};
use crate::words::Words;
use model::finding::Level;
use report::document::{self, Block, Document};
use report::table::{Head, Row, Table, Tone, Value};

pub(crate) fn terminal(operators: &Operators, w: Words) -> String {
    let date = w.date(&operators.reference_date.0.to_string());
    let title = w.operators_title(&operators.first.name, &operators.second.name);
    let mut text = format!("{}\n{title} · {} {date}\n", operators.title, w.as_of());
    let sections = sections(operators, w);
    for section in &sections {
        let _ = writeln!(text, "\n{}\n{}", section.table.caption, grid(&section.table, w));
    }
    let _ = writeln!(text, "\n{}\n", w.operators_to_quote());
    for sentence in sections.iter().flat_map(|section| &section.sentences) {
        let _ = writeln!(text, "{}", wrap(sentence, "–"));
    }
    text
}

/// A self-contained HTML page.
pub(crate) fn page(operators: &Operators, w: Words) -> String {
    let mut blocks = vec![Block::Notice(vec![w.not_masked().into()])];
    for section in sections(operators, w) {
        blocks.push(Block::Heading(1, section.table.caption.clone()));
        blocks.push(Block::Paragraph(vec![section.note.into()]));
        blocks.push(Block::Table(section.table));
        blocks.push(Block::Heading(2, w.operators_to_quote().to_owned()));
        blocks.push(Block::List(section.sentences.into_iter().map(|sentence| vec![sentence.into()]).collect()));
    }
    document::html(&Document {
        lang: w.lang(),
        kind: w.operators_kind().to_owned(),
        title: w.operators_title(&operators.first.name, &operators.second.name),
        date: operators.reference_date.0,
        footer: operators.title.clone(),
        landscape: true,
        blocks,
    })
}

/// A table with a note before it and its sentences after it.
struct Section<'a> {
    table: Table,
    note: &'static str,
    sentences: Vec<&'a str>,
}

/// The sections that have content.
fn sections(operators: &Operators, w: Words) -> Vec<Section<'_>> {
    let sections = [
        in_short(operators, w),
        fields(operators, w),
        quality(operators, w),
        shares(operators, w),
        severity(operators, w),
    ];
    sections.into_iter().filter(|section| !section.table.rows.is_empty()).collect()
}

fn in_short(o: &Operators, w: Words) -> Section<'_> {
    let [a, b] = [&o.persons.first, &o.persons.second];
    let mut counts = vec![
        (w.operators_served(), [&o.insurers.first, &o.insurers.second].map(|of| of.served.len() as u64)),
        (w.operators_exposed(), [&o.insurers.first, &o.insurers.second].map(|of| of.exposed.len() as u64)),
        (w.estimate(), [a.persons.estimate, b.persons.estimate]),
        (w.low(), [a.persons.low, b.persons.low]),
        (w.high(), [a.persons.high, b.persons.high]),
        (w.operators_alone(), [a.alone, b.alone]),
        (w.operators_with_other(), [a.with_other, b.with_other]),
    ];
    if a.with_third + b.with_third > 0 {
        counts.push((w.operators_with_third(), [a.with_third, b.with_third]));
    }
    counts.push((w.records(), [o.records.first, o.records.second]));
    counts.push((w.contracts(), [o.contracts.first, o.contracts.second]));
    let mut rows: Vec<Row> = counts.into_iter().map(|(label, of)| row(label, of.map(Value::from))).collect();
    let contradicted = |of: &Option<Contradictions>| {
        of.as_ref().map_or(Value::Nothing, |contradictions| Value::Number(contradictions.count()))
    };
    let contradictions = [&o.contradictions.first, &o.contradictions.second].map(contradicted);
    rows.push(row(w.operators_contradictions_head(), contradictions));
    let sentences = [&o.insurers.sentence, &o.persons.sentence, &o.records.sentence, &o.contracts.sentence];
    Section {
        table: Table {
            id: "summary",
            caption: w.in_short().to_owned(),
            head: vec![Head::text(w.figure()), Head::figures(&o.first.name), Head::figures(&o.second.name)],
            rows,
        },
        note: w.how_in_short(),
        sentences: sentences.map(String::as_str).to_vec(),
    }
}

fn fields(o: &Operators, w: Words) -> Section<'_> {
    let side = |of: &FieldSide| {
        let observed = of.observed_records.map_or(Value::Nothing, Value::Number);
        [Value::from(w.declared_word(of.declared)), observed, Value::Number(of.persons)]
    };
    let is_grave = |of: &FieldSide| of.contradiction == Some(Contradiction::DeclaredNotExposed);
    let rows = o.fields.iter().map(|line| {
        let Both { first, second, .. } = &line.of;
        let tone = if is_grave(first) || is_grave(second) { Tone::Grave } else { Tone::Plain };
        Row { tone, ..row(w.field_name(line.field), side(first).into_iter().chain(side(second))) }
    });
    let figures = [w.records_short(), w.persons()];
    Section {
        table: Table {
            id: "fields",
            caption: w.fields().to_owned(),
            head: [Head::text(w.field())].into_iter().chain(heads(o, Head::text, &figures)).collect(),
            rows: rows.collect(),
        },
        note: w.fields_note(),
        sentences: [&o.contradictions.sentence]
            .into_iter()
            .chain(o.fields.iter().map(|line| &line.of.sentence))
            .map(String::as_str)
            .collect(),
    }
}

fn quality(o: &Operators, w: Words) -> Section<'_> {
    let Both { first, second, .. } = &o.quality;
    let read = |of: &Option<Quality>| {
        [of.as_ref().map_or(Value::Nothing, |quality| Value::Number(quality.rows)), Value::Nothing]
    };
    let mut rows = vec![row(w.rows(), read(first).into_iter().chain(read(second)))];
    let met = [w.matched(), w.doubtful(), w.ambiguous(), w.household()];
    let bins = met.into_iter().chain([w.elsewhere(), w.unmatched(), w.duplicate(), w.rejected()]);
    rows.extend(bins.enumerate().map(|(i, label)| {
        let cells = |of: &Option<Quality>| part(of.as_ref().map(|quality| quality.parts()[i]));
        row(label, cells(first).into_iter().chain(cells(second)))
    }));
    let Both { first, second, .. } = &o.findings;
    let levels = [
        (Level::Grave, [first.grave, second.grave]),
        (Level::Warning, [first.warning, second.warning]),
        (Level::Info, [first.info, second.info]),
    ];
    rows.extend(levels.into_iter().map(|(level, [first, second])| {
        let label = format!("{} – {}", w.findings(), w.level_word(level));
        row(&label, [Value::Number(first), Value::Nothing, Value::Number(second), Value::Nothing])
    }));
    Section {
        table: Table {
            id: "quality",
            caption: w.operators_quality_head().to_owned(),
            head: [Head::text(w.operators_bin())]
                .into_iter()
                .chain(heads(o, Head::figures, &[w.operators_share_head()]))
                .collect(),
            rows,
        },
        note: w.reading_bins(),
        sentences: vec![o.quality.sentence.as_str(), o.findings.sentence.as_str()],
    }
}

fn shares(o: &Operators, w: Words) -> Section<'_> {
    let cells = |of: &Share| part(of.members);
    let rows = o.shares.iter().map(|line| {
        let population = line.population.map_or([Value::Nothing, Value::Nothing], |population| {
            let counted = match population.counted {
                Counted::Persons => w.persons(),
                Counted::MemberRows => w.operators_member_rows(),
            };
            [Value::from(counted), Value::Number(population.size)]
        });
        let Both { first, second, .. } = &line.of;
        Row {
            insurer: Some(line.insurer.id.clone()),
            ..row(&line.insurer.name, population.into_iter().chain(cells(first)).chain(cells(second)))
        }
    });
    let mut head =
        vec![Head::text(w.insurer()), Head::text(w.operators_counted()), Head::figures(w.operators_population())];
    head.extend(heads(o, Head::figures, &[w.operators_share_head()]));
    Section {
        table: Table { id: "shares", caption: w.operators_shares_head().to_owned(), head, rows: rows.collect() },
        note: w.operators_shares_note(),
        sentences: o.shares.iter().map(|line| line.of.sentence.as_str()).collect(),
    }
}

fn severity(o: &Operators, w: Words) -> Section<'_> {
    let own = |of: &Option<OwnScore>| match of {
        Some(own) => Value::Text(format!("{} ({})", w.score(own.score_hundredths), w.band_word(own.band))),
        None => Value::Nothing,
    };
    let rows = o.severity.iter().map(|line| {
        let cells = [own(&line.of.first), own(&line.of.second), until(&line.notification, w)];
        Row { insurer: Some(line.insurer.id.clone()), ..row(&line.insurer.name, cells) }
    });
    let labels = [w.insurer(), o.first.name.as_str(), o.second.name.as_str(), w.until()];
    Section {
        table: Table {
            id: "severity",
            caption: w.severity().to_owned(),
            head: labels.map(Head::text).into(),
            rows: rows.collect(),
        },
        note: w.operators_severity_note(),
        sentences: o.severity.iter().map(|line| line.of.sentence.as_str()).collect(),
    }
}

/// The deadline for notifying the authority.
fn until(notification: &Notification, w: Words) -> Value {
    match &notification.deadline {
        _ if !notification.owed => Value::from(w.operators_not_owed()),
        None => Value::Missing,
        Some(deadline) if deadline.late => {
            Value::Text(format!("{} – {}", w.moment(&deadline.until), w.late().to_lowercase()))
        }
        Some(deadline) => Value::Text(w.moment(&deadline.until)),
    }
}

/// One column per operator, named after it, then the columns of figures.
fn heads(o: &Operators, named: fn(&str) -> Head, figures: &[&str]) -> Vec<Head> {
    let of = |name: &str| -> Vec<Head> {
        [named(name)].into_iter().chain(figures.iter().map(|label| Head::figures(label))).collect()
    };
    [of(&o.first.name), of(&o.second.name)].into_iter().flatten().collect()
}

/// A count and its share, as two cells.
fn part(of: Option<Part>) -> [Value; 2] {
    of.map_or([Value::Nothing, Value::Nothing], |part| [Value::Number(part.count), Value::Share(part.share_ppm)])
}

fn row(label: &str, cells: impl IntoIterator<Item = Value>) -> Row {
    Row { cells: [Value::from(label)].into_iter().chain(cells).collect(), ..Row::default() }
}
