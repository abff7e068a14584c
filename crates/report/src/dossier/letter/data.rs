//! Which data were exposed, which were not, and which are not established.

use super::completeness::Topic;
use super::draft::Draft;
use super::fields::yours;
use super::words::lower_first;
use super::{Form, LetterContext};
use crate::Words;
use crate::dossier::{Facts, State};
use model::incident::{Field, FieldSet, Trade};

/// Fields that persons ask about first: the letter says so if they are not established.
const ASKED_ABOUT: [Field; 8] = [
    Field::Nir,
    Field::BankDetails,
    Field::MedicalData,
    Field::Reimbursements,
    Field::PostalAddress,
    Field::Phone,
    Field::Email,
    Field::CredentialsClear,
];

/// Fields by what the letter says about them; each is in one list at most.
#[derive(Default)]
pub(super) struct Data {
    /// Exposed for every person of the insurer.
    of_all: Vec<Field>,
    /// Exposed, possibly not for every person.
    of_some: Vec<Field>,
    /// Declared not exposed by every operator that lost data, and found in no row.
    not_exposed: Vec<Field>,
    /// Exposed for others, and not found of those whom it is to.
    of_others: Vec<Field>,
    /// None of these, but commonly asked about or declared by an operator.
    not_established: Vec<Field>,
}

/// Whether persons ask about the field first: about their health only where their health is insured, about their social security number
/// where it is used, about passwords after an attack.
fn is_asked_about(facts: &Facts<'_>, field: Field) -> bool {
    let uses_nir =
        matches!(facts.declared.trade, Some(Trade::Employer | Trade::EmploymentAgency | Trade::PublicService));
    ASKED_ABOUT.contains(&field)
        && match field {
            Field::MedicalData | Field::Reimbursements => facts.may_be_health_cover(),
            Field::Nir => uses_nir || facts.may_be_health_cover(),
            Field::CredentialsClear => facts.incident.is_malicious() == Some(true),
            _ => true,
        }
}

impl Data {
    pub(super) fn of(facts: &Facts<'_>) -> Data {
        let mut data = Data::default();
        for field in Field::ALL {
            let list = match facts.state(field) {
                State::Exposed if is_of_all(facts, field) => &mut data.of_all,
                State::Exposed => &mut data.of_some,
                _ if facts.fields_of_anybody().contains(field) => &mut data.of_others,
                State::NotExposed => &mut data.not_exposed,
                _ if is_asked_about(facts, field) || is_listed(facts, field) => &mut data.not_established,
                _ => continue,
            };
            list.push(field);
        }
        data
    }

    /// All exposed fields.
    pub(super) fn exposed(&self) -> FieldSet {
        self.of_all.iter().chain(&self.of_some).copied().collect()
    }
}

/// Whether a single operator lost the field for every person whom the letter is about. Two operators with some persons each
/// do not establish that.
fn is_of_all(facts: &Facts<'_>, field: Field) -> bool {
    if let Some(readers) = facts.readers {
        return readers.of_each.contains(field);
    }
    let all = facts.report.totals.persons.estimate;
    facts.cells().any(|cell| all > 0 && cell.fields.iter().any(|count| count.field == field && count.persons == all))
}

/// Whether the field is declared or observed at an operator that lost data.
fn is_listed(facts: &Facts<'_>, field: Field) -> bool {
    facts.operators().any(|(cell, _)| cell.fields.iter().any(|count| count.field == field))
}

impl LetterContext<'_> {
    pub(super) fn exposed(&self, draft: &mut Draft) {
        let words = self.words;
        let disclosed = self.facts.is_disclosed();
        draft.heading(if disclosed { words.data_exposed(self.form) } else { words.data_affected() });
        let Data { of_all, of_some, .. } = &self.data;
        if of_all.is_empty() && of_some.is_empty() {
            draft.paragraph_or_missing(Topic::DataExposed, None);
            return;
        }
        draft.covers(Topic::DataExposed, true);
        if !of_all.is_empty() {
            draft.sentences(match self.form {
                _ if !disclosed => words.affected_for_you(),
                Form::Letter => words.exposed_for_you(),
                Form::Notice => words.exposed_for_each(),
            });
            self.fields(draft, of_all);
        }
        if !of_some.is_empty() {
            draft.sentences(if disclosed { words.exposed_for_some() } else { words.affected_for_some() });
            self.fields(draft, of_some);
            if disclosed && !self.is_answer {
                draft.sentences(words.ask_which());
            }
        }
    }

    /// What others lost and the reader, as far as is known, did not.
    pub(super) fn of_others(&self, draft: &mut Draft) {
        if self.facts.is_disclosed() && !self.data.of_others.is_empty() {
            draft.sentences(self.words.of_others());
            // Not theirs: by the name of the field alone.
            let named = self.data.of_others.iter().map(|field| Words::of(self.words.lang()).field_name(*field));
            draft.list(named.map(lower_first));
        }
    }

    pub(super) fn not_exposed(&self, draft: &mut Draft) {
        if self.facts.is_disclosed() && !self.data.not_exposed.is_empty() {
            draft.heading(self.words.data_not_exposed());
            draft.sentences(self.words.not_exposed(&self.words.list(&self.other_operators())));
            self.fields(draft, &self.data.not_exposed);
        }
    }

    /// Fields that are not established. As long as there are any, the list of fields not exposed is not final.
    pub(super) fn not_established(&self, draft: &mut Draft) {
        draft.covers(Topic::DataNotExposed, self.data.not_established.is_empty());
        if !self.data.not_established.is_empty() {
            draft.heading(self.words.data_not_established());
            draft.sentences(match self.facts.is_disclosed() {
                true => self.words.not_established(),
                false => self.words.not_known_if_affected(),
            });
            self.fields(draft, &self.data.not_established);
        }
    }

    fn fields(&self, draft: &mut Draft, fields: &[Field]) {
        draft.list(fields.iter().map(|field| yours(*field, self.words.lang())));
    }
}
