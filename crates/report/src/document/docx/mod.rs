//! A document as DOCX, with real headings and lists, since it will be edited.
//!
//! The same document gives the same bytes. docx-rs numbers paragraphs per thread and links per process, so both are
//! numbered here in order of appearance. What it would write in the order of a hash map is written by `package`. `zip`
//! is built without its clock, so entries are dated 1980.

mod package;
mod styles;

use docx_rs::{
    AlignmentType, Docx, Footer, Hyperlink, HyperlinkData, IndentLevel, LineSpacing, NumPages, NumberingId, PageMargin,
    PageNum, PageOrientationType, Paragraph, ParagraphChild, Run, Tab, TabValueType, Table as Grid, TableCell,
    TableCellMargins, TableLayoutType, TableRow, WidthType,
};

use super::{Block, Document, Inline, address, can_follow, missing, one_line};
use crate::Words;
use crate::table::{Head, Row, Table, Tone, Value};
use model::error::Result;

/// A4 (210 × 297 mm) and a margin of 2 cm, in twentieths of a point.
const SHORT: usize = 11_906;
const LONG: usize = 16_838;
const MARGIN: usize = 1_134;

/// Writes the file. Charts are left out: their figures are in the tables, and word processors render SVG differently.
pub fn docx(document: &Document) -> Result<Vec<u8>> {
    let (width, height) = if document.landscape { (LONG, SHORT) } else { (SHORT, LONG) };
    let mut writer =
        Writer { words: Words::of(document.lang), width: width - 2 * MARGIN, paragraphs: 0, links: Vec::new() };

    let margin = MARGIN as i32;
    let mut docx = styles::add(Docx::new().page_size(width as u32, height as u32))
        .page_margin(PageMargin::new().top(margin).right(margin).bottom(margin).left(margin).footer(margin / 2))
        .footer(writer.footer(document));
    if document.landscape {
        docx = docx.page_orient(PageOrientationType::Landscape);
    }
    let date = writer.words.date(&document.date.to_string());
    for (style, text) in [("Kind", &document.kind), ("Title", &document.title), ("Date", &date)] {
        docx = docx.add_paragraph(writer.paragraph(style).add_run(text_run(text)));
    }
    for block in &document.blocks {
        docx = writer.block(docx, block);
    }
    package::sealed(docx, document, &writer.links)
}

struct Writer {
    words: Words,
    width: usize,
    /// Number of paragraphs so far.
    paragraphs: u32,
    /// Targets of the links, in order.
    links: Vec<String>,
}

impl Writer {
    fn block(&mut self, docx: Docx, block: &Block) -> Docx {
        match block {
            Block::Heading(level, text) => {
                let style = format!("Heading{}", level.clamp(&1, &3));
                docx.add_paragraph(self.paragraph(&style).add_run(text_run(text)))
            }
            Block::Paragraph(parts) => docx.add_paragraph(self.line("Normal", parts)),
            Block::List(items) => items.iter().enumerate().fold(docx, |docx, (at, item)| {
                let point = self.line("ListParagraph", item);
                let point = point.numbering(NumberingId::new(styles::BULLETS), IndentLevel::new(0));
                // What follows a list stands apart from it as from a paragraph.
                let is_last = at + 1 == items.len();
                docx.add_paragraph(if is_last { point.line_spacing(styles::paragraph_space()) } else { point })
            }),
            Block::Notice(parts) => docx.add_paragraph(self.line("Notice", parts)),
            Block::Answers(answers) => {
                let table = self.answers(answers);
                docx.add_table(table).add_paragraph(self.after_table())
            }
            Block::Table(table) => {
                let caption = self.paragraph("Caption").keep_next(true).add_run(text_run(&table.caption));
                let table = self.table(table);
                docx.add_paragraph(caption).add_table(table).add_paragraph(self.after_table())
            }
            Block::Chart { .. } => docx,
        }
    }

    fn paragraph(&mut self, style: &str) -> Paragraph {
        self.paragraphs += 1;
        Paragraph::new().id(format!("{:08x}", self.paragraphs)).style(style)
    }

    /// Adjacent tables would be merged without a paragraph between them.
    fn after_table(&mut self) -> Paragraph {
        self.paragraph("Cell").line_spacing(LineSpacing::new().after(120))
    }

