//! The closed lists that forms offer, as the incident file writes each word and as it is shown.

use model::incident::{Availability, Cause, Channel, Informed, Integrity, NotificationKind, Origin, Recipients, Role};
use report::dossier::cnil::lists;
use serde::Serialize;

use crate::sheet::{Choice, code};
use crate::words::Words;

/// What is written, and what is shown.
pub(super) type Choices = Vec<(String, String)>;

pub(super) fn pairs<T: Copy + Serialize, S: Into<String>>(
    all: impl IntoIterator<Item = T>,
    word: impl Fn(T) -> S,
) -> Choices {
    all.into_iter().map(|one| (code(one), word(one).into())).collect()
}

pub(super) fn yes_no(w: Words) -> Choices {
    [("yes", true), ("no", false)].map(|(code, yes)| (code.to_owned(), w.yes_no(yes).to_owned())).to_vec()
}

/// The words of a list.
pub(super) fn of(w: Words, list: Choice) -> Choices {
    match list {
        Choice::Notification => {
            let all = [NotificationKind::Complete, NotificationKind::Initial, NotificationKind::Complementary];
            pairs(all, |kind| lists::kind(kind).text)
        }
        Choice::Origin => origins(w),
        Choice::Cause => causes(w),
        Choice::Role => roles(w),
        Choice::Recipients => {
            pairs([Recipients::None, Recipients::Known, Recipients::Unknown], |one| w.recipients_word(one))
        }
        Choice::Integrity => {
            pairs([Integrity::Restored, Integrity::Recoverable, Integrity::Lost], |one| w.integrity_word(one))
        }
        Choice::Availability => {
            let all = [Availability::Restored, Availability::Temporary, Availability::Permanent];
            pairs(all, |one| w.availability_word(one))
        }
        Choice::Informed => {
            let all = [Informed::Yes, Informed::Planned, Informed::No, Informed::Undetermined];
            pairs(all, |one| w.informed_word(one))
        }
        Choice::Channel => {
            pairs([Channel::Letter, Channel::Email, Channel::Sms, Channel::Web], |one| w.channel_word(one))
        }
    }
}

pub(super) fn origins(w: Words) -> Choices {
    let all = [
        Origin::Hacking,
        Origin::LostEquipment,
        Origin::LostPaper,
        Origin::LostMail,
        Origin::PaperDisposal,
        Origin::DeviceDisposal,
        Origin::UnintendedPublication,
        Origin::WrongPersonOnPortal,
        Origin::WrongRecipient,
        Origin::Spoken,
    ];
    pairs(all, |origin| w.origin_word(origin))
}

pub(super) fn causes(w: Words) -> Choices {
    let all = [
        Cause::ExternalMalicious,
        Cause::ExternalAccidental,
        Cause::InternalMalicious,
        Cause::InternalAccidental,
        Cause::Unknown,
    ];
    pairs(all, |cause| w.cause_word(cause))
}

pub(super) fn roles(w: Words) -> Choices {
    let all = [Role::Processor, Role::SubProcessor, Role::JointController, Role::Manager, Role::Controller];
    pairs(all, |role| w.role_word(role))
}
