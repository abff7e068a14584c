//! The result of `ampleur notify`, for the terminal: coverage, and what remains to be done.

use std::fmt::Write;
use std::path::Path;

use comfy_table::{CellAlignment, ContentArrangement, Table};

use crate::notify::{Coverage, Notified, Worklist};
use crate::terminal::{LINES, WIDTH, wrap};
use crate::words::Words;
use model::finding::Level;

/// `folder` is where the list was written.
pub(crate) fn notified(notified: &Notified, w: Words, folder: &Path) -> String {
    let coverage = &notified.coverage;
    let mut text = format!("{}{}{}\n", w.list_title(), w.colon(), notified.origin.insurer_name);
    let _ = writeln!(
        text,
        "{} {} · {} {}\n",
        w.as_of(),
        w.date(&notified.origin.reference_date),
        w.number(coverage.persons),
        w.persons_concerned(coverage.persons),
    );
    let _ = writeln!(text, "{}\n", table(coverage, w));
    for (level, note) in notes(notified, w) {
        let _ = writeln!(text, "{}", wrap(&note, &format!("[{}]", w.level_word(level))));
    }
    let place = folder.join(&notified.list.file);
    let _ = writeln!(text, "\n{}{}{}", w.list_is_in(), w.colon(), place.display());
    let _ = writeln!(text, "{}", w.list_protection(&notified.list));
    text
}

/// Persons by situation, by addressee and by channel. Groups without persons are omitted.
fn table(coverage: &Coverage, w: Words) -> Table {
    let Coverage { situations, addressees, .. } = coverage;
    let by_situation = vec![
        (w.list_current().to_owned(), situations.current),
        (w.former().to_owned(), situations.former),
        (w.deceased().to_owned(), situations.deceased),
    ];
    let by_addressee = vec![
        (w.list_to_person().to_owned(), addressees.person),
        (w.list_to_representative().to_owned(), addressees.legal_representative),
        (w.list_to_policyholder().to_owned(), addressees.policyholder),
        (w.list_to_nobody().to_owned(), addressees.none),
    ];
    let through = coverage.channels.iter().flat_map(|count| {
        let channel = w.channel_word(count.channel);
        [(channel.to_owned(), count.known), (format!("{channel}, {}", w.list_to_verify()), count.to_verify)]
    });
    let without = [(w.list_no_channel().to_owned(), coverage.no_channel)];
    let by_channel = through.chain(without).collect();
    let mut table = Table::new();
    table.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    table.set_header([w.kind(), w.group(), w.persons()]);
    let kinds =
        [(w.list_situation(), by_situation), (w.list_addressee(), by_addressee), (w.list_channel(), by_channel)];
    for (kind, groups) in kinds {
        let groups: Vec<(String, u64)> = groups.into_iter().filter(|(_, persons)| *persons > 0).collect();
        for (i, (group, persons)) in groups.into_iter().enumerate() {
            let kind = if i == 0 { kind } else { "" };
            table.add_row([kind.to_owned(), group, w.number(persons)]);
        }
    }
    if let Some(column) = table.column_mut(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// Notes on what to do or to know.
fn notes(notified: &Notified, w: Words) -> Vec<(Level, String)> {
    let Notified { coverage, list, .. } = notified;
    let to_verify: u64 = coverage.channels.iter().map(|count| count.to_verify).sum();
    let mut notes = Vec::new();
    let mut note = |holds: bool, level: Level, words: String| {
        if holds {
            notes.push((level, words));
        }
    };
    note(list.in_clear, Level::Warning, w.list_in_clear().to_owned());
    note(coverage.persons == 0, Level::Warning, w.list_empty().to_owned());
    note(coverage.channels.is_empty(), Level::Warning, w.list_no_channel_declared().to_owned());
    note(to_verify > 0, Level::Warning, w.list_verify(to_verify));
    note(coverage.without_id.persons > 0, Level::Warning, w.list_without_id(&coverage.without_id));
    note(coverage.ambiguous_ids > 0, Level::Warning, w.list_ambiguous_ids(coverage.ambiguous_ids));
    note(coverage.without_policyholder > 0, Level::Warning, w.list_without_policyholder(coverage.without_policyholder));
    let outside = [coverage.doubtful, coverage.ambiguous, coverage.household];
    note(outside.iter().sum::<u64>() > 0, Level::Info, w.list_outside(outside));
    notes
}

/// The result of `ampleur notify --doubtful`; `folder` is where the worklist was written.
pub(crate) fn worklist(made: &Worklist, w: Words, folder: &Path) -> String {
    let Worklist { rows, without_id, list, origin, .. } = made;
    let mut text = format!("{}{}{}\n", w.worklist_title(), w.colon(), origin.insurer_name);
    let _ = writeln!(text, "{} {}\n", w.as_of(), w.date(&origin.reference_date));
    let mut table = Table::new();
    table.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    table.set_header([w.group(), w.records_short()]);
    let counts = [
        (w.worklist_doubtful(), rows.doubtful),
        (w.worklist_ambiguous(), rows.ambiguous),
        (w.worklist_household(), rows.household),
        (w.worklist_near(), rows.near),
    ];
    for (group, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        table.add_row([group.to_owned(), w.number(count)]);
    }
    if let Some(column) = table.column_mut(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    if rows.all() > 0 {
        let _ = writeln!(text, "{table}\n");
    }
    let mut note = |holds: bool, level: Level, words: &str| {
        if holds {
            let _ = writeln!(text, "{}", wrap(words, &format!("[{}]", w.level_word(level))));
        }
    };
    note(list.in_clear, Level::Warning, w.list_in_clear());
    note(rows.all() == 0, Level::Info, w.worklist_empty());
    note(without_id.persons > 0, Level::Warning, &w.worklist_without_id(without_id));
    note(rows.all() > 0, Level::Info, &w.worklist_decide(&origin.insurer));
    let place = folder.join(&list.file);
    let _ = writeln!(text, "\n{}{}{}", w.list_is_in(), w.colon(), place.display());
    let _ = writeln!(text, "{}", w.list_protection(list));
    text
}
