//! Who writes, what happened, and who is affected.

use super::completeness::Topic;
use super::draft::Draft;
use super::words::lower_first;
use super::{Form, LetterContext, perimeter, written_of};
use crate::Words;
use crate::document::{Block, Inline};
use model::code::Code;
use model::incident::{Informed, Moment, Perimeter, Status};

impl LetterContext<'_> {
    pub(super) fn why(&self, draft: &mut Draft) {
        draft.heading(self.words.why(self.form));
        draft.sentences(self.words.who_writes(self.form, &self.facts.declared.name, &self.operators()));
        draft.sentences(self.words.regret());
        draft.blocks.push(Block::Notice(vec![self.words.essential().into()]));
    }

    /// What happened, in the words of the incident file, then its nature and origin.
    pub(super) fn what_happened(&self, draft: &mut Draft) {
        let (words, incident) = (self.words, self.facts.incident);
        draft.heading(words.what_happened());
        draft.sentences(words.role(&self.operators(), self.facts.operators().count() > 1));
        let description = written_of(&incident.description).map(|text| vec![draft.as_declared(text)]);
        let description = draft.or_missing(Topic::WhatHappened, description);
        draft.paragraph(description);

        let origin = incident.origin.map(|origin| words.origin(origin));
        let cause = incident.cause.map(|cause| words.cause(cause));
        let kind: Vec<&str> = origin.into_iter().chain(cause).collect();
        if !kind.is_empty() {
            draft.sentences(kind.join(" "));
        }
        let natures: Vec<&str> = incident.nature.iter().map(|nature| words.nature(*nature)).collect();
        draft.paragraph_or_missing(Topic::Nature, (!natures.is_empty()).then(|| natures.join(" ")));

        let when = incident.occurred.as_ref().map(|period| {
            let to = period.to.map(|to| self.date(to));
            words.when(&self.date(period.from), to.as_deref())
        });
        draft.paragraph_or_missing(Topic::When, when);
        if let Some(on) = &self.facts.declared.informed_on {
            draft.sentences(words.learned(&self.day(on)));
        }
    }

    /// Who is affected. Groups that cannot include the reader are on the public page only.
    pub(super) fn who(&self, draft: &mut Draft) {
        let (words, facts) = (self.words, &self.facts);
        draft.heading(words.who());
        let everybody = facts.declared.perimeters.iter().any(|p| p.status == Status::Exposed && p.is_everybody());
        match self.form {
            Form::Letter => draft.sentences(words.you_are()),
            Form::Notice if !everybody => draft.sentences(words.not_everybody()),
            Form::Notice => {}
        }
        let evidence = &facts.report.makeup.evidence;
        if self.form == Form::Notice && evidence.records + evidence.both > 0 {
            draft.sentences(words.compared());
        }
        self.groups(draft, Status::Exposed, words.concerned());
        if self.form == Form::Notice {
            self.groups(draft, Status::NotConcerned, words.not_concerned());
            self.groups(draft, Status::NotEstablished, words.not_known_of());
        }
        let totals = &facts.report.totals;
        let about = [
            (totals.dependants, words.dependants()),
            (totals.minors, words.minors(self.form)),
            (totals.former, words.former()),
        ];
        about.into_iter().filter(|(persons, _)| *persons > 0).for_each(|(_, sentences)| draft.sentences(sentences));
        if self.form == Form::Notice {
            draft.sentences(words.how_to_know());
        }
    }

    /// The perimeters with a status, by operator. A perimeter that leaked rows or another perimeter contradict is left
    /// out: it could wrongly reassure persons who are affected.
    fn groups(&self, draft: &mut Draft, status: Status, lead: &str) {
        let incident = self.facts.incident;
        let name = |of: &Perimeter| incident.operators.get(&of.operator).map_or("", |operator| operator.name.as_str());
        let of_status = (1..).zip(&self.facts.declared.perimeters).filter(|(_, p)| p.status == status);
        let held = of_status.filter(|(number, p)| p.status == Status::Exposed || !self.is_contradicted(*number));
        let items: Vec<Vec<Inline>> = held
            .map(|(_, of)| {
                let who = perimeter(incident, of, self.words.lang());
                vec![format!("{}{}{}", name(of), self.colon(), lower_first(&who)).into()]
            })
            .collect();
        if !items.is_empty() {
            draft.sentences(lead);
            draft.items(items);
        }
    }

    fn is_contradicted(&self, number: u64) -> bool {
        let id = &self.facts.report.id;
        let of_it =
            |perimeter: Option<u64>, party: &Option<String>| perimeter == Some(number) && party.as_ref() == Some(id);
        let found = |code: Code| {
            let mut findings = self.facts.assessment.findings.iter().filter(|found| found.code == code);
            findings.any(|found| of_it(found.perimeter, &found.party))
        };
        found(Code::PerimeterNotConcernedMet)
            || found(Code::PerimeterNotEstablishedMet)
            || found(Code::PerimeterContradiction)
    }

    /// The day of a moment, in its own time zone.
    pub(super) fn day(&self, moment: &Moment) -> String {
        let written = moment.to_string();
        Words::of(self.words.lang()).date(written.get(..10).unwrap_or(&written))
    }

    /// Whether persons are informed; `None` if undecided.
    pub(super) fn persons_told(&self) -> Option<String> {
        let communication = self.facts.declared.communication.as_ref()?;
        let done = match communication.status {
            Informed::Yes => true,
            Informed::Planned => false,
            Informed::No | Informed::Undetermined => return None,
        };
        let on = communication.on.map(|on| self.date(on));
        Some(self.words.persons_told(done, on.as_deref(), &self.facts.declared.channels))
    }
}
