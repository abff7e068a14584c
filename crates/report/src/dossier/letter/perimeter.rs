//! Perimeters in plain language.

use crate::Words;
use model::incident::{Conditions, Date, Incident, Perimeter, is_number};
use model::said::Lang;

/// One or more sentences about who is in a perimeter. Managers are named, contracts too if they have a name; contract
/// numbers may identify a person and are not printed.
pub fn perimeter(incident: &Incident, perimeter: &Perimeter, lang: Lang) -> String {
    let say = Phrasing { incident, lang };
    if perimeter.is_everybody() {
        return match incident.has_other_trades() {
            true => say.pick("Toutes les personnes dont nous détenons des données.", "All persons whose data we hold."),
            false => say.pick("Toutes les personnes assurées chez nous.", "All persons insured with us."),
        }
        .to_owned();
    }
    let all = Some(&perimeter.conditions).filter(|conditions| !conditions.is_empty());
    let mut sentences = String::new();
    for (place, conditions) in all.into_iter().chain(&perimeter.any_of).enumerate() {
        sentences += match (place, all.is_some()) {
            (0, _) => say.pick("Les personnes ", "Persons "),
            (1, true) => say.pick(" Parmi elles, seulement celles ", " Of these, only those "),
            (_, true) => say.pick(" Ou encore celles ", " Or those "),
            (_, false) => say.pick(" Et aussi celles ", " And also those "),
        };
        sentences += &say.all(conditions);
        sentences.push('.');
    }
    sentences
}

struct Phrasing<'a> {
    incident: &'a Incident,
    lang: Lang,
}

impl Phrasing<'_> {
    fn pick<T>(&self, fr: T, en: T) -> T {
        match self.lang {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }

    /// Conditions that must all hold: `dont le contrat est géré par A et qui étaient couvertes le 1er janvier 2024`.
    fn all(&self, conditions: &Conditions) -> String {
        let Conditions { managed_by, covered_on, covered_between, managed_since, contracts, products } = conditions;
        let mut said = Vec::new();
        if let Some(id) = managed_by {
            let name = self.incident.managers.get(id).map_or(id.as_str(), |manager| &manager.name);
            said.push(match managed_since.map(|day| self.date(day)) {
                None => self.pick(
                    format!("dont le contrat est géré par {name}"),
                    format!("whose contract is managed by {name}"),
                ),
                Some(day) => self.pick(
                    format!("dont le contrat est géré par {name} depuis le {day} ou plus tard"),
                    format!("whose contract has been managed by {name} since {day} or later"),
                ),
            });
        }
        if let Some(day) = covered_on {
            let day = self.date(*day);
            said.push(self.pick(format!("qui étaient couvertes le {day}"), format!("who were covered on {day}")));
        }
        if let Some(period) = covered_between {
            let from = self.date(period.from);
            said.push(match period.to.map(|to| self.date(to)) {
                Some(to) => self.pick(
                    format!("qui étaient couvertes entre le {from} et le {to}"),
                    format!("who were covered between {from} and {to}"),
                ),
                None => self.pick(
                    format!("qui étaient couvertes le {from} ou plus tard"),
                    format!("who were covered on {from} or later"),
                ),
            });
        }
        if let Some(day) = managed_since.filter(|_| managed_by.is_none()) {
            let day = self.date(day);
            said.push(self.pick(
                format!("dont le contrat est chez son gestionnaire depuis le {day} ou plus tard"),
                format!("whose contract has been with its manager since {day} or later"),
            ));
        }
        if !contracts.is_empty() {
            said.push(self.contracts(contracts));
        }
        if !products.is_empty() {
            let names = self.names(products);
            said.push(self.pick(format!("dont la formule est {names}"), format!("whose product is {names}")));
        }
        said.join(self.pick(" et ", " and "))
    }

    fn contracts(&self, contracts: &[String]) -> String {
        let named: Vec<String> = contracts.iter().filter(|contract| !is_number(contract)).cloned().collect();
        let (names, listed) = (self.names(&named), self.pick("dans une liste de numéros", "in a list of numbers"));
        match (named.is_empty(), named.len() < contracts.len()) {
            (true, _) => self.pick(format!("dont le contrat est {listed}"), format!("whose contract is {listed}")),
            (false, false) => self.pick(format!("dont le contrat est {names}"), format!("whose contract is {names}")),
            (false, true) => self.pick(
                format!("dont le contrat est {names}, ou {listed}"),
                format!("whose contract is {names}, or {listed}"),
            ),
        }
    }

    fn names(&self, names: &[String]) -> String {
        let quoted = names.iter().map(|name| self.pick(format!("«\u{a0}{name}\u{a0}»"), format!("“{name}”")));
        quoted.collect::<Vec<String>>().join(self.pick(" ou ", " or "))
    }

    fn date(&self, date: Date) -> String {
        Words::of(self.lang).date(&date.0.to_string())
    }
}
