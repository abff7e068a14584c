//! Names and numbers of parties.

use toml_edit::{Array, Value};
use unicode_normalization::UnicodeNormalization;

use super::{Fault, Sheet, Values};

/// What stays of an organisation from one incident to the next, below its table.
const STAYS: [&[&str]; 19] = [
    &["trade"],
    &["siren"],
    &["organisation", "vat_number"],
    &["organisation", "sector"],
    &["organisation", "staff"],
    &["organisation", "address"],
    &["organisation", "postal_code"],
    &["organisation", "city"],
    &["organisation", "country"],
    &["representative", "name"],
    &["representative", "first_name"],
    &["representative", "civility"],
    &["representative", "email"],
    &["dpo", "name"],
    &["dpo", "first_name"],
    &["dpo", "civility"],
    &["dpo", "function"],
    &["dpo", "email"],
    &["dpo", "phone"],
];

impl Sheet {
    /// What is known of an organisation that stays from one incident to the next.
    pub(crate) fn known_of(&self, insurer: &str) -> usize {
        let under = |keys: &&&[&str]| self.stays(insurer, keys).is_some();
        STAYS.iter().filter(under).count()
    }

    fn stays(&self, insurer: &str, keys: &[&str]) -> Option<Value> {
        let path = [&["insurers", insurer], keys].concat();
        let mut value = self.get(&path)?.as_value()?.clone();
        let is_open = value.as_str().is_some_and(|text| model::incident::written(text).is_none());
        // Without the comment beside it, which is about another incident.
        value.decor_mut().clear();
        (!is_open).then_some(value)
    }

    /// Takes from another incident what it knows of an organisation and this one does not say.
    pub(crate) fn take_over(&mut self, insurer: &str, from: &Sheet, of: &str) {
        for keys in STAYS {
            let value = from.stays(of, keys).filter(|_| self.stays(insurer, keys).is_none());
            if value.is_some() {
                self.set(&[&["insurers", insurer], keys].concat(), value);
            }
        }
    }

    /// Takes a party out of the incident, and an operator out of the lists of those that it served. Its files stay.
    pub(crate) fn remove_party(&mut self, table: &str, id: &str) {
        self.set(&[table, id], None);
        if self.names(&[table]).is_empty() {
            self.set(&[table], None);
        }
        for insurer in self.names(&["insurers"]).iter().filter(|_| table == "operators") {
            let list = ["insurers", insurer, "operators"];
            let mut served = self.texts(&list);
            if served.iter().any(|one| one == id) {
                served.retain(|one| one != id);
                // That another is not there says not that none is.
                let left = (!served.is_empty()).then(|| Value::Array(Array::from_iter(served)));
                self.set(&list, left);
            }
            self.set(&["insurers", insurer, "aware", id], None);
        }
    }
}

/// A manager of contracts.
pub(crate) mod manager {
    use super::{Array, Fault, Sheet, Value, Values};

    pub(crate) fn show(sheet: &Sheet, id: &str) -> Values {
        let mut values = Values::default();
        values.put("name", sheet.text(&["managers", id, "name"]));
        values.put("codes", Some(sheet.texts(&["managers", id, "codes"]).join(", ")));
        values
    }

    pub(crate) fn apply(values: &Values, sheet: &mut Sheet, id: &str) -> Result<(), Vec<Fault>> {
        if values.get("name").is_empty() {
            return Err(vec![Fault::Empty("name")]);
        }
        sheet.set(&["managers", id, "name"], Some(values.get("name").into()));
        let codes: Vec<&str> = values.get("codes").split(',').map(str::trim).filter(|code| !code.is_empty()).collect();
        let is_there = sheet.get(&["managers", id, "codes"]).is_some();
        if is_there || !codes.is_empty() {
            let codes = (!codes.is_empty()).then(|| Value::Array(Array::from_iter(codes)));
            sheet.set(&["managers", id, "codes"], codes);
        }
        Ok(())
    }
}

/// Bytes of the longest id.
const LONGEST: usize = 48;

/// An id made of a name: lower-case letters, digits and hyphens; another one than those that are taken.
pub(crate) fn fresh_id(name: &str, taken: &[String]) -> Option<String> {
    let mut id = String::new();
    for c in name.nfkd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            'œ' => id.push_str("oe"),
            'æ' => id.push_str("ae"),
            c if unicode_normalization::char::is_combining_mark(c) => {}
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    id.truncate(LONGEST);
    let id = id.trim_matches('-').to_owned();
    if id.is_empty() {
        return None;
    }
    let numbered = (2_u32..1000).map(|n| format!("{id}-{n}"));
    std::iter::once(id.clone()).chain(numbered).find(|id| !taken.contains(id))
}

/// Whether nine digits are a SIREN: doubled from the right, every second one, they add up to a multiple of ten.
pub(crate) fn is_siren(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let weighed = digits.iter().rev().enumerate().map(|(place, digit)| match place % 2 {
        0 => *digit,
        _ => digit * 2 / 10 + digit * 2 % 10,
    });
    digits.len() == 9 && text.len() == 9 && weighed.sum::<u32>().is_multiple_of(10)
}
