//! The data behind all dossiers of one controller.

use model::figures::{Assessment, Cell, Declared, InsurerReport, Loss};
use model::incident::{
    Date, Field, FieldSet, Incident, Informed, Insurer, Moment, Nature, Occurred, Operator, Role, Service, Status,
    Trade, When, paris,
};
use model::severity::{Clock, Severity};

/// One controller: figures, declarations, severity.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The incident as declared.
    pub incident: &'a Incident,
    /// All figures.
    pub assessment: &'a Assessment,
    /// The controller as declared.
    pub declared: &'a Insurer,
    /// Its figures.
    pub report: &'a InsurerReport,
    /// The severity for its persons.
    pub severity: &'a Severity,
    /// Whom a letter or an answer is to, if not to all persons of the controller.
    pub readers: Option<Readers<'a>>,
}

/// The persons of whom certain operators lost data, and no others.
#[derive(Clone, Copy)]
pub struct Readers<'a> {
    /// Ids of the operators.
    pub operators: &'a [String],
    /// The fields that they lost of each of these persons.
    pub of_each: FieldSet,
    /// The fields that they lost of any of these persons.
    pub of_any: FieldSet,
    /// On what it rests that they are concerned.
    pub grounds: Grounds,
}

/// Persons by what it rests on that they are concerned.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Grounds {
    /// All of them.
    pub persons: u64,
    /// Those known by a perimeter alone.
    pub perimeter: u64,
    /// Those in a perimeter declared exposed, whether or not a row matches them.
    pub in_perimeter: u64,
    /// Those who are probably meant, and not certainly.
    pub probable: u64,
}

impl Grounds {
    /// Of the persons of whom these sets were lost.
    pub fn of<'l>(losses: impl IntoIterator<Item = &'l Loss>) -> Grounds {
        losses.into_iter().fold(Grounds::default(), |sum, loss| Grounds {
            persons: sum.persons + loss.persons,
            perimeter: sum.perimeter + loss.perimeter,
            in_perimeter: sum.in_perimeter + loss.in_perimeter.unwrap_or(loss.perimeter),
            probable: sum.probable + loss.probable,
        })
    }

    /// Whether all are probably meant, and none certainly.
    pub fn are_probable(&self) -> bool {
        self.persons > 0 && self.probable == self.persons
    }
}

/// State of a field, over all operators that lost this controller's data.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Declared exposed by an operator, or found in its rows.
    Exposed,
    /// Declared not exposed by every operator, and found in no row.
    NotExposed,
    /// Neither.
    NotEstablished,
}

