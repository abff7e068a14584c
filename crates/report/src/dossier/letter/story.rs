//! Who writes, what happened, who is concerned.

use super::completeness::Topic;
use super::text::Text;
use super::words::lower_first;
use super::{Case, Form, perimeter, written_of};
use crate::Words;
use crate::document::{Block, Inline};
use model::code::Code;
use model::incident::{Informed, Moment, Perimeter, Status};

impl Case<'_> {
    pub(super) fn why(&self, text: &mut Text) {
        text.heading(self.words.why(self.form));
        text.says(self.words.who_writes(self.form, &self.facts.declared.name, &self.operators()));
        text.says(self.words.regret());
        text.blocks.push(Block::Notice(vec![self.words.essential().into()]));
    }

    /// What happened, in the words of the incident file; and what kind of thing it was, in ours.
    pub(super) fn what_happened(&self, text: &mut Text) {
        let (words, incident) = (self.words, self.facts.incident);
        text.heading(words.what_happened());
        text.says(words.role(&self.operators(), self.facts.operators().count() > 1));
        let description = written_of(&incident.description).map(|told| vec![text.as_declared(told)]);
        let description = text.or_missing(Topic::WhatHappened, description);
        text.paragraph(description);

        let origin = incident.origin.map(|origin| words.origin(origin));
        let cause = incident.cause.map(|cause| words.cause(cause));
        let kind: Vec<&str> = origin.into_iter().chain(cause).collect();
        if !kind.is_empty() {
            text.says(kind.join(" "));
        }
        let natures: Vec<&str> = incident.nature.iter().map(|nature| words.nature(*nature)).collect();
        text.tells(Topic::Nature, (!natures.is_empty()).then(|| natures.join(" ")));

        let when = incident.occurred.as_ref().map(|period| {
            let to = period.to.map(|to| self.date(to));
            words.when(&self.date(period.from), to.as_deref())
        });
        text.tells(Topic::When, when);
        if let Some(on) = &self.facts.declared.informed_on {
            text.says(words.learned(&self.day(on)));
        }
    }

    /// Who is concerned. What concerns nobody in particular is left to the page that all can read.
    pub(super) fn who(&self, text: &mut Text) {
        let (words, facts) = (self.words, &self.facts);
        text.heading(words.who());
        let everybody = facts.declared.perimeters.iter().any(|p| p.status == Status::Exposed && p.is_everybody());
        match self.form {
            Form::Letter => text.says(words.you_are()),
            Form::Notice if !everybody => text.says(words.not_everybody()),
            Form::Notice => {}
        }
        let evidence = &facts.report.makeup.evidence;
        if self.form == Form::Notice && evidence.records + evidence.both > 0 {
            text.says(words.compared());
        }
        self.groups(text, Status::Exposed, words.concerned());
        if self.form == Form::Notice {
            self.groups(text, Status::NotConcerned, words.not_concerned());
            self.groups(text, Status::NotEstablished, words.not_known_of());
        }
        let totals = &facts.report.totals;
        let about = [
            (totals.dependants, words.dependants()),
            (totals.minors, words.minors(self.form)),
            (totals.former, words.former()),
        ];
        about.into_iter().filter(|(persons, _)| *persons > 0).for_each(|(_, sentences)| text.says(sentences));
        if self.form == Form::Notice {
            text.says(words.how_to_know());
        }
    }

    /// The perimeters of a status in words, each under its operator. One that leaked rows or another perimeter contradict
    /// is not told: it would reassure persons who are concerned.
    fn groups(&self, text: &mut Text, status: Status, lead: &str) {
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
            text.says(lead);
            text.items(items);
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

    /// The day of a moment, at the place where it was written.
    pub(super) fn day(&self, moment: &Moment) -> String {
        let written = moment.to_string();
        Words::of(self.words.lang()).date(written.get(..10).unwrap_or(&written))
    }

    /// Whether persons were told; nothing while nobody has decided.
    pub(super) fn persons_told(&self) -> Option<String> {
        let told = self.facts.declared.communication.as_ref()?;
        let done = match told.status {
            Informed::Yes => true,
            Informed::Planned => false,
            Informed::No | Informed::Undetermined => return None,
        };
        let on = told.on.map(|on| self.date(on));
        Some(self.words.persons_told(done, on.as_deref(), &self.facts.declared.channels))
    }
}
