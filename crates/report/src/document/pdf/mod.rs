//! A document as tagged PDF (PDF/UA-1), typeset by Typst from `document.typ`.
//!
//! Typst receives strings only, as JSON. User text is never parsed as Typst markup, and every figure is already
//! formatted.

mod world;

use anyhow::anyhow;
use serde_json::{Value as Json, json};
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::{Block, Document, Inline, address, can_follow, missing};
use crate::Words;
use crate::table::{Row, Table, Tone, Value};
use model::error::Result;
use model::said::Lang;
use world::{TypstWorld, drawn};

/// Writes the file. The same document gives the same bytes: there is no clock, and the file id is derived from the
/// content.
pub fn pdf(document: &Document) -> Result<Vec<u8>> {
    let words = Words::of(document.lang);
    let laid_out = typst::compile::<PagedDocument>(&TypstWorld::new(composed(document, words)));
    let pages = laid_out.output.map_err(failed)?;
    // A warning can only be about the template (a missing font, a layout that does not converge), so it is a bug in
    // ampleur.
    if !laid_out.warnings.is_empty() {
        return Err(failed(laid_out.warnings).into());
    }
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {} {}", document.kind, document.title, document.date)),
        creator: Smart::Custom(Some("ampleur".to_owned())),
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| anyhow!("Typst: {}", error.message()))?,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&pages, &options).map_err(failed)?;
    // Frees Typst's caches: the next document has nothing in common with this one.
    typst::comemo::evict(0);
    Ok(bytes)
}

fn failed(diagnostics: impl IntoIterator<Item = SourceDiagnostic>) -> anyhow::Error {
    let messages: Vec<String> = diagnostics.into_iter().map(|diagnostic| diagnostic.message.to_string()).collect();
    anyhow!("Typst: {}", messages.join("; "))
}

/// The document as JSON for the template.
fn composed(document: &Document, words: Words) -> Json {
    let region = match document.lang {
        Lang::Fr => "FR",
        Lang::En => "GB",
    };
    let mut depth = 0;
    let blocks: Vec<Json> = document.blocks.iter().map(|part| block(part, &mut depth, words)).collect();
    let date = document.date;
    json!({
        "lang": words.lang_code(),
        "region": region,
        "kind": drawn(&document.kind),
        "title": drawn(&document.title),
        "date": { "year": date.year(), "month": date.month(), "day": date.day() },
        "date_words": words.date(&date.to_string()),
        "footer": drawn(&document.footer),
        "landscape": document.landscape,
        "blocks": blocks,
    })
}

fn block(block: &Block, depth: &mut u8, words: Words) -> Json {
    match block {
        Block::Heading(level, text) => {
            // PDF/UA-1 does not allow skipping a heading level. The title is the first level.
            *depth = (*level).clamp(1, *depth + 1);
            json!({ "is": "heading", "level": *depth + 1, "text": drawn(text) })
        }
        Block::Paragraph(parts) => json!({ "is": "paragraph", "line": line(parts, words) }),
        Block::List(items) => {
            json!({ "is": "list", "items": items.iter().map(|item| line(item, words)).collect::<Vec<_>>() })
        }
        Block::Notice(parts) => json!({ "is": "notice", "line": line(parts, words) }),
        Block::Answers(answers) => {
            let answers = answers.iter().map(|(question, answer)| json!([drawn(question), line(answer, words)]));
            json!({ "is": "answers", "answers": answers.collect::<Vec<_>>() })
        }
        Block::Table(table) => self::table(table, words),
        Block::Chart { svg, alt } => json!({ "is": "chart", "svg": drawn(svg), "alt": drawn(alt) }),
    }
}

fn line(parts: &[Inline], words: Words) -> Vec<Json> {
    let part = |part: &Inline| match part {
        Inline::Text(text) => json!({ "is": "text", "text": drawn(text) }),
        Inline::Strong(text) => json!({ "is": "strong", "text": drawn(text) }),
        Inline::Missing(what) => json!({ "is": "missing", "text": drawn(&missing(what, words)) }),
        Inline::Link { label, url } if can_follow(url) => {
            json!({ "is": "link", "text": drawn(label), "url": address(url) })
        }
        Inline::Link { label, .. } => json!({ "is": "text", "text": drawn(label) }),
    };
    parts.iter().map(part).collect()
}

fn table(table: &Table, words: Words) -> Json {
    let head = table.head.iter().zip(table.widths(words));
    let head = head.map(|(head, width)| json!({ "text": drawn(&head.label), "figures": head.figures, "width": width }));
    json!({
        "is": "table",
        "caption": drawn(&table.caption),
        "head": head.collect::<Vec<_>>(),
        "rows": table.rows.iter().map(|row| self::row(row, words)).collect::<Vec<_>>(),
    })
}

fn row(row: &Row, words: Words) -> Json {
    let tone = match row.tone {
        Tone::Plain => "plain",
        Tone::Grave => "grave",
        Tone::Total => "total",
    };
    let cell = |value: &Value| {
        let is = if *value == Value::Missing { "missing" } else { "text" };
        json!({ "is": is, "text": drawn(&value.shown(words)) })
    };
    json!({ "tone": tone, "cells": row.cells.iter().map(cell).collect::<Vec<_>>() })
}