impl<'a> Facts<'a> {
    /// The controllers whose persons are exposed, then those of which it is not established, each by id.
    pub fn all(incident: &'a Incident, assessment: &'a Assessment) -> impl Iterator<Item = Facts<'a>> {
        assessment.severity.iter().chain(&assessment.not_established).filter_map(move |severity| {
            let (_, declared) = incident.insurers.iter().find(|(id, _)| id.as_str() == severity.insurer)?;
            let report = assessment.insurers.iter().find(|report| report.id == severity.insurer)?;
            Some(Facts { incident, assessment, declared, report, severity, readers: None })
        })
    }

    /// Whether it is established that its persons are exposed. Without, only a notification in phases can be prepared.
    pub fn is_established(&self) -> bool {
        self.report.status == Status::Exposed
    }

    /// The operators that lost its data, or may have if nothing is established: figures and declaration.
    pub fn operators(&self) -> impl Iterator<Item = (&'a Cell, &'a Operator)> {
        let incident = self.incident;
        self.cells().filter_map(|cell| {
            incident.operators.iter().find(|(id, _)| id.as_str() == cell.id).map(|(_, operator)| (cell, operator))
        })
    }

    /// The figures of the operators that lost its data, or may have if nothing is established.
    pub fn cells(&self) -> impl Iterator<Item = &'a Cell> {
        let (status, readers) = (self.report.status, self.readers);
        let cells = self.report.operators.iter().filter(move |cell| cell.status == status);
        cells.filter(move |cell| readers.is_none_or(|readers| readers.operators.contains(&cell.id)))
    }

    /// The fields lost: of all persons, or of those whom a letter is to.
    pub fn fields(&self) -> FieldSet {
        self.readers.map_or_else(|| self.fields_of_anybody(), |readers| readers.of_any)
    }

    /// The fields lost by the operators: of their readers, or of others.
    pub fn fields_of_anybody(&self) -> FieldSet {
        match self.readers {
            None => self.severity.fields.iter().copied().collect(),
            Some(_) => {
                let counts = self.cells().flat_map(|cell| &cell.fields);
                let lost = counts.filter(|of| of.declared == Declared::Exposed || of.observed_records > 0);
                lost.map(|count| count.field).collect()
            }
        }
    }

    /// Whether confidentiality was lost: data that were only out of reach or altered were not exposed.
    pub fn is_disclosed(&self) -> bool {
        self.incident.lost(Nature::Confidentiality)
    }

    /// Whether the persons may be insured for health costs here: declared, shown by a service, or not denied by any trade.
    pub fn may_be_health_cover(&self) -> bool {
        let by_service = self
            .operators()
            .any(|(_, operator)| matches!(operator.service, Some(Service::ThirdPartyPayment | Service::CareNetwork)));
        by_service || matches!(self.declared.trade, None | Some(Trade::HealthInsurer))
    }

    /// Parties other than the controller itself, with their roles: operators, then the managers of its contracts.
    pub fn others(&self) -> Vec<(&'a str, Role)> {
        let operators = self.operators().map(|(_, operator)| (operator.name.as_str(), operator.role));
        let operators = operators.filter(|(_, role)| *role != Role::Controller);
        let managers = self.managers().into_iter().map(|name| (name, Role::Manager));
        let mut others: Vec<(&str, Role)> = operators.collect();
        for (name, role) in managers {
            if !others.iter().any(|(known, _)| *known == name) {
                others.push((name, role));
            }
        }
        others
    }

    /// The managers under whom affected persons are insured.
    pub fn managers(&self) -> Vec<&'a str> {
        let incident = self.incident;
        let ids = self.cells().flat_map(|cell| &cell.managers).filter(|count| count.persons > 0);
        let ids: Vec<&str> = ids.filter_map(|count| count.manager.as_deref()).collect();
        let managers = incident.managers.iter().filter(|(id, _)| ids.contains(&id.as_str()));
        managers.map(|(_, manager)| manager.name.as_str()).collect()
    }

    /// The period of the breach at an operator: its own, or else the incident's.
    pub fn period_of(&self, operator: &'a Operator) -> Option<&'a Occurred> {
        operator.occurred.as_ref().or(self.incident.occurred.as_ref())
    }

    /// The period over all operators that lost this controller's data; `None` unless each has one.
    pub fn period(&self) -> Option<Occurred> {
        let periods: Option<Vec<&Occurred>> = self.operators().map(|(_, operator)| self.period_of(operator)).collect();
        let periods = periods?;
        let (first, rest) = periods.split_first()?;
        let earlier = |one: &'a When, two: &'a When| if two.is_before(one) { two } else { one };
        let from = rest.iter().fold(&first.from, |one, two| earlier(one, &two.from)).clone();
        let ongoing = periods.iter().any(|period| period.is_ongoing());
        let ends: Option<Vec<&When>> = periods.iter().map(|period| period.to.as_ref()).collect();
        let last = ends.and_then(|ends| ends.into_iter().reduce(|one, two| if one.is_before(two) { two } else { one }));
        Some(Occurred { from, to: last.filter(|_| !ongoing).cloned(), ongoing: Some(ongoing) })
    }

    /// The clock that ends first.
    pub fn first_clock(&self) -> Option<&'a Clock> {
        self.severity.duties.first_clock()
    }

    /// An operator's declaration.
    pub fn operator(&self, id: &str) -> Option<&'a Operator> {
        self.incident.operators.iter().find(|(of, _)| of.as_str() == id).map(|(_, operator)| operator)
    }

    /// Whether persons are informed. A decision against it counts as an answer.
    pub fn informed(&self) -> Option<Informed> {
        let duty = &self.severity.duties.persons;
        let decided_against = !duty.value && duty.decided.is_some();
        self.declared
            .communication
            .as_ref()
            .map(|communication| communication.status)
            .or(decided_against.then_some(Informed::No))
    }

    /// The day on which persons were told, if they were by the date of the report: a day to come is no fact.
    pub fn told_on(&self) -> Option<Date> {
        self.told_or_planned()
            .filter(|on| self.informed() == Some(Informed::Yes) && *on <= self.incident.reference_date)
    }

    /// The day on which persons are to be told, if they are and it is declared.
    pub fn to_be_told_on(&self) -> Option<Date> {
        let will_be = matches!(self.informed(), Some(Informed::Yes | Informed::Planned));
        self.told_or_planned().filter(|_| will_be && self.told_on().is_none())
    }

    fn told_or_planned(&self) -> Option<Date> {
        self.declared.communication.as_ref().and_then(|communication| communication.on)
    }

    /// Living persons in the estimate: the regulation does not apply to the deceased (recital 27), who are told apart.
    pub fn living(&self) -> u64 {
        self.report.totals.persons.estimate.saturating_sub(self.report.totals.deceased)
    }

    /// Whom a letter is to.
    pub fn grounds(&self) -> Grounds {
        self.readers.map_or_else(|| Grounds::of(self.report.lost()), |readers| readers.grounds)
    }

    /// Whether something had come by the day of the report: what is declared for a later day is a plan.
    pub fn has_come(&self, on: &Moment) -> bool {
        on.instant().is_some_and(|on| on.to_zoned(paris()).date() <= self.incident.reference_date.0)
    }

    /// Persons outside the estimate, of whom the data do not tell whether they are concerned.
    pub fn undecided(&self) -> u64 {
        let totals = &self.report.totals;
        totals.doubtful + totals.ambiguous + totals.household
    }

    /// The state of a field. A row that holds it may be about anybody, so that it is then not excluded.
    pub fn state(&self, field: Field) -> State {
        if self.has(field) {
            return State::Exposed;
        }
        let denied = |cell: &Cell| {
            cell.fields.iter().any(|count| count.field == field && count.declared == Declared::NotExposed)
        };
        match self.operators().all(|(cell, _)| denied(cell)) && !self.is_seen(field) {
            true => State::NotExposed,
            false => State::NotEstablished,
        }
    }

    /// Whether a row contains the field: a row that names the insurer without matching anybody, or any row of an operator
    /// that lost data.
    fn is_seen(&self, field: Field) -> bool {
        let here = self
            .report
            .operators
            .iter()
            .filter(|cell| self.readers.is_none() || self.cells().any(|of| of.id == cell.id));
        let here = here.flat_map(|cell| &cell.fields);
        let is_concerned = |id: &str| self.operators().any(|(cell, _)| cell.id == id);
        let anywhere = self.assessment.operators.iter().filter(|operator| is_concerned(&operator.id));
        let mut counts = here.chain(anywhere.flat_map(|operator| &operator.fields));
        counts.any(|count| count.field == field && count.observed_records > 0)
    }

    /// Whether a field was disclosed.
    pub fn has(&self, field: Field) -> bool {
        self.fields().contains(field)
    }
}
