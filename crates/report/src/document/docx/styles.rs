//! The paragraph and table styles, listed in the word processor for whoever edits the document.

use docx_rs::{
    AbstractNumbering, BorderType, Docx, Level, LevelJc, LevelText, LineSpacing, LineSpacingType, NumberFormat,
    Numbering, ParagraphBorder, ParagraphBorderPosition, RunFonts, Shading, ShdType, SpecialIndentType, Start, Style,
    StyleType, TableBorder, TableBorderPosition, TableBorders,
};

/// Numbering id of bullet lists. docx-rs uses 1.
pub(super) const BULLETS: usize = 2;

/// Colour of contradictions and of what remains to be completed.
pub(super) const GRAVE: &str = "A3161F";

/// Line spacing, in 240ths of a line.
const LINE_HEIGHT: i32 = 264;

const ACCENT: &str = "12407A";
const SOFT: &str = "5B6675";
const LINE: &str = "C3CAD5";
const EDGE: &str = "8A5A00";

pub(super) fn add(docx: Docx) -> Docx {
    let fonts = RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri").east_asia("Calibri");
    let docx = docx.default_fonts(fonts).default_size(21).default_line_spacing(paragraph_space());
    [
        style("Kind", "Document kind").color(ACCENT).bold().line_spacing(space(0, 60)),
        style("Title", "Title").color(ACCENT).bold().size(40).line_spacing(space(0, 40)),
        ruled(style("Date", "Date").color(SOFT).line_spacing(space(0, 240))),
        heading(1, 28, 320),
        heading(2, 23, 240),
        heading(3, 21, 200),
        style("ListParagraph", "List Paragraph").line_spacing(space(0, 60)),
        boxed(style("Notice", "Notice")),
        style("Caption", "caption").bold().size(19).line_spacing(space(200, 80)),
        style("Cell", "Table text").size(18).line_spacing(space(0, 0)),
        style("Footer", "footer").color(SOFT).size(17).line_spacing(space(0, 0)),
        Style::new("Hyperlink", StyleType::Character).name("Hyperlink").color(ACCENT).underline("single"),
    ]
    .into_iter()
    .fold(docx, Docx::add_style)
    .add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(bullet()))
    .add_numbering(Numbering::new(BULLETS, BULLETS))
}

/// Thin rules between rows, none between columns.
pub(super) fn lines() -> TableBorders {
    let line = |position| TableBorder::new(position).border_type(BorderType::Single).size(4).color(LINE);
    TableBorders::with_empty()
        .set(line(TableBorderPosition::Top))
        .set(line(TableBorderPosition::Bottom))
        .set(line(TableBorderPosition::InsideH))
}

/// Background of header cells.
pub(super) fn wash() -> Shading {
    Shading::new().shd_type(ShdType::Clear).color("auto").fill("F1F4F8")
}

fn style(id: &str, name: &str) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).based_on("Normal")
}

/// A heading, listed in the navigation pane and kept with the next paragraph.
fn heading(level: usize, size: usize, before: u32) -> Style {
    let mut heading = style(&format!("Heading{level}"), &format!("heading {level}"))
        .next("Normal")
        .color(ACCENT)
        .bold()
        .size(size)
        .line_spacing(space(before, 80))
        .outline_lvl(level - 1);
    heading.paragraph_property = heading.paragraph_property.keep_next(true).keep_lines(true);
    heading
}

/// Adds a rule below the paragraph.
fn ruled(mut style: Style) -> Style {
    let rule = ParagraphBorder::new(ParagraphBorderPosition::Bottom).size(12).space(6).color(ACCENT);
    style.paragraph_property = style.paragraph_property.set_borders(borders().set(rule));
    style
}

/// Adds a bar on the left and a background.
fn boxed(mut style: Style) -> Style {
    let bar = ParagraphBorder::new(ParagraphBorderPosition::Left).size(24).space(8).color(EDGE);
    let wash = Shading::new().shd_type(ShdType::Clear).color("auto").fill("FFF7E6");
    style.paragraph_property =
        style.paragraph_property.set_borders(borders().set(bar)).shading(wash).indent(Some(200), None, Some(120), None);
    style
}

fn borders() -> docx_rs::ParagraphBorders {
    docx_rs::ParagraphBorders::with_empty()
}

fn bullet() -> Level {
    let (start, format) = (Start::new(1), NumberFormat::new("bullet"));
    Level::new(0, start, format, LevelText::new("•"), LevelJc::new("left")).indent(
        Some(425),
        Some(SpecialIndentType::Hanging(285)),
        None,
        None,
    )
}

/// The space of a paragraph of text.
pub(super) fn paragraph_space() -> LineSpacing {
    space(0, 120)
}

fn space(before: u32, after: u32) -> LineSpacing {
    // Repeated in each style: LibreOffice would otherwise take the default line height as fixed.
    LineSpacing::new().before(before).after(after).line(LINE_HEIGHT).line_rule(LineSpacingType::Auto)
}
