//! What docx-rs has no word for, or would write differently at each run.

use std::io::Cursor;

use anyhow::Context;
use docx_rs::{BuildXML, Docx, HeightRule, TableRow};
use maud::{PreEscaped, html};

use crate::document::{Document, one_line};
use model::error::Result;
use model::options::Lang;

/// The end of the properties that all text has.
const DEFAULTS: &str = "</w:rPr></w:rPrDefault>";

/// A height of nothing, in the place of the mark of a header row.
const HEIGHT: &str = r#"<w:trHeight w:val="0" w:hRule="auto" />"#;

/// The bytes of the file.
pub(super) fn sealed(docx: Docx, document: &Document, links: &[String]) -> Result<Vec<u8>> {
    // docx-rs would list the links in the order of a hash map.
    let mut relations = docx.document_rels.clone();
    for (i, url) in links.iter().enumerate() {
        relations = relations.add_hyperlinks(link_id(i + 1), url, "External");
    }
    let mut parts = docx.build();
    parts.document_rels = relations.build();
    parts.doc_props.core = properties(document).into_bytes();
    let spoken = format!("<w:lang w:val=\"{}\" />{DEFAULTS}", language(document.lang));
    parts.styles = replaced(parts.styles, DEFAULTS, &spoken)?;
    parts.document = replaced(parts.document, HEIGHT, "<w:tblHeader />")?;

    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes).context("a DOCX could not be packed")?;
    Ok(bytes.into_inner())
}

/// The id of a link, from 1.
pub(super) fn link_id(n: usize) -> String {
    format!("rIdLink{n}")
}

/// A row that names columns, and does so again on each page.
pub(super) fn header(row: TableRow) -> TableRow {
    row.cant_split().row_height(0.0).height_rule(HeightRule::Auto)
}

/// Title, language and dates. The dates are the document's: the file is as old as what it tells.
fn properties(document: &Document) -> String {
    let date = format!("{}T00:00:00Z", document.date);
    html! {
        (PreEscaped(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#))
        cp:coreProperties
            xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
            xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:dcterms="http://purl.org/dc/terms/"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        {
            dc:title { (one_line(&document.title)) }
            dc:subject { (one_line(&document.kind)) }
            dc:language { (language(document.lang)) }
            dcterms:created xsi:type="dcterms:W3CDTF" { (date) }
            dcterms:modified xsi:type="dcterms:W3CDTF" { (date) }
        }
    }
    .into_string()
}

fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "fr-FR",
        Lang::En => "en-GB",
    }
}

/// XML with one tag for another. A text cannot be taken for a tag: its `<` is `&lt;`.
fn replaced(xml: Vec<u8>, tag: &str, by: &str) -> Result<Vec<u8>> {
    let xml = String::from_utf8(xml).context("docx-rs wrote what is no text")?;
    Ok(xml.replace(tag, by).into_bytes())
}
