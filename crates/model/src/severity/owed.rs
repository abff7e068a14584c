//! What a controller owes, to whom and by when, for each operator: GDPR art. 33 and 34, DORA art. 19, the complaint on
//! which a cyber indemnity depends, the register.

use jiff::civil::{Date as Day, date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::clock::{HOURS, TELECOM};
use super::{Clock, Severity};
use crate::incident::{
    Incident, Informed, Insurer, Learned, Moment, Notification, NotificationKind, Role, Trade, paris,
};

/// The day from which DORA applies.
const DORA_SINCE: Day = date(2025, 1, 17);
/// The day from which a cyber indemnity depends on a complaint (C. assurances, art. L. 12-10-1; law 2023-22 of 24 January
/// 2023, three months after its publication).
const COMPLAINT_SINCE: Day = date(2023, 4, 24);

/// Something owed, or not.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Owed {
    /// Id of the operator whose breach it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// What is owed.
    pub what: What,
    /// Whether it is owed, and done.
    pub state: OwedState,
    /// What starts the period, if anything declared does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Safe target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Legal end; absent where the law says "without undue delay", or where nothing declared starts the period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_on: Option<String>,
}

/// What can be owed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// What a processor owes the controller: to be told (GDPR art. 33(2)).
    Controller,
    /// Notification of the CNIL (GDPR art. 33(1)).
    Authority,
    /// Notification by a provider of electronic communications, within 24 hours and whatever the risk (Regulation (EU) 611/2013,
    /// art. 2).
    AuthorityTelecom,
    /// Information that was not available at first (GDPR art. 33(4)).
    AuthorityComplement,
    /// Communication to the persons (GDPR art. 34).
    Persons,
    /// Initial notification to the ACPR (DORA art. 19(4)(a)).
    DoraInitial,
    /// Intermediate report (DORA art. 19(4)(b)).
    DoraIntermediate,
    /// Final report (DORA art. 19(4)(c)).
    DoraFinal,
    /// Complaint, on which a cyber indemnity depends (C. assurances, art. L. 12-10-1).
    Complaint,
    /// Entry in the register (GDPR art. 33(5)).
    Register,
}

/// Whether something is owed, and done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OwedState {
    /// It is owed, and nothing declares it done.
    Owed,
    /// It is owed, its end has passed, and it was not done in time.
    Late,
    /// It was done.
    Done,
    /// It is not owed.
    NotOwed,
    /// Only a person can tell whether it is owed: an answer is missing.
    ToAnswer,
    /// It is owed if an indemnity is to be claimed.
    IfClaimed,
}

/// All that a controller owes for these operators.
pub(super) fn of(incident: &Incident, insurer: &Insurer, severity: &Severity, operators: &[&str]) -> Vec<Owed> {
    let mut all = Vec::new();
    for operator in operators {
        let clock = severity.duties.clocks.iter().chain(&severity.duties.open_clocks).find(|c| c.operator == *operator);
        let term = Term { incident, insurer, operator, clock };
        all.extend(term.controller());
        all.push(term.authority(severity.duties.authority.value));
        all.extend(term.authority_telecom());
        all.push(term.complaint());
        all.extend(term.dora());
    }
    let now = Now(incident);
    let sent = insurer.notification.as_ref();
    let initial = sent.filter(|sent| sent.kind != NotificationKind::Complete);
    if let Some(initial) = initial {
        let from = initial.first_sent_on();
        let done = Some(initial).filter(|sent| sent.kind == NotificationKind::Complementary);
        all.push(Owed {
            operator: None,
            what: What::AuthorityComplement,
            state: if done.is_some_and(|sent| sent.sent_on.is_some()) { OwedState::Done } else { OwedState::Owed },
            from: now.shown(from),
            target: from.and_then(|from| from.after_hours(HOURS)).map(|target| target.to_string()),
            until: None,
            done_on: now.shown(done.and_then(|sent| sent.sent_on.as_ref())),
        });
    }
    let told = insurer.communication.as_ref().filter(|it| it.status == Informed::Yes).and_then(|it| it.on);
    let told = told.filter(|on| *on <= incident.reference_date);
    all.push(Owed {
        operator: None,
        what: What::Persons,
        state: match (told, severity.duties.persons.value) {
            (Some(_), _) => OwedState::Done,
            (None, true) => OwedState::Owed,
            (None, false) => OwedState::NotOwed,
        },
        from: severity.duties.first_clock().map(|clock| clock.aware_on.clone()),
        target: None,
        until: None,
        done_on: told.map(|on| on.0.to_string()),
    });
    all.push(Owed {
        operator: None,
        what: What::Register,
        // The line is written; to enter and sign it is for the controller.
        state: OwedState::Owed,
        from: None,
        target: None,
        until: None,
        done_on: None,
    });
    all
}

