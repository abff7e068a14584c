//! What the columns at hand allow: which rules are possible between whom, which fields tell persons apart.

use super::{Input, Plan};
use crate::index::{InsurerIx, OperatorIx};
use crate::link::is_possible;
use crate::pseudonym::{COMPARED, Party};
use crate::read::{Col, Side, Source};
use model::error::{self, Problem};
use model::incident::{Field, FieldSet};
use model::rule::Rule;

impl Plan {
    /// Whether a rule has the columns it needs in some leak of the operator and some members of the insurer; of any, where
    /// none is given.
    pub fn is_possible(&self, rule: Rule, insurer: Option<InsurerIx>, operator: Option<OperatorIx>) -> bool {
        let leaks = self.leaks.iter().filter(|l| operator.is_none_or(|o| l.party == Party::Operator(o)));
        let of = |m: &&Input| insurer.is_none_or(|i| m.party == Party::Insurer(i) || m.party == Party::ByRow);
        leaks.into_iter().any(|leak| is_possible(rule, Side::Leaks, &leak.source.mapping))
            && self.members.iter().filter(of).any(|m| is_possible(rule, Side::Members, &m.source.mapping))
    }

    /// The fields that may have been lost and that every file of an insurer has values of: what its persons can be told
    /// apart by. Of all insurers together if none is given, where one of them has the values.
    pub fn comparable(&self, insurer: Option<InsurerIx>) -> Vec<Field> {
        let declared = self.incident.operators.values().flat_map(|o| o.exposed.iter().copied());
        let held = self.leaks.iter().flat_map(|l| l.source.mapping.fields());
        // A NIR may stand in any free text.
        let lost: FieldSet = declared.chain(held).chain([Field::Nir]).collect();
        let of = |input: &&Input| match (insurer, input.party) {
            (Some(insurer), Party::Insurer(index)) => index == insurer,
            _ => true,
        };
        let has = |(_, col): &(Field, Col)| {
            let holds = |input: &Input| input.source.tells(*col);
            match insurer {
                Some(_) => self.members.iter().filter(of).all(holds),
                None => self.members.iter().any(holds),
            }
        };
        COMPARED.into_iter().filter(|(field, _)| lost.contains(*field)).filter(has).map(|(field, _)| field).collect()
    }

    /// Each leak must share a possible rule with the members of some insurer it can expose.
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
            "`nir`, or `birth_date` and `first_name` with a contract or member number or a last name",
        ));
    }
}
