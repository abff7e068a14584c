//! A comparison as tables; each lists only the lines that changed.

use super::cause;
use crate::compare::{Cause, Change, Compared, Counts, Net, Shift, Step};
use crate::words::Words;
use model::rule::Certainty;
use report::table::{Head, Row, Table, Tone, Value};

/// The tables that have at least one line, in reading order.
pub(super) fn tables(compared: &Compared, w: Words) -> Vec<Table> {
    let of = Tables { compared, w };
    let mut tables = vec![
        of.totals(),
        of.causes(),
        of.causes_by_insurer(),
        of.parties(),
        of.nets(),
        of.rules(),
        of.levels(),
        of.not_found(),
        of.evidence(),
        of.files(),
    ];
    tables.retain(|table| !table.rows.is_empty());
    tables
}

/// Builds the tables of one comparison.
struct Tables<'a> {
    compared: &'a Compared,
    w: Words,
}

impl Tables<'_> {
    fn totals(&self) -> Table {
        let (w, totals) = (self.w, &self.compared.totals);
        let rows = [
            (w.register_low(), totals.low),
            (w.estimated_persons(), totals.estimate),
            (w.register_high(), totals.high),
            (w.records(), totals.records),
            (w.contracts(), totals.contracts),
        ];
        let rows = rows.into_iter().map(|(name, change)| self.row([name.into()], self.sides(&change)));
        self.table("totals", w.figures_over_all(), &[w.figure()], &[], rows.collect())
    }

    fn parties(&self) -> Table {
        let (w, compared) = (self.w, self.compared);
        let row = |insurer: &str, operator: &str, counts: &Counts| {
            let rest = [self.bounds(&counts.shift()), self.signed(counts.records.change)];
            self.row([insurer.into(), operator.into()], self.sides(&counts.estimate).into_iter().chain(rest))
        };
        let mut rows = Vec::new();
        for line in compared.insurers.lines.iter().filter(|line| line.counts.differs()) {
            let cells = compared.cells.iter().filter(|cell| cell.insurer == line.id && cell.counts.differs());
            rows.extend(cells.map(|cell| row(&line.name, self.operator(&cell.operator), &cell.counts)));
            rows.push(row(&line.name, w.all_operators(), &line.counts));
        }
        let operators = compared.operators.lines.iter().filter(|line| line.counts.differs());
        rows.extend(operators.map(|line| row(w.all_insurers(), &line.name, &line.counts)));
        for (name, repeats) in [
            (w.repeats_at_insurers(), &compared.insurers.repeats),
            (w.repeats_at_operators(), &compared.operators.repeats),
        ] {
            if repeats.differs() {
                let nothing = [Value::Nothing, Value::Nothing];
                rows.push(self.row([name.into(), Value::Nothing], self.sides(repeats).into_iter().chain(nothing)));
            }
        }
        if compared.totals.differs() && !rows.is_empty() {
            let whole = row(w.all_insurers(), w.all_operators(), &compared.totals);
            rows.push(Row { tone: Tone::Total, ..whole });
        }
        let more = [w.moved_low_high(), w.rows_moved_by()];
        self.table("parties", w.parties_compared(), &[w.insurer(), w.operator()], &more, rows)
    }

    fn nets(&self) -> Table {
        let (w, compared) = (self.w, self.compared);
        let row = |insurer: &str, operator: &str, added: &Net, removed: &Net| {
            let figures = [added.persons, removed.persons, added.records, removed.records].map(Value::from);
            self.row([insurer.into(), operator.into()], figures)
        };
        let moved = |added: &Net, removed: &Net| *added != Net::default() || *removed != Net::default();
        let mut rows = Vec::new();
        for line in compared.insurers.lines.iter().filter(|line| moved(&line.added, &line.removed)) {
            rows.push(row(&line.name, w.all_operators(), &line.added, &line.removed));
        }
        for line in compared.operators.lines.iter().filter(|line| moved(&line.added, &line.removed)) {
            rows.push(row(w.all_insurers(), &line.name, &line.added, &line.removed));
        }
        if moved(&compared.added, &compared.removed) {
            let whole = row(w.all_insurers(), w.all_operators(), &compared.added, &compared.removed);
            rows.push(Row { tone: Tone::Total, ..whole });
        }
        let figures = [w.persons_added(), w.persons_removed(), w.rows_added(), w.rows_removed()];
        let head = [w.insurer(), w.operator()].map(Head::text).into_iter().chain(figures.map(Head::figures));
        Table { id: "nets", caption: w.nets_compared().to_owned(), head: head.collect(), rows }
    }

    fn rules(&self) -> Table {
        let w = self.w;
        let possible = |before: bool, after: bool| match before == after {
            true => w.yes_no(after).to_owned(),
            false => format!("{} → {}", w.yes_no(before), w.yes_no(after)),
        };
        let lines = self.compared.rules.iter();
        let changed = lines.filter(|line| {
            let is_moved = line.in_estimate_before != line.in_estimate_after && line.persons != Change::between(0, 0);
            line.persons.differs() || line.possible_before != line.possible_after || is_moved
        });
        let rows = changed.map(|line| {
            let name = line
                .rule
                .map_or_else(|| w.perimeter_alone().to_owned(), |rule| w.strength_short(rule, line.difference));
            let name = match (line.in_estimate_before, line.in_estimate_after) {
                (true, true) => name,
                (false, false) => format!("{name} ({})", w.outside_estimate()),
                (true, false) => format!("{name} ({})", w.left_estimate()),
                (false, true) => format!("{name} ({})", w.entered_estimate()),
            };
            let possible = possible(line.possible_before, line.possible_after);
            self.row([name.into(), possible.into()], self.sides(&line.persons))
        });
        self.table("rules", w.rules_compared(), &[w.rule(), w.possible()], &[], rows.collect())
    }

    fn levels(&self) -> Table {
        let w = self.w;
        let certainty = |of: Option<Certainty>| of.map_or("–", |certainty| w.certainty_word(certainty));
        let rows = self.compared.levels.iter().filter(|line| line.differs()).map(|line| {
            let certainty = match (line.certainty_before, line.certainty_after) {
                (was, is) if was == is => certainty(is).to_owned(),
                (was, is) => format!("{} → {}", certainty(was), certainty(is)),
            };
            let names = [w.strength_short(line.rule, line.difference).into(), certainty.into()];
            let [was, is, _] = self.sides(&line.by_chance);
            self.row(names, self.sides(&line.rows).into_iter().chain([was, is]))
        });
        let by_chance = [w.earlier(), w.later()].map(|side| format!("{}, {}", w.by_chance(), side.to_lowercase()));
        let by_chance = by_chance.each_ref().map(String::as_str);
        self.table("levels", w.rows_by_level(), &[w.rule(), w.certainty()], &by_chance, rows.collect())
    }

    /// With the ends of the interval, both before and after.
    fn not_found(&self) -> Table {
        let w = self.w;
        let rows = self.compared.not_found.iter().filter(|line| line.differs()).map(|line| {
            let ends = |side: fn(&Change) -> Option<u64>| match (side(&line.low), side(&line.high)) {
                (Some(low), Some(high)) => format!("{} – {}", w.number(low), w.number(high)).into(),
                _ => Value::Nothing,
            };
            let ends = [ends(|change| change.before), ends(|change| change.after)];
            self.row([self.insurer(&line.insurer).into()], self.sides(&line.rows).into_iter().chain(ends))
        });
        let ends = [w.earlier(), w.later()].map(|side| format!("95 %, {}", side.to_lowercase()));
        let ends = ends.each_ref().map(String::as_str);
        self.table("not-found", w.not_found_caption(), &[w.insurer()], &ends, rows.collect())
    }

    fn evidence(&self) -> Table {
        let (w, evidence) = (self.w, &self.compared.evidence);
        let lines = [
            (w.records_alone(), &evidence.records),
            (w.perimeter_alone(), &evidence.perimeter),
            (w.records_and_perimeter(), &evidence.both),
        ];
        let rows = lines.into_iter().filter(|(_, change)| change.differs());
        let rows = rows.map(|(name, change)| self.row([name.into()], self.sides(change)));
        self.table("evidence", w.evidence_compared(), &[w.evidence()], &[], rows.collect())
    }

    fn files(&self) -> Table {
        let w = self.w;
        let mut rows = Vec::new();
        let files = &self.compared.files;
        let leaks = files.leaks.iter().map(|file| (file, file.party.as_deref().map(|id| self.operator(id))));
        let members = files.members.iter().map(|file| (file, file.party.as_deref().map(|id| self.insurer(id))));
        for (file, party) in leaks.chain(members) {
            let party = party.unwrap_or(w.no_insurer());
            for line in file.bins.iter().filter(|line| line.rows.differs()) {
                let named = [file.path.as_str().into(), party.into(), w.bin_word(line.bin).into()];
                rows.push(self.row(named, self.sides(&line.rows)));
            }
        }
        self.table("files", w.files_compared(), &[w.file(), w.party(), w.bin()], &[], rows)
    }

    /// One line per step and its causes, then the causes that cannot affect a count, then the total.
    fn causes(&self) -> Table {
        let (w, compared) = (self.w, self.compared);
        let line = |cause: &Cause| cause::line(cause, compared, w);
        let numbered = || (1u64..).zip(&compared.causes);
        let named = |number: u64| {
            let cause = numbered().find(|(other, _)| *other == number);
            [Value::from(number.to_string()), cause.map_or(Value::Nothing, |(_, cause)| line(cause).into())]
        };
        let nothing = || [Value::Nothing, Value::Nothing, Value::Nothing, Value::Nothing];
        let mut rows = Vec::new();
        for Step { causes, totals, .. } in &compared.steps {
            match &causes[..] {
                [] => rows.push(self.row([Value::Nothing, w.unexplained().into()], self.moved(totals))),
                [number] => rows.push(self.row(named(*number), self.moved(totals))),
                several => {
                    rows.extend(several.iter().map(|number| self.row(named(*number), nothing())));
                    rows.push(self.row([listed(several).into(), w.together().into()], self.moved(totals)));
                }
            }
        }
        for (number, cause) in numbered().filter(|(_, cause)| !cause.moves) {
            let line = format!("{} ({})", line(cause), w.no_effect());
            rows.push(self.row([number.to_string().into(), line.into()], nothing()));
        }
        if compared.steps.len() > 1 {
            let whole = self.row([Value::Nothing, w.whole_difference().into()], self.moved(&compared.totals.shift()));
            rows.push(Row { tone: Tone::Total, ..whole });
        }
        let figures = [w.moved_by(), w.moved_low_high(), w.rows_moved_by(), w.contracts_moved_by()];
        let head = [w.cause_number(), w.cause_head()].map(Head::text).into_iter().chain(figures.map(Head::figures));
        Table { id: "causes", caption: w.causes_compared().to_owned(), head: head.collect(), rows }
    }

    fn causes_by_insurer(&self) -> Table {
        let (w, compared) = (self.w, self.compared);
        let mut rows = Vec::new();
        for step in compared.steps.iter().filter(|_| compared.steps.len() > 1) {
            for shift in step.insurers.iter().filter(|shift| shift.estimate != 0) {
                let named = [listed(&step.causes).into(), self.insurer(&shift.id).into()];
                rows.push(self.row(named, [self.signed(shift.estimate)]));
            }
        }
        let head = vec![Head::text(w.cause_number()), Head::text(w.insurer()), Head::figures(w.moved_by())];
        Table { id: "causes-by-insurer", caption: w.causes_by_insurer().to_owned(), head, rows }
    }

    /// A table with the columns before, after and change; `more` are further figure columns.
    fn table(&self, id: &'static str, caption: &str, names: &[&str], more: &[&str], rows: Vec<Row>) -> Table {
        let w = self.w;
        let sides = [w.earlier(), w.later(), w.moved_by()];
        let figures = sides.into_iter().chain(more.iter().copied()).map(Head::figures);
        let head = names.iter().map(|name| Head::text(name)).chain(figures).collect();
        Table { id, caption: caption.to_owned(), head, rows }
    }

    fn row<const N: usize>(&self, names: [Value; N], figures: impl IntoIterator<Item = Value>) -> Row {
        Row { cells: names.into_iter().chain(figures).collect(), ..Row::default() }
    }

    fn sides(&self, change: &Change) -> [Value; 3] {
        let count = |count: Option<u64>| count.map_or(Value::Nothing, Value::Number);
        [count(change.before), count(change.after), self.signed(change.change)]
    }

    fn moved(&self, shift: &Shift) -> [Value; 4] {
        [self.signed(shift.estimate), self.bounds(shift), self.signed(shift.records), self.signed(shift.contracts)]
    }

    fn bounds(&self, shift: &Shift) -> Value {
        format!("{} / {}", self.w.signed(shift.low), self.w.signed(shift.high)).into()
    }

    fn signed(&self, n: i64) -> Value {
        self.w.signed(n).into()
    }

    fn insurer<'a>(&'a self, id: &'a str) -> &'a str {
        self.compared.insurers.lines.iter().find(|line| line.id == id).map_or(id, |line| &line.name)
    }

    fn operator<'a>(&'a self, id: &'a str) -> &'a str {
        self.compared.operators.lines.iter().find(|line| line.id == id).map_or(id, |line| &line.name)
    }
}

fn listed(numbers: &[u64]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