/// The reference date as the present.
#[derive(Clone, Copy)]
struct Now<'a>(&'a Incident);

impl Now<'_> {
    fn shown(self, moment: Option<&Moment>) -> Option<String> {
        Some(Moment::in_paris(moment?.instant()?)?.to_string())
    }

    /// Whether something with this end was not done in time.
    fn is_late(self, until: Option<&Moment>, done: Option<&Moment>) -> bool {
        let Some(until) = until.and_then(Moment::instant) else { return false };
        match done.and_then(Moment::instant) {
            Some(done) => done > until,
            None => self.0.reference_date.0.to_zoned(paris()).is_ok_and(|day| day.timestamp() > until),
        }
    }

    fn state(self, until: Option<&Moment>, done: Option<&Moment>) -> OwedState {
        match (self.is_late(until, done), done) {
            (true, _) => OwedState::Late,
            (false, Some(_)) => OwedState::Done,
            (false, None) => OwedState::Owed,
        }
    }
}

/// What is owed for one operator.
struct Term<'a> {
    incident: &'a Incident,
    insurer: &'a Insurer,
    operator: &'a str,
    clock: Option<&'a Clock>,
}

impl Term<'_> {
    fn owed(&self, what: What, state: OwedState) -> Owed {
        let operator = Some(self.operator.to_owned());
        Owed { operator, what, state, from: None, target: None, until: None, done_on: None }
    }

    fn aware(&self) -> Option<&Moment> {
        self.insurer.aware_of(self.operator)
    }

    /// What the operator owes this controller, if it is a processor.
    fn controller(&self) -> Option<Owed> {
        let (_, operator) = self.incident.operators.iter().find(|(id, _)| id.as_str() == self.operator)?;
        if !matches!(operator.role, Role::Processor | Role::SubProcessor | Role::Manager) {
            return None;
        }
        let told = self.insurer.learned_from(self.operator) == Some(Learned::Told);
        let now = Now(self.incident);
        Some(Owed {
            from: now.shown(operator.discovered.as_ref()),
            done_on: now.shown(self.aware().filter(|_| told)),
            ..self.owed(What::Controller, if told { OwedState::Done } else { OwedState::Owed })
        })
    }

    fn authority(&self, is_owed: bool) -> Owed {
        let sent = self.insurer.notification.as_ref().and_then(Notification::first_sent_on);
        let state = match (is_owed, self.clock) {
            (false, _) => OwedState::NotOwed,
            (true, Some(clock)) if clock.late => OwedState::Late,
            (true, _) if sent.is_some() => OwedState::Done,
            (true, _) => OwedState::Owed,
        };
        let owed = self.owed(What::Authority, state);
        Owed {
            from: self.clock.map(|clock| clock.aware_on.clone()),
            target: self.clock.filter(|_| is_owed).map(|clock| clock.target.clone()),
            until: self.clock.filter(|_| is_owed).map(|clock| clock.until.clone()),
            done_on: Now(self.incident).shown(sent),
            ..owed
        }
    }

    /// A provider of publicly available electronic communications services notifies every breach, within 24 hours of detecting it where
    /// feasible (Regulation (EU) 611/2013, art. 2(1) and (2)).
    fn authority_telecom(&self) -> Option<Owed> {
        if self.insurer.trade != Some(Trade::Telecom) {
            return None;
        }
        let now = Now(self.incident);
        let until = self.aware().and_then(|aware| aware.end_of_hours(TELECOM));
        let sent = self.insurer.notification.as_ref().and_then(Notification::first_sent_on);
        Some(Owed {
            from: now.shown(self.aware()),
            target: self.aware().and_then(|aware| aware.after_hours(TELECOM)).map(|target| target.to_string()),
            until: until.as_ref().map(Moment::to_string),
            done_on: now.shown(sent),
            ..self.owed(What::AuthorityTelecom, now.state(until.as_ref(), sent))
        })
    }

    /// For an attack on a system, since the law has it. French law counts its own hours: the target is the end.
    fn complaint(&self) -> Owed {
        let now = Now(self.incident);
        let applies = self.incident.is_malicious() != Some(false) && self.incident.reference_date.0 >= COMPLAINT_SINCE;
        if !applies {
            return self.owed(What::Complaint, OwedState::NotOwed);
        }
        let until = self.aware().and_then(|aware| aware.after_hours(HOURS));
        let done = self.insurer.complaint_on.as_ref();
        let state = match now.state(until.as_ref(), done) {
            OwedState::Owed => OwedState::IfClaimed,
            state => state,
        };
        Owed {
            from: now.shown(self.aware()),
            target: until.as_ref().map(Moment::to_string),
            until: until.as_ref().map(Moment::to_string),
            done_on: now.shown(done),
            ..self.owed(What::Complaint, state)
        }
    }

    /// The end of the first two reports, moved from a weekend or a holiday only if it is declared that it may be.
    fn off_holidays(&self, until: Option<Moment>) -> Option<Moment> {
        match self.insurer.dora.moves_from_holidays {
            Some(true) => until.and_then(Moment::off_holidays),
            Some(false) | None => until,
        }
    }

    /// The three reports under DORA, or what is left to answer before it is known whether they are owed.
    fn dora(&self) -> Vec<Owed> {
        let (now, dora) = (Now(self.incident), &self.insurer.dora);
        let of_trade =
            self.insurer.trade.map(|trade| matches!(trade, Trade::HealthInsurer | Trade::Insurer | Trade::Bank));
        let in_force = self.aware().map_or(self.incident.reference_date.0, |aware| {
            aware.instant().map_or(self.incident.reference_date.0, |on| on.to_zoned(paris()).date())
        }) >= DORA_SINCE;
        // Major: a critical service affected, and malicious access that may lose data (2024/1772, art. 8 and 9(5)(b)).
        let state = match (in_force, dora.applies.or(of_trade), dora.critical_service) {
            (false, ..) | (_, Some(false), _) | (_, _, Some(false)) => OwedState::NotOwed,
            _ if dora.classified_on.is_some() => OwedState::Owed,
            (_, Some(true), Some(true)) if self.incident.is_malicious() == Some(true) => OwedState::Owed,
            _ => OwedState::ToAnswer,
        };
        if state != OwedState::Owed {
            let mut initial = self.owed(What::DoraInitial, state);
            if state == OwedState::ToAnswer {
                initial.from = now.shown(self.aware());
                initial.target = self.aware().and_then(|aware| aware.after_hours(24)).map(|end| end.to_string());
                let until = self.aware().and_then(|aware| aware.end_of_hours(24));
                initial.until = self.off_holidays(until).map(|end| end.to_string());
            }
            return vec![initial];
        }
        // Four hours from the classification, and 24 from awareness at the latest; from the classification alone if that came
        // after the 24 hours (2025/301, art. 5(1)(a) and 5(2)).
        let earlier = |one: Option<Moment>, two: Option<Moment>| match (one, two) {
            (Some(one), Some(two)) => Some(if two.instant() < one.instant() { two } else { one }),
            (one, two) => one.or(two),
        };
        let classified = dora.classified_on.as_ref();
        let a_day_later = self.aware().and_then(|aware| aware.after_hours(24));
        let aware = self.aware().filter(|_| match (classified, &a_day_later) {
            (Some(classified), Some(end)) => classified.instant() <= end.instant(),
            _ => true,
        });
        let target =
            earlier(classified.and_then(|on| on.after_hours(4)), aware.and_then(|aware| aware.after_hours(24)));
        let until =
            earlier(classified.and_then(|on| on.end_of_hours(4)), aware.and_then(|aware| aware.end_of_hours(24)));
        let report =
            |what, from: Option<&Moment>, target: Option<Moment>, until: Option<Moment>, done: Option<&Moment>| Owed {
                from: now.shown(from),
                target: target.map(|target| target.to_string()),
                done_on: now.shown(done),
                until: until.as_ref().map(Moment::to_string),
                ..self.owed(what, now.state(until.as_ref(), done))
            };
        let (initial, intermediate) = (dora.initial_on.as_ref(), dora.intermediate_on.as_ref());
        vec![
            report(What::DoraInitial, classified.or(self.aware()), target, self.off_holidays(until), initial),
            report(
                What::DoraIntermediate,
                initial,
                initial.and_then(|on| on.after_hours(HOURS)),
                self.off_holidays(initial.and_then(|on| on.end_of_hours(HOURS))),
                intermediate,
            ),
            report(
                What::DoraFinal,
                intermediate,
                intermediate.and_then(Moment::end_of_month_later),
                intermediate.and_then(Moment::end_of_month_later).and_then(Moment::off_holidays),
                dora.final_on.as_ref(),
            ),
        ]
    }
}
