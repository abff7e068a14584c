//! Who writes, what happened, and who is affected.

use super::completeness::Topic;
use super::draft::Draft;
use super::words::lower_first;
use super::{Form, LetterContext, became, perimeter};
use crate::Words;
use crate::document::{Block, Inline};
use model::code::Code;
use model::incident::{Channel, Informed, Moment, Perimeter, Recipients, Role, Service, Status, paris, written};
use model::severity::ChanceReason;

impl LetterContext<'_> {
    pub(super) fn why(&self, draft: &mut Draft) {
        let words = self.words;
        let others = words.list(&self.other_operators());
        let at = if others.is_empty() { words.at_us().to_owned() } else { words.at(&others) };
        draft.heading(words.why(self.form));
        if let Some(manager) = self.writer() {
            draft.sentences(words.writes_for(self.form, manager, &self.facts.declared.name));
        }
        draft.sentences(words.who_writes(
            self.form,
            &self.facts.declared.name,
            self.facts.declared.trade,
            &at,
            became(&self.facts),
            self.writer().is_some(),
        ));
        let others = self.together_with();
        if !others.is_empty() {
            draft.sentences(words.together_with(self.form, &others));
        }
        draft.sentences(words.regret());
        draft.blocks.push(Block::Notice(vec![words.essential().into()]));
    }

    /// What happened, in the words of the incident file, then its nature and origin.
    pub(super) fn what_happened(&self, draft: &mut Draft) {
        let (words, incident) = (self.words, self.facts.incident);
        draft.heading(words.what_happened());
        self.services(draft);
        let description = incident
            .description
            .as_ref()
            .and_then(|text| draft.as_declared(Topic::WhatHappened, text))
            .map(|text| vec![text]);
        let description = draft.or_missing(Topic::WhatHappened, description);
        draft.paragraph(description);

        let origin = incident.origin.map(|origin| words.origin(origin));
        let cause = incident.cause.map(|cause| words.cause(cause));
        let kind: Vec<&str> = origin.into_iter().chain(cause).collect();
        if !kind.is_empty() {
            draft.sentences(kind.join(" "));
        }
        let became = &incident.circumstances;
        let mut natures: Vec<&str> = incident.nature.iter().map(|nature| words.nature(*nature, became)).collect();
        if self.facts.is_disclosed() && became.recipients == Some(Recipients::Known) {
            let is_trusted = self.facts.severity.likelihood.because == ChanceReason::RecipientsTrusted;
            natures.push(if is_trusted { words.recipients_trusted() } else { words.recipients_known() });
        }
        draft.paragraph_or_missing(Topic::Nature, (!natures.is_empty()).then(|| natures.join(" ")));
        self.dates(draft);
    }

    /// What each other party does for the controller, where it is declared.
    fn services(&self, draft: &mut Draft) {
        let mut services: Vec<(Service, Vec<&str>)> = Vec::new();
        for (_, operator) in self.facts.operators().filter(|(_, operator)| operator.role != Role::Controller) {
            let Some(service) = operator.service else { continue };
            match services.iter_mut().find(|(known, _)| *known == service) {
                Some((_, names)) => names.push(&operator.name),
                None => services.push((service, vec![&operator.name])),
            }
        }
        for (service, names) in services {
            draft.sentences(self.words.service(service, &self.words.list(&names), names.len() > 1));
        }
    }

    /// When it happened and when the controller learned of it: once if all operators agree, else for each.
    fn dates(&self, draft: &mut Draft) {
        let words = self.words;
        let mut when: Vec<(String, Vec<&str>)> = Vec::new();
        let mut complete = true;
        for (cell, operator) in self.facts.operators() {
            let period = self.facts.period_of(operator).map(|period| {
                let to = period.to.as_ref().map(|to| self.day_of(to));
                words.when(&self.day_of(&period.from), to.as_deref(), period.is_ongoing())
            });
            complete &= period.is_some();
            let clock = self.facts.severity.duties.clocks.iter().find(|clock| clock.operator == cell.id);
            let learned = clock.map(|clock| words.learned(&self.day_of_clock(&clock.aware_on)));
            let said: Vec<String> = [period, learned].into_iter().flatten().collect();
            let said = said.join(" ");
            match when.iter_mut().find(|(known, _)| *known == said) {
                Some((_, names)) => names.push(&operator.name),
                None => when.push((said, vec![&operator.name])),
            }
        }
        draft.covers(Topic::When, complete);
        if !complete {
            draft.paragraph_or_missing(Topic::When, None);
        }
        when.retain(|(said, _)| !said.is_empty());
        match &when[..] {
            [(only, _)] => draft.sentences(only.clone()),
            several => {
                let items = several.iter().map(|(said, names)| {
                    let said = format!("{}{}", self.colon(), lower_first(said));
                    vec![Inline::Strong(words.list(names)), said.into()]
                });
                let items: Vec<Vec<Inline>> = items.collect();
                if !items.is_empty() {
                    draft.items(items);
                }
            }
        }
    }

    /// Who is affected. Groups that cannot include the reader are on the public page only.
    pub(super) fn who(&self, draft: &mut Draft) {
        let (words, facts) = (self.words, &self.facts);
        draft.heading(words.who());
        let everybody = facts.declared.perimeters.iter().any(|p| p.status == Status::Exposed && p.is_everybody());
        match self.form {
            Form::Letter => {}
            Form::Notice if !everybody => draft.sentences(words.not_everybody()),
            Form::Notice => {}
        }
        let alone = facts.readers.and_then(|_| {
            let mut cells = facts.cells();
            cells.next().filter(|_| cells.next().is_none())
        });
        let evidence = &facts.report.makeup.evidence;
        if self.form == Form::Letter {
            let grounds = facts.grounds();
            let told = words.list(&self.told_by());
            // What is declared of a group is no finding, also of those whom a row of another operator matches.
            let told = Some(told.as_str()).filter(|told| grounds.in_perimeter > 0 && !told.is_empty());
            let compared = grounds.persons > grounds.perimeter;
            draft.sentences(words.you_are(compared, told, became(facts)));
            match grounds.probable {
                0 => {}
                _ if grounds.are_probable() => draft.sentences(words.may_be_others()),
                _ => draft.sentences(words.probably_for_some()),
            }
        }
        if self.form == Form::Notice && evidence.records + evidence.both > 0 {
            draft.sentences(words.compared());
        }
        // Beside persons whom rows meet, a list of groups would wrongly reassure who is in none: only the public page has
        // it then, and says that others are concerned.
        match (self.form, evidence.records) {
            (_, 0) => self.groups(draft, Status::Exposed, words.concerned()),
            (Form::Notice, _) => self.groups(draft, Status::Exposed, words.concerned_among_others()),
            (Form::Letter, _) => {}
        }
        if self.form == Form::Notice {
            self.groups(draft, Status::NotConcerned, words.not_concerned());
            self.groups(draft, Status::NotEstablished, words.not_known_of());
            let others = self.others_not_concerned();
            if !others.is_empty() {
                draft.sentences(words.others_not_concerned(&others));
            }
        }
        let totals = alone.map_or(&facts.report.totals, |cell| &cell.totals);
        let about = [
            (totals.dependants, words.dependants()),
            (totals.minors, words.minors(self.form)),
            (
                totals.former,
                if facts.severity.duties.persons.value { words.former_must_be_told() } else { words.former() },
            ),
        ];
        about.into_iter().filter(|(persons, _)| *persons > 0).for_each(|(_, sentences)| draft.sentences(sentences));
    }

    /// The operators that say of a whole group that its data were lost.
    pub(super) fn told_by(&self) -> Vec<&str> {
        let perimeters = &self.facts.declared.perimeters;
        let says = |id: &str| perimeters.iter().any(|of| of.status == Status::Exposed && of.operator.as_str() == id);
        let operators = self.facts.operators().filter(|(cell, of)| of.role != Role::Controller && says(&cell.id));
        operators.map(|(_, operator)| operator.name.as_str()).collect()
    }

    /// The perimeters with a status, by operator. A perimeter that leaked rows or another perimeter contradict is left
    /// out: it could wrongly reassure persons who are affected.
    fn groups(&self, draft: &mut Draft, status: Status, lead: &str) {
        let incident = self.facts.incident;
        let name = |of: &Perimeter| incident.operators.get(&of.operator).map_or("", |operator| operator.name.as_str());
        let concerned: Vec<&str> = self.facts.cells().map(|cell| cell.id.as_str()).collect();
        let of_status = (1..).zip(&self.facts.declared.perimeters).filter(|(_, p)| p.status == status);
        let of_status =
            of_status.filter(|(_, p)| self.facts.readers.is_none() || concerned.contains(&p.operator.as_str()));
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

    /// The parties declared not concerned, without those that this incident shows to be, or may.
    fn others_not_concerned(&self) -> Vec<&str> {
        let declared = self.facts.declared.communication.iter().flat_map(|it| &it.not_concerned);
        let a = self.facts.assessment;
        let insurers = a.insurers.iter().filter(|of| of.status != Status::NotConcerned).map(|of| (&of.id, &of.name));
        let managers = a.managers.iter().filter(|of| of.persons.high > 0).map(|of| (&of.id, &of.name));
        let concerned: Vec<(&String, &String)> = insurers.chain(managers).collect();
        let is_free = |name: &&str| !concerned.iter().any(|(id, of)| id.as_str() == *name || of.as_str() == *name);
        declared.filter_map(|name| written(name)).filter(is_free).collect()
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

    /// The day of a moment, by the clocks of Paris.
    pub(super) fn day(&self, moment: &Moment) -> String {
        self.day_of_clock(&moment.to_string())
    }

    fn day_of_clock(&self, moment: &str) -> String {
        let instant = moment.parse::<jiff::Timestamp>().ok();
        let day = instant.map(|instant| instant.to_zoned(paris()).date().to_string());
        Words::of(self.words.lang()).date(day.as_deref().unwrap_or(moment))
    }

    /// For the public page: whether and how each person is told. The letter is what tells its reader.
    pub(super) fn persons_told(&self) -> Option<String> {
        let channels: Vec<Channel> =
            self.facts.declared.channels.iter().copied().filter(|channel| *channel != Channel::Web).collect();
        let told = self.facts.told_on();
        let will_be = matches!(self.facts.informed(), Some(Informed::Yes | Informed::Planned));
        if self.form == Form::Letter || !will_be || channels.is_empty() {
            return None;
        }
        // A day to come is not promised on a page that stays.
        let on = told.map(|on| self.date(on));
        Some(self.words.persons_told(on.as_deref(), &channels))
    }
}
