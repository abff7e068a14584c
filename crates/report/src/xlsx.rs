//! `report.xlsx`: a sheet for each table, in typed cells that a spreadsheet can sort, filter and add up.
//!
//! It holds no formula. Its bytes depend on nothing but the figures and the language: it is dated as the incident is, the parts
//! of the file have no date of their own, and strings are numbered in the order of sheets and cells, whatever the threads.

use anyhow::Context;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::Words;
use super::table::{Table, Tone, Value};
use super::tables::{Part, Section};
use model::error::Result;
use model::figures::{Assessment, Head};

/// The sheets that come first, in this order; the others follow as the page has them.
const FIRST: [&str; 6] = ["summary", "matrix", "fields", "sets", "findings", "register"];

/// Characters of a cell; a spreadsheet takes twice as many.
const LONGEST: usize = 16_000;

/// Characters of a title that fit above a page, beside the name of the table.
const TITLE: usize = 80;

/// The height of a line, in points.
const LINE: f64 = 15.0;

/// Characters side by side on a page that can still be read.
const LEGIBLE: f64 = 260.0;

/// A4, as the format numbers it.
const A4: u8 = 9;

/// The tables of all sections, and the register of breaches if there is one.
pub(crate) fn workbook(a: &Assessment, sections: &[Section], register: Option<&Table>, w: Words) -> Result<Vec<u8>> {
    let tables = sections.iter().flat_map(|section| &section.parts).filter_map(|part| match part {
        Part::Table(table) => Some(table),
        Part::Chart(_) | Part::Text(_) => None,
    });
    let mut tables: Vec<&Table> = tables.chain(register).collect();
    tables.sort_by_key(|table| FIRST.iter().position(|id| *id == table.id).unwrap_or(FIRST.len()));
    Ok(written(&a.incident, &tables, w).context("the workbook")?)
}

fn written(incident: &Head, tables: &[&Table], w: Words) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(&incident.title)
        .set_subject(w.document())
        .set_author("ampleur")
        .set_creation_datetime(&ExcelDateTime::parse_from_str(&incident.reference_date)?);
    workbook.set_properties(&properties);
    for table in tables {
        let sheet = workbook.add_worksheet();
        let widths: Vec<f64> = (0..table.head.len()).map(|column| width(table, column, w)).collect();
        fill(sheet, table, &widths, w)?;
        set_up(sheet, table, widths.iter().sum(), incident, w)?;
    }
    workbook.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Table, widths: &[f64], w: Words) -> Result<(), XlsxError> {
    sheet.set_name(w.sheet_name(table.id))?;
    let head =
        Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Bottom).set_border_bottom(FormatBorder::Thin);
    for ((column, of), width) in (0u16..).zip(&table.head).zip(widths) {
        let align = if of.figures { FormatAlign::Right } else { FormatAlign::Left };
        sheet.write_string_with_format(0, column, of.label.as_str(), &head.clone().set_align(align))?;
        sheet.set_column_width(column, *width)?;
    }
    for (line, row) in (1u32..).zip(&table.rows) {
        // Not every spreadsheet makes room for a second line by itself.
        let lines = row.cells.iter().zip(widths).map(|(cell, width)| lines(&cell.shown(w), *width)).max().unwrap_or(1);
        if lines > 1 {
            sheet.set_row_height(line, LINE * lines as f64)?;
        }
        for (column, value) in (0u16..).zip(&row.cells) {
            let format = format(value, row.tone, w);
            match value {
                Value::Text(text) => sheet.write_string_with_format(line, column, plain(text), &format)?,
                Value::Number(n) => sheet.write_number_with_format(line, column, *n as f64, &format)?,
                Value::Share(ppm) => sheet.write_number_with_format(line, column, *ppm as f64 / 1e6, &format)?,
                Value::Score(hundredths) => {
                    sheet.write_number_with_format(line, column, *hundredths as f64 / 100.0, &format)?
                }
                Value::Missing => sheet.write_string_with_format(line, column, w.to_complete(), &format)?,
                Value::Nothing => sheet.write_blank(line, column, &format)?,
            };
        }
    }
    Ok(())
}

/// How many lines a text fills in a column, blanks being where it breaks.
fn lines(text: &str, width: f64) -> usize {
    let room = (width as usize).saturating_sub(1).max(1);
    let (mut lines, mut filled) = (1, 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        if filled > 0 && filled + 1 + length > room {
            lines += 1;
            filled = length;
        } else {
            filled += length + usize::from(filled > 0);
        }
    }
    lines
}

/// Filters, a header that stays, and pages on their long side; a table that would be too small to read takes several.
fn set_up(sheet: &mut Worksheet, table: &Table, width: f64, incident: &Head, w: Words) -> Result<(), XlsxError> {
    let last_column = (table.head.len() as u16).saturating_sub(1);
    sheet.set_freeze_panes(1, 0)?.autofilter(0, 0, table.rows.len() as u32, last_column)?.set_repeat_rows(0, 0)?;
    let pages = (width / LEGIBLE).ceil() as u16;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(pages.max(1), 0);
    // An ampersand opens a code there, and two are one.
    let told = |text: &str| text.chars().take(TITLE).collect::<String>().replace('&', "&&");
    sheet.set_header(format!("&L{}&R{}", told(&incident.title), told(&table.caption)));
    let date = w.date(&incident.reference_date);
    sheet.set_footer(format!("&L{} {date}&R{} &P / &N", w.as_of(), w.page()));
    Ok(())
}

/// A share that is not all is never shown as all: near it, every digit is.
fn format(value: &Value, tone: Tone, w: Words) -> Format {
    let format = Format::new().set_align(FormatAlign::Top);
    let format = match value {
        Value::Text(_) => format.set_text_wrap(),
        // The spreadsheet puts the separator of whoever opens it.
        Value::Number(_) => format.set_num_format("#,##0"),
        Value::Share(_) => format.set_num_format(w.share_format()),
        Value::Score(_) => format.set_num_format("0.00"),
        Value::Missing => format.set_background_color(Color::RGB(0xFFE98A)),
        Value::Nothing => format,
    };
    match tone {
        Tone::Plain => format,
        Tone::Grave => format.set_bold().set_font_color(Color::RGB(0xA3161F)),
        Tone::Total => format.set_bold(),
    }
}

/// In characters: the longest cell, within reason, and room for the button of the filter.
fn width(table: &Table, column: usize, w: Words) -> f64 {
    let length = |text: &str| text.chars().count();
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column)).map(|cell| length(&cell.shown(w)));
    let head = table.head.get(column).map_or(0, |head| length(&head.label).min(14) + 3);
    cells.max().unwrap_or(0).max(head).clamp(8, 60) as f64 + 1.0
}

/// Text as a cell can hold it. What opens with `<r>` would be taken for rich text.
fn plain(text: &str) -> String {
    let text: String = text.chars().take(LONGEST).collect();
    if text.starts_with("<r>") { format!(" {text}") } else { text }
}
