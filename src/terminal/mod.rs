//! Terminal output: 80 columns, no colour.

mod reversible;
mod summary;
mod words;

use std::io::Write;

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width, presets,
};

use crate::words::Words;
use report::table;

pub(crate) use reversible::reversible;
pub(crate) use summary::summary;

/// Writes a line to standard error. Whether anybody reads it makes no difference to a run.
pub(crate) fn tell(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Width of the output, in columns: the default width of a terminal.
pub(crate) const WIDTH: u16 = 80;

/// A rule under the header and one at the end.
pub(crate) const LINES: TableStyle = {
    let line = LineStyle::none().fill('─').junction('─');
    TableStyle::new().header_separator(line).bottom_border(line)
};

/// Wraps a line at spaces. `lead` stands before it, and the following lines are indented to match.
pub(crate) fn wrap(line: &str, lead: &str) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    table.add_row([Cell::new(lead), Cell::new(line)]);
    for column in table.column_iter_mut() {
        column.set_padding((0, 1));
    }
    table.trim_fmt()
}

/// A report's table for the terminal. Words and paths are not broken if 80 columns allow it.
pub(crate) fn grid(table: &table::Table, words: Words) -> Table {
    let mut grid = Table::new();
    grid.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    grid.set_header(table.head.iter().map(|head| head.label.as_str()));
    let longest = |text: &str| text.split(' ').map(|word| word.chars().count()).max().unwrap_or(0) as u16;
    let mut widest: Vec<u16> = table.head.iter().map(|head| longest(&head.label)).collect();
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(|cell| cell.shown(*words)).collect();
        widest.iter_mut().zip(&cells).for_each(|(widest, cell)| *widest = longest(cell).max(*widest));
        grid.add_row(cells);
    }
    // One space of padding on either side.
    let fits = widest.iter().map(|width| width + 2).sum::<u16>() <= WIDTH;
    for ((column, head), width) in grid.column_iter_mut().zip(&table.head).zip(widest) {
        if head.figures {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if fits {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width + 2)));
        }
    }
    grid
}
