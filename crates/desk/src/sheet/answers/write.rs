//! An answer, brought into the incident file.

use toml_edit::{Array, InlineTable, Item, Value};

use super::super::{Fault, Sheet, civil, date, is_siren, moment, paris};
use super::Kind;

/// What stands where somebody has yet to write.
const OPEN: &str = "…";

/// Keys without which a table cannot be, and what they say until somebody does.
const REQUIRED: [(&str, &str, &str); 5] = [
    ("dpo", "name", OPEN),
    ("representative", "name", OPEN),
    ("notification", "kind", "initial"),
    ("communication", "status", "undetermined"),
    ("helpline", "phone", OPEN),
];

/// Names what a fault is about: the one field of the dossier that was sent.
const FIELD: &str = "answer";

impl Sheet {
    /// Writes what was sent for a key that the dossier may write; nothing sent takes the answer back.
    pub(crate) fn write_answer(&mut self, key: &str, sent: &str) -> Result<(), Fault> {
        let Some(kind) = self.kind(key) else { return Err(Fault::Empty(FIELD)) };
        if self.answer(key).as_deref() == Some(sent) {
            return Ok(());
        }
        let path: Vec<&str> = key.split('.').collect();
        let Some((last, above)) = path.split_last() else { return Ok(()) };
        let text = || Some(sent).filter(|sent| !sent.is_empty());
        let value = match kind {
            Kind::Text | Kind::Long => text().map(Value::from),
            Kind::Words(words) if text().is_none_or(|sent| words.has(sent)) => text().map(Value::from),
            Kind::Words(_) => return Err(Fault::Empty(FIELD)),
            Kind::Siren => match sent.split_whitespace().collect::<String>() {
                none if none.is_empty() => None,
                siren if is_siren(&siren) => Some(siren.into()),
                _ => return Err(Fault::Siren(FIELD)),
            },
            Kind::Number => match text().map(|sent| sent.split_whitespace().collect::<String>().parse::<u32>()) {
                None => None,
                Some(number) => Some(i64::from(number.map_err(|_| Fault::Number(FIELD))?).into()),
            },
            Kind::Day => self.when(&path, sent, date, civil)?,
            Kind::Moment => self.when(&path, sent, moment, paris)?,
            Kind::YesNo => match sent {
                "" => None,
                "yes" => Some(true.into()),
                "no" => Some(false.into()),
                _ => return Err(Fault::Empty(FIELD)),
            },
            Kind::InFrench | Kind::InEnglish => {
                self.both_languages(above, kind, sent);
                self.complete(&above[..above.len() - 1]);
                return Ok(());
            }
            Kind::Member => {
                self.member(above, last, sent == "yes");
                return Ok(());
            }
            Kind::Ranked(words, rank) => {
                if text().is_some_and(|sent| !words.has(sent)) {
                    return Err(Fault::Empty(FIELD));
                }
                self.ranked(above, rank, sent);
                return Ok(());
            }
        };
        if let (None, ["insurers", _, "name"]) = (&value, &path[..]) {
            return Err(Fault::Empty(FIELD));
        }
        if let (None, [.., "aware", _, "on"] | [.., "occurred", "from"]) = (&value, &path[..]) {
            self.set(above, None);
            return Ok(());
        }
        // A period has a beginning.
        if let (Some(_), [.., "occurred", _]) = (&value, &path[..])
            && *last != "from"
            && self.datetime(&[above, &["from"]].concat()).is_none()
        {
            return Err(Fault::Empty(FIELD));
        }
        self.set(&path, value);
        self.complete(above);
        Ok(())
    }

    /// A day or a moment that was sent. What shows so already is taken as it is written.
    fn when(
        &self,
        path: &[&str],
        sent: &str,
        read: fn(&str) -> Option<toml_edit::Datetime>,
        show: fn(&str) -> Option<String>,
    ) -> Result<Option<Value>, Fault> {
        let same = self.datetime(path).filter(|written| show(written).as_deref() == Some(sent));
        match (sent, same.and_then(|written| written.parse().ok()).or_else(|| read(sent))) {
            ("", _) => Ok(None),
            (_, Some(time)) => Ok(Some(time.into())),
            (_, None) => Err(Fault::Date(FIELD)),
        }
    }

    /// A text in two languages: a text as long as there is French alone, a table with both.
    fn both_languages(&mut self, keys: &[&str], kind: Kind, sent: &str) {
        let now = |sheet: &Sheet, lang: &str| sheet.text(&[keys, &[lang]].concat());
        let french = self.text(keys).or_else(|| now(self, "fr")).unwrap_or_default();
        let english = now(self, "en").unwrap_or_default();
        let (french, english) = if kind == Kind::InFrench { (sent, &*english) } else { (&*french, sent) };
        let is_table = self.get(keys).is_some_and(Item::is_table_like);
        match (french, english) {
            ("", "") => self.set(keys, None),
            (french, "") => {
                if is_table {
                    self.set(keys, None);
                }
                self.set(keys, Some(french.into()));
            }
            (french, english) => {
                let french = if french.is_empty() { OPEN } else { french };
                if is_table {
                    self.set(&[keys, &["fr"]].concat(), Some(french.into()));
                    self.set(&[keys, &["en"]].concat(), Some(english.into()));
                } else {
                    let mut table = InlineTable::new();
                    table.insert("fr", french.into());
                    table.insert("en", english.into());
                    self.set(keys, Some(Value::InlineTable(table)));
                }
            }
        }
    }

    /// Adds a word to a list, or takes it off.
    fn member(&mut self, keys: &[&str], word: &str, is_in: bool) {
        let mut all = self.texts(keys);
        all.retain(|one| one != word);
        if is_in {
            all.push(word.to_owned());
        }
        self.list(keys, all);
    }

    /// Puts a word at a place of a list without repeats; the places after it move up if there is none.
    fn ranked(&mut self, keys: &[&str], rank: usize, word: &str) {
        let mut all = self.texts(keys);
        if rank < all.len() {
            all.remove(rank);
        }
        all.retain(|one| one != word);
        if !word.is_empty() {
            all.insert(rank.min(all.len()), word.to_owned());
        }
        self.list(keys, all);
    }

    fn list(&mut self, keys: &[&str], all: Vec<String>) {
        self.set(keys, (!all.is_empty()).then(|| Value::Array(Array::from_iter(all))));
    }

    /// Has the tables on the way to a value say what they cannot be without, or removes them if they say nothing else.
    fn complete(&mut self, keys: &[&str]) {
        for depth in (1..=keys.len()).rev() {
            let here = &keys[..depth];
            let Some((_, required, open)) = REQUIRED.iter().find(|(table, ..)| here[depth - 1] == *table) else {
                continue;
            };
            let names = self.names(here);
            let says_more = names.iter().any(|name| name != required);
            if !says_more && (names.is_empty() || self.text(&[here, &[*required]].concat()).is_none()) {
                self.set(here, None);
            } else if !names.iter().any(|name| name == required) {
                self.set(&[here, &[*required]].concat(), Some((*open).into()));
            }
        }
    }
}
