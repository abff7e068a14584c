//! Evidence behind the figures: types of evidence, rules, and the bins of rows.

use super::{Section, Tables, row, table};
use crate::table::{Row, Value};

impl Tables<'_> {
    /// Types of evidence, then persons by rule.
    pub(super) fn rules(self) -> Section {
        let w = self.w;
        let evidence = self.scopes().into_iter().map(|scope| {
            let found = scope.makeup.evidence;
            let counts = [found.records, found.perimeter, found.both, scope.totals.persons.estimate];
            self.about(scope.insurer, scope.operator, counts.map(Value::from))
        });
        let heads = [w.insurer(), w.operator()];
        let figures = [w.records_alone(), w.perimeter_alone(), w.records_and_perimeter(), w.estimate()];
        let evidence = table("evidence", w.evidence(), &heads, &figures, evidence.collect());

        let mut rows: Vec<Row> = Vec::new();
        for scope in self.scopes() {
            // A rule that the files do not allow is told once.
            let is_whole = scope.insurer.is_none() && scope.operator.is_none();
            let told = scope.makeup.rules.iter().filter(|count| is_whole || count.possible || count.persons > 0);
            rows.extend(told.map(|count| {
                let words = [w.certainty_word(count.certainty), w.yes_no(count.possible)];
                let counts = [count.persons, count.in_perimeter].map(Value::from);
                let rule = Value::from(w.strength_short(count.rule, count.difference));
                let cells = [rule].into_iter().chain(words.map(Value::from)).chain(counts);
                self.about(scope.insurer, scope.operator, cells)
            }));
        }
        let heads = [w.insurer(), w.operator(), w.rule(), w.certainty(), w.possible()];
        let rules = table("rules", w.persons_by_rule(), &heads, &[w.persons(), w.also_in_perimeter()], rows);
        Section::new("rules", w.by_rule(), w.how_rules(), vec![evidence, rules]).note(w.by_rule_note()).annex()
    }

    /// Rows by file and bin.
    pub(super) fn bins(self) -> Section {
        let (files, w) = (&self.a.conservation, self.w);
        let leaks = files.leaks.iter().map(|file| {
            let bins = [
                file.rows,
                file.matched,
                file.doubtful,
                file.ambiguous,
                file.household,
                file.elsewhere,
                file.unmatched,
                file.duplicate,
                file.rejected,
            ];
            let words = [Value::from(self.operator(&file.operator)), file.path.clone().into()];
            let cells = words.into_iter().chain(bins.map(Value::from)).collect();
            Row { operator: Some(file.operator.clone()), ..row(cells) }
        });
        let figures = [
            w.rows(),
            w.matched(),
            w.doubtful(),
            w.ambiguous(),
            w.household(),
            w.elsewhere(),
            w.unmatched(),
            w.duplicate(),
            w.rejected(),
        ];
        let leaks = table("leaks", w.bins_leaks(), &[w.operator(), w.file()], &figures, leaks.collect());

        let members = files.members.iter().map(|file| {
            let name = file.insurer.as_deref().map_or(w.no_insurer(), |id| self.insurer(id));
            let bins = [file.rows, file.exposed, file.not_exposed, file.duplicate, file.rejected];
            let words = [Value::from(name), file.path.clone().into()];
            let cells = words.into_iter().chain(bins.map(Value::from)).collect();
            Row { insurer: file.insurer.clone(), ..row(cells) }
        });
        let figures = [w.rows(), w.exposed(), w.not_exposed(), w.duplicate(), w.rejected()];
        let members = table("members", w.bins_members(), &[w.insurer(), w.file()], &figures, members.collect());
        Section::new("bins", w.bins(), w.how_bins(), vec![leaks, members]).annex()
    }
}
