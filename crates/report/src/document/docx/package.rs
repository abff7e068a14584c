//! Parts of the package that docx-rs cannot write, or would write differently in each run.

use std::io::Cursor;

use anyhow::Context;
use docx_rs::{BuildXML, Docx, HeightRule, TableRow};
use maud::{PreEscaped, html};

use crate::document::{Document, one_line};
use crate::packed;
use model::error::Result;
use model::said::Lang;

/// End of the default run properties.
const DEFAULTS: &str = "</w:rPr></w:rPrDefault>";

/// A row height of zero, a placeholder that is replaced with the header mark.
const HEIGHT: &str = r#"<w:trHeight w:val="0" w:hRule="auto" />"#;

/// Packs the file.
pub(super) fn sealed(docx: Docx, document: &Document, links: &[String]) -> Result<Vec<u8>> {
    // docx-rs would write the links in the order of a hash map.
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
    Ok(packed::as_on_unix(bytes.into_inner()))
}

/// The relationship id of a link; `n` counts from 1.
pub(super) fn link_id(n: usize) -> String {
    format!("rIdLink{n}")
}

/// A header row, repeated on each page.
pub(super) fn header(row: TableRow) -> TableRow {
    row.cant_split().row_height(0.0).height_rule(HeightRule::Auto)
}

/// Title, language and dates. Both dates are that of the document, not of the run.
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

/// Replaces a tag in the XML. Text cannot contain the tag, since `<` is escaped in it.
fn replaced(xml: Vec<u8>, tag: &str, by: &str) -> Result<Vec<u8>> {
    let xml = String::from_utf8(xml).context("docx-rs wrote what is no text")?;
    Ok(xml.replace(tag, by).into_bytes())
}
