//! Severity for each insurer's persons, and the resulting duties.

use super::{Section, Tables, table};
use crate::Words;
use crate::table::{Row, Tone, Value};
use model::severity::{Decision, Owed, OwedState, Severity};

impl<'a> Tables<'a> {
    /// One row per insurer with score, level and duties, then each duty with its reason.
    pub(super) fn severity(self) -> Section {
        let (a, w) = (self.a, self.w);
        let lines = a.severity.iter().map(|severity| {
            let (enisa, duties) = (&severity.enisa, &severity.duties);
            let deadline = duties.first_clock();
            let cells: [Value; 11] = [
                w.gravity_word(severity.gravity.value).into(),
                w.band_word(enisa.band).into(),
                w.chance_word(severity.likelihood.level).into(),
                w.yes_no(duties.authority.value).into(),
                w.yes_no(duties.persons.value).into(),
                deadline.map_or(Value::Missing, |deadline| w.moment(&deadline.until).into()),
                deadline.map_or(Value::Nothing, |deadline| w.yes_no(deadline.late).into()),
                Value::Score(enisa.score_hundredths),
                u64::from(enisa.context.value).into(),
                Value::Score(enisa.identification.value_hundredths),
                Value::Score(enisa.circumstances.sum_hundredths),
            ];
            self.about_insurer(&severity.insurer, cells)
        });
        let heads = [
            w.insurer(),
            w.register_gravity(),
            w.band(),
            w.register_likelihood(),
            w.register_authority(),
            w.register_persons(),
            w.until(),
            w.late(),
        ];
        let figures = [w.register_score(), w.context(), w.identification(), w.circumstances()];
        let lines = table("severity", w.severity_by_insurer(), &heads, &figures, lines.collect());
        let duties = a.severity.iter().flat_map(|severity| self.duties(severity)).collect();
        let heads = [w.insurer(), w.question(), w.answer(), w.reason()];
        let duties = table("duties", w.duties_by_insurer(), &heads, &[], duties);
        let all = a.severity.iter().chain(&a.not_established);
        let owed = all.flat_map(|severity| severity.owed.iter().map(move |owed| self.owed(severity, owed))).collect();
        let heads = [
            w.insurer(),
            w.operator(),
            w.owed_what(),
            w.status(),
            w.owed_from(),
            w.target(),
            w.owed_until(),
            w.owed_done(),
            w.owed_source(),
        ];
        let owed = table("owed", w.owed_by_insurer(), &heads, &[], owed);
        Section::new("severity", w.severity(), w.how_severity(), vec![lines, duties, owed]).note(w.decision_support())
    }

    /// One thing owed.
    fn owed(self, severity: &'a Severity, owed: &'a Owed) -> Row {
        let w = self.w;
        let moment = |moment: &Option<String>| moment.as_ref().map_or(Value::Nothing, |on| w.day_or_moment(on).into());
        let cells = [
            Value::from(w.what(owed.what)),
            w.owed_state(owed.what, owed.state).into(),
            moment(&owed.from),
            moment(&owed.target),
            moment(&owed.until),
            moment(&owed.done_on),
            w.owed_basis(owed.what, owed.state).into(),
        ];
        let row = self.about(Some(&severity.insurer), owed.operator.as_deref(), cells);
        if owed.state == OwedState::Late { Row { tone: Tone::Grave, ..row } } else { row }
    }

    /// Proposals, reasons, decisions and deadline of one insurer.
    fn duties(self, severity: &'a Severity) -> Vec<Row> {
        let w = self.w;
        let mut rows = Vec::new();
        let mut say = |question: &str, answer: Value, why: Option<&str>| {
            let why = why.map_or(Value::Nothing, Value::from);
            rows.push(self.about_insurer(&severity.insurer, [Value::from(question), answer, why]));
        };
        let gravity = &severity.gravity;
        say(w.proposed_gravity(), w.gravity_word(gravity.proposed).into(), Some(w.gravity_reason(gravity.because)));
        for floor in &gravity.floors {
            say(w.floor(), w.gravity_word(floor.least()).into(), Some(w.floor_word(*floor)));
        }
        if let Some(reason) = &gravity.decided {
            say(w.decided(), w.gravity_word(gravity.value).into(), Some(reason.as_str()));
        }
        let likelihood = severity.likelihood;
        let why = w.chance_reason(likelihood.because);
        say(w.likelihood(), w.chance_word(likelihood.level).into(), Some(why));
        let duties = &severity.duties;
        decision(w.proposed_authority(), &duties.authority, |ground| w.authority_ground(ground), w, &mut say);
        decision(w.proposed_persons(), &duties.persons, |ground| w.persons_ground(ground), w, &mut say);
        if let Some(exemption) = duties.exemption {
            say(w.exemption(), w.exemption_word(exemption).into(), None);
        }
        say(w.over_100_persons(), w.yes_no(severity.flags.over_100_persons).into(), None);
        let unintelligible = match severity.flags.unintelligible {
            true => w.yes_no(true),
            false => w.not_declared(),
        };
        say(w.unintelligible(), unintelligible.into(), None);
        for clock in &duties.clocks {
            let party = self.operator_name(&clock.operator);
            say(w.informed_on(), w.moment(&clock.aware_on).into(), Some(party));
            say(w.target(), w.moment(&clock.target).into(), Some(party));
            say(w.until(), w.moment(&clock.until).into(), Some(party));
            if clock.late {
                say(w.late(), w.yes_no(clock.late).into(), Some(party));
            }
        }
        for operator in &duties.no_clock {
            say(w.informed_on(), Value::Missing, Some(self.operator_name(operator)));
        }
        if let Some(clock) = duties.first_clock() {
            let sent_on = clock.sent_on.as_ref();
            let open = if duties.authority.value { Value::Missing } else { Value::Nothing };
            say(w.sent_on(), sent_on.map_or(open, |sent_on| w.moment(sent_on).into()), None);
            if clock.late || clock.delay_reason.is_some() {
                let reason = clock.delay_reason.as_ref();
                say(w.delay_reason(), reason.map_or(Value::Missing, |reason| reason.clone().into()), None);
            }
        }
        rows
    }
}

/// A proposal with its reason and, if the controller decided otherwise, the decision.
fn decision<G: Copy>(
    question: &str,
    decision: &Decision<G>,
    ground: impl Fn(G) -> &'static str,
    w: Words,
    say: &mut impl FnMut(&str, Value, Option<&str>),
) {
    say(question, w.yes_no(decision.proposed).into(), Some(ground(decision.because)));
    if let Some(reason) = &decision.decided {
        say(w.decided(), w.yes_no(decision.value).into(), Some(reason.as_str()));
    }
}
