//! What the columns allow: which rules are possible, and by which fields persons can be told apart.

use super::{Input, Plan};
use crate::index::{InsurerIx, OperatorIx};
use crate::link::is_possible;
use crate::pseudonym::{COMPARED, Party};
use crate::read::{Col, Side, Source};
use model::error::{self, Problem};
use model::incident::{Field, FieldSet};
use model::rule::Rule;
use model::said::both;

impl Plan {
    /// Whether some leaked file of the operator and some member file of the insurer have the columns that a rule needs.
    /// Without an insurer or operator, any file counts.
    pub fn is_possible(&self, rule: Rule, insurer: Option<InsurerIx>, operator: Option<OperatorIx>) -> bool {
        if rule == Rule::Decided {
            let decides = |i: InsurerIx| !self.incident.insurers[&self.insurers[usize::from(i)]].decided.is_empty();
            return InsurerIx::all(self.insurers.len()).filter(|i| insurer.is_none_or(|of| of == *i)).any(decides);
        }
        let leaks = self.leaks.iter().filter(|l| operator.is_none_or(|o| l.party == Party::Operator(o)));
        let covers = |m: &&Input| insurer.is_none_or(|i| m.party == Party::Insurer(i) || m.party == Party::ByRow);
        leaks.into_iter().any(|leak| is_possible(rule, Side::Leaks, &leak.source.mapping))
            && self.members.iter().filter(covers).any(|m| is_possible(rule, Side::Members, &m.source.mapping))
    }

    /// The fields that may have been exposed and for which every member file of an insurer has values: persons are told
    /// apart by these. Without an insurer: the fields for which any member file has values.
    pub fn comparable(&self, insurer: Option<InsurerIx>) -> Vec<Field> {
        let declared = self.incident.operators.values().flat_map(|o| o.exposed.iter().copied());
        let held = self.leaks.iter().flat_map(|l| l.source.mapping.fields());
        // A NIR may occur in any free text, so that it always counts as possibly exposed.
        let lost: FieldSet = declared.chain(held).chain([Field::Nir]).collect();
        let covers = |input: &&Input| match (insurer, input.party) {
            (Some(insurer), Party::Insurer(index)) => index == insurer,
            _ => true,
        };
        let has = |(_, col): &(Field, Col)| {
            let holds = |input: &Input| input.source.has_values(*col);
            match insurer {
                Some(_) => self.members.iter().filter(covers).all(holds),
                None => self.members.iter().any(holds),
            }
        };
        COMPARED.into_iter().filter(|(field, _)| lost.contains(*field)).filter(has).map(|(field, _)| field).collect()
    }

    /// Checks that each leaked file shares a possible rule with the members of some insurer that its operator serves.
    pub(super) fn check_rules(&self, problems: &mut Vec<Problem>) {
        let before = problems.len();
        for Input { source, .. } in self.members.iter().chain(&self.leaks) {
            let possible = Rule::ALL.into_iter().any(|rule| is_possible(rule, source.side, &source.mapping));
            no_rule(possible, source, problems);
        }
        if problems.len() > before {
            return;
        }
        for leak in &self.leaks {
            let Party::Operator(operator) = leak.party else { continue };
            let served = || self.members.iter().filter(|m| self.serves(operator, m));
            let common = served().any(|m| {
                Rule::ALL.into_iter().any(|rule| {
                    is_possible(rule, Side::Leaks, &leak.source.mapping)
                        && is_possible(rule, Side::Members, &m.source.mapping)
                })
            });
            if !common && served().next().is_some() {
                let operator = self.operators[usize::from(operator)].as_str();
                problems.push(error::no_common_rule(&leak.source.shown, operator));
            }
        }
    }
}

fn no_rule(possible: bool, source: &Source, problems: &mut Vec<Problem>) {
    if !possible {
        let found: Vec<&str> = source.mapping.columns().iter().map(|m| m.col.name()).collect();
        problems.push(error::no_rule(
            &source.shown,
            &found,
            &source.mapping.others().iter().map(|other| other.header.clone()).collect::<Vec<_>>(),
            &both!(
                "`nir`\u{202f}; ou un numéro de contrat, d’adhérent ou de client\u{202f}; ou une adresse e-mail, un numéro de téléphone ou un IBAN\u{202f}; ou `last_name`, `first_name` et `birth_date`\u{202f}; ou deux de ceux-ci avec `postal_address`",
                "`nir`; or a contract, member or customer number; or an e-mail address, telephone number or IBAN; or `last_name`, `first_name` and `birth_date`; or two of these with `postal_address`"
            ),
        ));
    }
}
