//! Derivation of the ENISA score, step by step, and what would change it.

use super::{Section, Tables, table};
use crate::table::{Row, Tone, Value};
use model::incident::Nature;
use model::severity::Severity;
use model::severity::enisa::{Circumstances, Context};
use model::severity::identification::Identification;

/// The steps of one insurer's score as rows: step, element, reason, starting value, result.
struct Steps<'a> {
    tables: Tables<'a>,
    insurer: &'a str,
    rows: Vec<Row>,
}

impl<'a> Tables<'a> {
    /// Every step of every score, then the scores with one thing changed.
    pub(super) fn derivation(self) -> Section {
        let (a, w) = (self.a, self.w);
        let steps = a.severity.iter().flat_map(|severity| Steps::rows_of(self, severity)).collect();
        let heads = [w.insurer(), w.step(), w.element(), w.reason()];
        let steps = table("derivation", w.derivation_steps(), &heads, &[w.base(), w.value()], steps);
        let moves = a.severity.iter().flat_map(|severity| self.moves(severity)).collect();
        let heads = [w.insurer(), w.operator(), w.change(), w.band()];
        let moves = table("moves", w.moves(), &heads, &[w.register_score()], moves);
        Section::new("derivation", w.derivation(), w.how_derivation(), vec![steps, moves]).annex()
    }

    /// The score as it is, without each field, for each operator alone, and without each field of an operator.
    fn moves(self, severity: &'a Severity) -> Vec<Row> {
        let w = self.w;
        let line = |operator: Option<&'a str>, change: String, band, score| {
            let cells = [Value::from(change), w.band_word(band).into(), Value::Score(score)];
            self.about(Some(&severity.insurer), operator, cells)
        };
        let whole = &severity.enisa;
        let as_it_is = line(None, w.as_it_is().to_owned(), whole.band, whole.score_hundredths);
        let mut rows = vec![Row { tone: Tone::Total, ..as_it_is }];
        rows.extend(severity.without.iter().map(|without| {
            let change = w.without(w.field_name(without.field));
            line(None, change, without.band, without.score_hundredths)
        }));
        for own in &severity.operators {
            let operator = Some(own.operator.as_str());
            rows.push(line(operator, w.its_loss_alone().to_owned(), own.band, own.score_hundredths));
            rows.extend(own.had_it_not_held.iter().map(|without| {
                let change = w.had_it_not_held(w.field_name(without.field));
                line(operator, change, without.band, without.score_hundredths)
            }));
        }
        rows
    }
}

impl<'a> Steps<'a> {
    fn rows_of(tables: Tables<'a>, severity: &'a Severity) -> Vec<Row> {
        let (w, enisa) = (tables.w, &severity.enisa);
        let mut steps = Steps { tables, insurer: &severity.insurer, rows: Vec::new() };
        steps.add(w.data_lost(), w.field_names(&severity.fields), "", Value::Nothing, Value::Nothing);
        steps.context(&enisa.context);
        steps.identification(&enisa.identification);
        steps.circumstances(&enisa.circumstances);
        let band = w.band_word(enisa.band);
        steps.add(
            w.register_score(),
            w.formula().to_owned(),
            band,
            Value::Nothing,
            Value::Score(enisa.score_hundredths),
        );
        steps.total();
        steps.rows
    }

    fn add(&mut self, step: &str, element: String, why: &str, from: Value, gives: Value) {
        let why = if why.is_empty() { Value::Nothing } else { why.into() };
        let cells = [Value::from(step), element.into(), why, from, gives];
        self.rows.push(self.tables.about_insurer(self.insurer, cells));
    }

    /// Marks the last row as a total.
    fn total(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.tone = Tone::Total;
        }
    }

    /// The proposal and, if the controller decided otherwise, the decision and its reason.
    fn settle(&mut self, step: &str, proposed: Value, value: Value, decided: Option<&String>) {
        let w = self.tables.w;
        self.add(step, w.highest().to_owned(), "", Value::Nothing, proposed);
        self.total();
        if let Some(reason) = decided {
            self.add(step, w.decided().to_owned(), reason, Value::Nothing, value);
            self.total();
        }
    }

    fn context(&mut self, context: &Context) {
        let w = self.tables.w;
        for class in &context.classes {
            let element = format!("{}{}{}", w.class_word(class.class), w.colon(), w.field_names(&class.fields));
            let why = class.step.map_or(w.no_step(), |step| w.step_word(step));
            self.add(w.context(), element, why, u64::from(class.base).into(), u64::from(class.score).into());
        }
        let [proposed, value] = [context.proposed, context.value].map(|level| Value::from(u64::from(level)));
        self.settle(w.context(), proposed, value, context.decided.as_ref());
    }

    /// The level of each identifier, and the level that the measured share gives: the highest is used.
    fn identification(&mut self, identification: &Identification) {
        let w = self.tables.w;
        for row in &identification.identifiers {
            let element = w.identifier_word(row.identifier).to_owned();
            let why = w.because_word(row.because);
            self.add(w.identification(), element, why, Value::Nothing, Value::Score(row.level_hundredths));
        }
        if let Some(measured) = &identification.measured {
            let set = format!("{}{}{}", w.measured_set(), w.colon(), w.field_names(&measured.fields));
            let (share, level) = (Value::Share(measured.alone_ppm), Value::Score(measured.level_hundredths));
            self.add(w.identification(), set, w.measured_rule(), share, level);
        }
        let [proposed, value] = [identification.proposed_hundredths, identification.value_hundredths].map(Value::Score);
        self.settle(w.identification(), proposed, value, identification.decided.as_ref());
    }

    fn circumstances(&mut self, circumstances: &Circumstances) {
        let w = self.tables.w;
        for (name, part) in [
            (w.nature_word(Nature::Confidentiality), circumstances.confidentiality),
            (w.nature_word(Nature::Integrity), circumstances.integrity),
            (w.nature_word(Nature::Availability), circumstances.availability),
            (w.malicious(), circumstances.malicious),
        ] {
            let why = match part.hundredths {
                _ if part.assumed => w.assumed(),
                0 => w.nothing_such(),
                _ => w.by_incident_file(),
            };
            self.add(w.circumstances(), name.to_owned(), why, Value::Nothing, Value::Score(part.hundredths));
        }
        let sum = Value::Score(circumstances.sum_hundredths);
        self.add(w.circumstances(), w.sum().to_owned(), "", Value::Nothing, sum);
        self.total();
    }
}
