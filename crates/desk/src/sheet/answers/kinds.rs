//! The keys that the dossier may write.

use model::incident::{Availability, Cause, Channel, Informed, Integrity, NotificationKind, Origin, Recipients, Role};
use serde::de::DeserializeOwned;

use super::Sheet;

/// What a key takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A text in one line.
    Text,
    /// A text of several lines.
    Long,
    /// Nine digits.
    Siren,
    Number,
    /// A day; a moment that is there stays as long as its day does.
    Day,
    /// A moment by the clocks of Paris.
    Moment,
    YesNo,
    /// One of a closed list.
    Words(Words),
    /// The French of a text in two languages: the text itself, if there is no English.
    InFrench,
    /// The English of a text in two languages.
    InEnglish,
    /// Whether a list has the word that ends the key.
    Member,
    /// An entry of a list in order of preference, from 0.
    Ranked(Words, usize),
}

/// The closed lists.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    Notification,
    Origin,
    Cause,
    Role,
    Recipients,
    Integrity,
    Availability,
    Informed,
    Channel,
}

impl Words {
    /// Whether the list has a word.
    pub(super) fn has(self, word: &str) -> bool {
        fn is<T: DeserializeOwned>(word: &str) -> bool {
            serde_json::from_value::<T>(word.into()).is_ok()
        }
        match self {
            Words::Notification => is::<NotificationKind>(word),
            Words::Origin => is::<Origin>(word),
            Words::Cause => is::<Cause>(word),
            Words::Role => is::<Role>(word),
            Words::Recipients => is::<Recipients>(word),
            Words::Integrity => is::<Integrity>(word),
            Words::Availability => is::<Availability>(word),
            Words::Informed => is::<Informed>(word),
            Words::Channel => is::<Channel>(word),
        }
    }
}

/// `*` is a party that there is.
const KINDS: [(&str, Kind); 71] = [
    ("discovery", Kind::Long),
    ("description.fr", Kind::InFrench),
    ("description.en", Kind::InEnglish),
    ("consequences.fr", Kind::InFrench),
    ("consequences.en", Kind::InEnglish),
    ("occurred.from", Kind::Day),
    ("occurred.to", Kind::Day),
    ("occurred.ongoing", Kind::YesNo),
    ("nature.confidentiality", Kind::Member),
    ("nature.integrity", Kind::Member),
    ("nature.availability", Kind::Member),
    ("origin", Kind::Words(Words::Origin)),
    ("cause", Kind::Words(Words::Cause)),
    ("circumstances.recipients", Kind::Words(Words::Recipients)),
    ("circumstances.trusted", Kind::Long),
    ("circumstances.unintelligible", Kind::Long),
    ("circumstances.integrity", Kind::Words(Words::Integrity)),
    ("circumstances.availability", Kind::Words(Words::Availability)),
    ("operators.*.role", Kind::Words(Words::Role)),
    ("operators.*.occurred.from", Kind::Day),
    ("operators.*.occurred.to", Kind::Day),
    ("operators.*.occurred.ongoing", Kind::YesNo),
    ("operators.*.measures_before", Kind::Long),
    ("operators.*.measures_after.fr", Kind::InFrench),
    ("operators.*.measures_after.en", Kind::InEnglish),
    ("insurers.*.name", Kind::Text),
    ("insurers.*.siren", Kind::Siren),
    ("insurers.*.organisation.vat_number", Kind::Text),
    ("insurers.*.organisation.sector", Kind::Text),
    ("insurers.*.organisation.staff", Kind::Number),
    ("insurers.*.organisation.address", Kind::Text),
    ("insurers.*.organisation.postal_code", Kind::Text),
    ("insurers.*.organisation.city", Kind::Text),
    ("insurers.*.organisation.country", Kind::Text),
    ("insurers.*.representative.civility", Kind::Text),
    ("insurers.*.representative.name", Kind::Text),
    ("insurers.*.representative.first_name", Kind::Text),
    ("insurers.*.representative.email", Kind::Text),
    ("insurers.*.dpo.civility", Kind::Text),
    ("insurers.*.dpo.name", Kind::Text),
    ("insurers.*.dpo.first_name", Kind::Text),
    ("insurers.*.dpo.function", Kind::Text),
    ("insurers.*.dpo.email", Kind::Text),
    ("insurers.*.dpo.phone", Kind::Text),
    ("insurers.*.aware.*.on", Kind::Moment),
    ("insurers.*.informed_on", Kind::Moment),
    ("insurers.*.notification.kind", Kind::Words(Words::Notification)),
    ("insurers.*.notification.sent_on", Kind::Moment),
    ("insurers.*.notification.initial_number", Kind::Text),
    ("insurers.*.notification.initial_sent_on", Kind::Moment),
    ("insurers.*.notification.delay_reason", Kind::Long),
    ("insurers.*.measures_before", Kind::Long),
    ("insurers.*.measures_after.fr", Kind::InFrench),
    ("insurers.*.measures_after.en", Kind::InEnglish),
    ("insurers.*.communication.status", Kind::Words(Words::Informed)),
    ("insurers.*.communication.on", Kind::Day),
    ("insurers.*.communication.persons", Kind::Number),
    ("insurers.*.communication.justification", Kind::Long),
    ("insurers.*.communication.helpline.phone", Kind::Text),
    ("insurers.*.communication.helpline.hours.fr", Kind::InFrench),
    ("insurers.*.communication.helpline.hours.en", Kind::InEnglish),
    ("insurers.*.communication.page", Kind::Text),
    ("insurers.*.communication.login_page", Kind::Text),
    ("insurers.*.communication.own_systems_safe", Kind::YesNo),
    ("insurers.*.communication.renewal_safe", Kind::YesNo),
    ("insurers.*.communication.effects_on_services.fr", Kind::InFrench),
    ("insurers.*.communication.effects_on_services.en", Kind::InEnglish),
    ("insurers.*.complaint_on", Kind::Moment),
    ("insurers.*.other_notifications.cross_border", Kind::YesNo),
    ("insurers.*.other_notifications.other_authority", Kind::YesNo),
    ("insurers.*.other_notifications.other_law", Kind::YesNo),
];

/// Places in the list of channels.
const CHANNELS: [&str; 4] = ["1", "2", "3", "4"];

/// What a key takes, if the dossier may write it.
pub(super) fn kind(sheet: &Sheet, key: &str) -> Option<Kind> {
    let parts: Vec<&str> = key.split('.').collect();
    if let [_, id, "channels", place] = parts[..] {
        let rank = CHANNELS.iter().position(|channel| *channel == place)?;
        let is_there = parts[0] == "insurers" && is_party(sheet, "insurers", id);
        return is_there.then_some(Kind::Ranked(Words::Channel, rank));
    }
    let is_it = |pattern: &str| {
        let asked: Vec<&str> = pattern.split('.').collect();
        let same = |(at, part): (usize, &&str)| match asked[at] {
            // `insurers.*`, `operators.*`, and an operator under `aware`.
            "*" => is_party(sheet, if at == 1 { asked[0] } else { "operators" }, part),
            other => other == *part,
        };
        asked.len() == parts.len() && parts.iter().enumerate().all(same)
    };
    KINDS.iter().find(|(pattern, _)| is_it(pattern)).map(|(_, kind)| *kind)
}

fn is_party(sheet: &Sheet, table: &str, id: &str) -> bool {
    sheet.names(&[table]).iter().any(|name| name == id)
}