    fn line(&mut self, style: &str, parts: &[Inline]) -> Paragraph {
        let mut paragraph = self.paragraph(style);
        for part in parts {
            paragraph = match part {
                Inline::Text(text) => paragraph.add_run(text_run(text)),
                Inline::Strong(text) => paragraph.add_run(text_run(text).bold()),
                Inline::Missing(what) => paragraph.add_run(to_write(&missing(what, self.words))),
                Inline::Link { label, url } if can_follow(url) => paragraph.add_hyperlink(self.link(label, url)),
                Inline::Link { label, .. } => paragraph.add_run(text_run(label)),
            };
        }
        paragraph
    }

    fn link(&mut self, label: &str, url: &str) -> Hyperlink {
        self.links.push(address(url));
        let run = text_run(label).style("Hyperlink");
        Hyperlink {
            link: HyperlinkData::External { rid: package::link_id(self.links.len()), path: String::new() },
            history: None,
            children: vec![ParagraphChild::Run(Box::new(run))],
        }
    }

    fn answers(&mut self, answers: &[(String, Vec<Inline>)]) -> Grid {
        let widths = self.shares(&[32, 68]);
        let rows = answers.iter().map(|(question, answer)| {
            let question = self.paragraph("Cell").add_run(text_run(question).bold());
            let answer = self.line("Cell", answer);
            TableRow::new(vec![cell(question, widths[0]), cell(answer, widths[1])])
        });
        let rows = rows.collect();
        self.grid(rows, widths)
    }

    fn table(&mut self, table: &Table) -> Grid {
        let widths = self.shares(&table.widths(self.words));
        let mut rows = vec![package::header(self.head(&table.head, &widths))];
        for row in &table.rows {
            rows.push(self.row(row, &table.head, &widths).cant_split());
        }
        self.grid(rows, widths)
    }

    fn head(&mut self, head: &[Head], widths: &[usize]) -> TableRow {
        let cells = head.iter().zip(widths).map(|(head, width)| {
            let label = self.paragraph("Cell").align(side(head)).keep_next(true);
            cell(label.add_run(text_run(&head.label).bold()), *width).shading(styles::wash())
        });
        TableRow::new(cells.collect())
    }

    fn row(&mut self, row: &Row, head: &[Head], widths: &[usize]) -> TableRow {
        let cells = row.cells.iter().zip(head).zip(widths).map(|((value, head), width)| {
            let shown = value.shown(self.words);
            let run = match (value, row.tone) {
                (Value::Missing, _) => to_write(&shown),
                (_, Tone::Plain) => text_run(&shown),
                (_, Tone::Total) => text_run(&shown).bold(),
                (_, Tone::Grave) => text_run(&shown).bold().color(styles::GRAVE),
            };
            cell(self.paragraph("Cell").align(side(head)).add_run(run), *width)
        });
        TableRow::new(cells.collect())
    }

    fn grid(&self, rows: Vec<TableRow>, widths: Vec<usize>) -> Grid {
        Grid::new(rows)
            .set_grid(widths)
            .width(self.width, WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .set_borders(styles::lines())
            .margins(TableCellMargins::new().margin(40, 80, 40, 80))
    }

    /// The text width, divided in proportion to these widths.
    fn shares(&self, widths: &[usize]) -> Vec<usize> {
        let whole: usize = widths.iter().sum();
        widths.iter().map(|width| self.width * width / whole.max(1)).collect()
    }

    fn footer(&mut self, document: &Document) -> Footer {
        let text = self.paragraph("Footer").add_tab(Tab::new().val(TabValueType::Right).pos(self.width));
        let text = text.add_run(text_run(&document.footer).add_tab()).add_page_num(PageNum::new());
        Footer::new().add_paragraph(text.add_run(Run::new().add_text(" / ")).add_num_pages(NumPages::new()))
    }
}

fn text_run(text: &str) -> Run {
    Run::new().add_text(one_line(text))
}

fn to_write(text: &str) -> Run {
    text_run(text).bold().color(styles::GRAVE).highlight("yellow")
}

fn side(head: &Head) -> AlignmentType {
    if head.figures { AlignmentType::Right } else { AlignmentType::Left }
}

fn cell(text: Paragraph, width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa).add_paragraph(text)
}
