//! `report.xlsx`: one sheet per table, with typed cells that can be sorted, filtered and added up.
//!
//! There are no formulas. The bytes depend on the figures and the language only: the creation date is that of the
//! incident, the parts of the archive have no date, and strings are numbered in the order of sheets and cells.

use anyhow::Context;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::Words;
use super::packed;
use super::table::{Table, Tone, Value};
use super::tables::{Part, Section};
use model::error::Result;
use model::figures::{Assessment, Head};

/// Sheets that come first; the others follow in the order of the page.
const FIRST: [&str; 6] = ["summary", "matrix", "fields", "sets", "findings", "register"];

/// Maximum length of a cell, in characters. The format allows about twice as many.
const LONGEST: usize = 16_000;

/// Maximum length of a title in the page header, in characters, next to the name of the table.
const TITLE: usize = 80;

/// Height of a line, in points.
const LINE: f64 = 15.0;

/// Greatest height of a row that the format allows, in points.
const HIGHEST: f64 = 409.0;

/// Width of a page that is still legible, in characters.
const LEGIBLE: f64 = 260.0;

/// Number of A4 in the format.
const A4: u8 = 9;

/// Writes the tables of all sections, and the register if there is one.
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
    workbook.save_to_buffer().map(packed::as_on_unix)
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
    // Not every spreadsheet adjusts row heights on opening.
    let high = |lines: usize| (LINE * lines as f64).min(HIGHEST);
    // Bold words are wider, and the filter button takes some room.
    let heads = table.head.iter().zip(widths).map(|(head, width)| lines(&head.label, *width - 3.0)).max().unwrap_or(1);
    sheet.set_row_height(0, high(heads))?;
    for (line, row) in (1u32..).zip(&table.rows) {
        let lines = row.cells.iter().zip(widths).map(|(cell, width)| lines(&cell.shown(w), *width)).max().unwrap_or(1);
        if lines > 1 {
            sheet.set_row_height(line, high(lines))?;
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

/// Number of lines that a text takes in a column, wrapped at spaces.
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

/// Sets filters, a frozen header and landscape pages. A table that would be too small on one page is spread over
/// several.
fn set_up(sheet: &mut Worksheet, table: &Table, width: f64, incident: &Head, w: Words) -> Result<(), XlsxError> {
    let last_column = (table.head.len() as u16).saturating_sub(1);
    sheet.set_freeze_panes(1, 0)?.autofilter(0, 0, table.rows.len() as u32, last_column)?.set_repeat_rows(0, 0)?;
    let pages = (width / LEGIBLE).ceil() as u16;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(pages.max(1), 0);
    // In a header, `&` begins a code and `&&` is an ampersand.
    let told = |text: &str| text.chars().take(TITLE).collect::<String>().replace('&', "&&");
    sheet.set_header(format!("&L{}&R{}", told(&incident.title), told(&table.caption)));
    let date = w.date(&incident.reference_date);
    sheet.set_footer(format!("&L{} {date}&R{} &P / &N", w.as_of(), w.page()));
    Ok(())
}

/// A share below 100% is never shown as 100%: close to it, all digits are shown.
fn format(value: &Value, tone: Tone, w: Words) -> Format {
    let format = Format::new().set_align(FormatAlign::Top);
    let format = match value {
        Value::Text(_) => format.set_text_wrap(),
        // The spreadsheet inserts the thousands separator of its locale.
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

/// In characters: the longest cell up to a limit, plus room for the filter button.
fn width(table: &Table, column: usize, w: Words) -> f64 {
    let length = |text: &str| text.chars().count();
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column)).map(|cell| length(&cell.shown(w)));
    let head = table.head.get(column).map_or(0, |head| length(&head.label).min(14) + 3);
    cells.max().unwrap_or(0).max(head).clamp(8, 60) as f64 + 1.0
}

/// Text for a cell. rust_xlsxwriter would take text that begins with `<r>` for rich text.
fn plain(text: &str) -> String {
    let text: String = text.chars().take(LONGEST).collect();
    if text.starts_with("<r>") { format!(" {text}") } else { text }
}
