//! Which data were exposed, which were not, and which nobody can tell yet.

use super::completeness::Topic;
use super::fields::yours;
use super::text::Text;
use super::{Case, Form};
use crate::dossier::{Facts, State};
use model::incident::{Field, FieldSet};

/// What persons ask about first: where nobody has told, the letter says that it is not known.
const ASKED_ABOUT: [Field; 6] =
    [Field::BankDetails, Field::MedicalData, Field::Reimbursements, Field::PostalAddress, Field::Phone, Field::Email];

/// Every field in one list at most.
#[derive(Default)]
pub(super) struct Data {
    /// Exposed for each person of the insurer.
    of_all: Vec<Field>,
    /// Exposed, and perhaps not for each.
    of_some: Vec<Field>,
    /// Denied by each operator that lost data, and found in no row.
    not_exposed: Vec<Field>,
    /// None of these, and asked about or told of by somebody.
    not_established: Vec<Field>,
}

impl Data {
    pub(super) fn of(facts: &Facts<'_>) -> Data {
        let mut data = Data::default();
        for field in Field::ALL {
            let list = match facts.state(field) {
                State::Exposed if is_of_all(facts, field) => &mut data.of_all,
                State::Exposed => &mut data.of_some,
                State::NotExposed if !is_seen(facts, field) => &mut data.not_exposed,
                _ if ASKED_ABOUT.contains(&field) || is_told_of(facts, field) => &mut data.not_established,
                _ => continue,
            };
            list.push(field);
        }
        data
    }

    /// All that was exposed of somebody.
    pub(super) fn exposed(&self) -> FieldSet {
        self.of_all.iter().chain(&self.of_some).copied().collect()
    }
}

/// One operator lost it of each person of the insurer. Of two who lost it of some each, nobody can tell.
fn is_of_all(facts: &Facts<'_>, field: Field) -> bool {
    let all = facts.report.totals.persons.estimate;
    let mut fields = facts.operators().flat_map(|(cell, _)| &cell.fields);
    all > 0 && fields.any(|count| count.field == field && count.persons == all)
}

/// A row holds it: one that names the insurer and meets nobody, or any of an operator that lost data. It may be about a
/// person who reads this, and nobody could tell.
fn is_seen(facts: &Facts<'_>, field: Field) -> bool {
    let here = facts.report.operators.iter().flat_map(|cell| &cell.fields);
    let is_concerned = |id: &str| facts.operators().any(|(cell, _)| cell.id == id);
    let anywhere = facts.assessment.operators.iter().filter(|operator| is_concerned(&operator.id));
    let mut counts = here.chain(anywhere.flat_map(|operator| &operator.fields));
    counts.any(|count| count.field == field && count.observed_records > 0)
}

/// An operator that lost data has a word to say of it.
fn is_told_of(facts: &Facts<'_>, field: Field) -> bool {
    facts.operators().any(|(cell, _)| cell.fields.iter().any(|count| count.field == field))
}

impl Case<'_> {
    pub(super) fn exposed(&self, text: &mut Text) {
        let words = self.words;
        text.heading(words.data_exposed(self.form));
        let Data { of_all, of_some, .. } = &self.data;
        if of_all.is_empty() && of_some.is_empty() {
            text.tells(Topic::DataExposed, None);
            return;
        }
        text.told(Topic::DataExposed, true);
        if !of_all.is_empty() {
            text.says(match self.form {
                Form::Letter => words.exposed_for_you(),
                Form::Notice => words.exposed_for_each(),
            });
            self.fields(text, of_all);
        }
        if !of_some.is_empty() {
            text.says(words.exposed_for_some());
            self.fields(text, of_some);
            text.says(words.ask_which());
        }
    }

    pub(super) fn not_exposed(&self, text: &mut Text) {
        if !self.data.not_exposed.is_empty() {
            text.heading(self.words.data_not_exposed());
            text.says(self.words.not_exposed(&self.operators()));
            self.fields(text, &self.data.not_exposed);
        }
    }

    /// Of which nobody can tell. As long as there are some, what was not exposed is not told to the end.
    pub(super) fn not_established(&self, text: &mut Text) {
        text.told(Topic::DataNotExposed, self.data.not_established.is_empty());
        if !self.data.not_established.is_empty() {
            text.heading(self.words.data_not_established());
            text.says(self.words.not_established());
            self.fields(text, &self.data.not_established);
        }
    }

    fn fields(&self, text: &mut Text, fields: &[Field]) {
        text.list(fields.iter().map(|field| yours(*field, self.words.lang())));
    }
}
