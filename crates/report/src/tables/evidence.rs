//! Evidence behind the figures: types of evidence, rules, and the bins of rows.

use super::{Part, Section, Tables, row, table};
use crate::table::{Row, Value};
use model::figures::ByChance;

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
        let matching = &self.a.matching;
        let levels = matching.levels.iter().map(|level| {
            let words = [w.strength_short(level.rule, level.difference), w.certainty_word(level.certainty).to_owned()];
            let chance = match level.by_chance {
                Some(ByChance { rows, low, high }) => [rows, low, high].map(Value::from),
                None => [const { Value::Nothing }; 3],
            };
            row(words.into_iter().map(Value::from).chain([level.rows.into()]).chain(chance).collect())
        });
        let figures = [w.records_short(), w.by_chance(), w.at_least(), w.at_most()];
        let levels = table("levels", w.rows_by_level(), &[w.rule(), w.certainty()], &figures, levels.collect());
        let settings = [
            Value::from(w.chance()),
            Value::Share(matching.max_chance_ppm),
            matching.one_in.map_or(Value::Nothing, Value::from),
        ];
        let chance =
            table("chance", w.how_chance(), &[w.measure()], &[w.max_chance(), w.one_in()], vec![row(settings.into())]);
        let own_numbers = matching.own_numbers.map(|found| {
            let words = [found.counted, found.personal, found.of_errors].map(|yes| Value::from(w.yes_no(yes)));
            let counts =
                [found.agreeing, found.alone, found.of_one, found.of_several].into_iter().chain(found.beside());
            let counts = counts.map(Value::from);
            row(words.into_iter().chain(counts).collect())
        });
        let heads = [w.these_count(), w.numbers_personal(), w.rest_of_errors()];
        let figures = [
            w.number_and_more(),
            w.number_and_little(),
            w.numbers_of_one(),
            w.numbers_of_several(),
            w.number_date_first(),
            w.number_other_date(),
            w.number_other_first(),
            w.number_both_other(),
        ];
        let own_numbers = table("own-numbers", w.own_numbers(), &heads, &figures, own_numbers.into_iter().collect());
        let two_values = matching.two_values.iter().flat_map(|found| {
            let beside = [found.all_agree, found.name_differs, found.key_differs];
            found.by_name.iter().map(move |name| {
                let words =
                    [w.rule_short(name.rule), w.yes_no(name.counted), w.yes_no(found.of_errors)].map(Value::from);
                let counts = [name.rows, found.chance(name.by_chance)].into_iter().chain(beside).map(Value::from);
                row(words.into_iter().chain(counts).collect())
            })
        });
        let heads = [w.rule(), w.these_count(), w.rest_of_errors()];
        let figures =
            [w.records_short(), w.by_chance(), w.number_names_date(), w.number_other_name(), w.names_date_no_number()];
        let two_values = table("two-values", w.two_values(), &heads, &figures, two_values.collect());
        /// Figures of an estimate.
        const NOT_FOUND: usize = 9;
        let not_found = self.a.insurers.iter().filter_map(|insurer| {
            // Of one of whose persons none is met, it cannot be estimated.
            let counts: Vec<Value> = match (insurer.not_found, insurer.named_only) {
                (None, None | Some(0)) => return None,
                (None, Some(_)) => vec![Value::Nothing; NOT_FOUND],
                (Some(of), _) => of.found().into_iter().chain([of.rows, of.low, of.high]).map(Value::from).collect(),
            };
            let named = insurer.named_only.map_or(Value::Nothing, Value::from);
            let cells = [Value::from(self.insurer(&insurer.id))].into_iter().chain(counts).chain([named]).collect();
            Some(Row { insurer: Some(insurer.id.clone()), ..row(cells) })
        });
        let figures = [
            w.by_both(),
            w.by_key_and_names(),
            w.by_key_and_date(),
            w.by_key(),
            w.by_names(),
            w.otherwise(),
            w.rows_not_found_short(),
            w.at_least(),
            w.at_most(),
            w.named_only(),
        ];
        let not_found = table("not-found", w.not_found_caption(), &[w.insurer()], &figures, not_found.collect());
        let mut notes = vec![w.by_rule_note().to_owned(), w.not_found_note().to_owned()];
        notes.push(w.by_chance_note(matching.one_in, matching.max_chance_ppm));
        notes.extend(matching.own_numbers.map(|_| w.own_numbers_note(matching.max_chance_ppm)));
        notes.extend(matching.two_values.as_ref().map(|_| w.two_values_note(matching.max_chance_ppm)));
        let note = notes.join(" ");
        let [near, decades] = self.unmatched();
        let tables = vec![evidence, rules, levels, chance, own_numbers, two_values, not_found, near, decades];
        Section::new("rules", w.by_rule(), w.how_rules(), tables).note(&note).annex()
    }

    /// Rows that match nobody, by what they resemble and by decade of birth.
    fn unmatched(self) -> [Part; 2] {
        let w = self.w;
        let unmatched = self.a.matching.unmatched.as_ref();
        let near = unmatched.into_iter().flat_map(|unmatched| {
            let near = unmatched.near.iter().map(|count| (w.near_short(count.near), count.rows, count.by_chance));
            near.chain([(w.near_nobody(), unmatched.nobody, None)])
        });
        let near = near.map(|(resembles, rows, chance)| {
            let chance = chance.map_or([const { Value::Nothing }; 3], |of| [of.rows, of.low, of.high].map(Value::from));
            row([Value::from(resembles), rows.into()].into_iter().chain(chance).collect())
        });
        let figures = [w.records_short(), w.by_chance(), w.at_least(), w.at_most()];
        let near = table("unmatched", w.unmatched_by_near(), &[w.resemblance()], &figures, near.collect());
        let decades = unmatched.into_iter().flat_map(|unmatched| &unmatched.decades);
        let decades =
            decades.map(|count| row(vec![Value::from(w.decade(count.from)), count.rows.into(), count.nobody.into()]));
        let figures = [w.records_short(), w.near_nobody()];
        let decades = table("unmatched-decades", w.unmatched_by_decade(), &[w.born_in()], &figures, decades.collect());
        [near, decades]
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
