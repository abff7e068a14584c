//! Through what somebody can be told: the first channel, in the insurer's own order, that reaches the person.

use engine::contacts::{Contact, Row};
use model::incident::Channel;

/// A channel, and whether the files show that it reaches the person.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Way {
    pub channel: Channel,
    /// Whether what it needs stands in the files. If not, they have no column for it, and it is to be verified.
    pub known: bool,
}

impl Way {
    /// The way to an addressee; `subjects` are the rows of whom the letter goes to, then those of whom else it can reach.
    ///
    /// A channel whose contact stands on a row, else one whose column no file has. A web page is for all and reaches nobody by
    /// itself: it is somebody's way only where there is no other.
    pub(crate) fn to(channels: &[Channel], subjects: &[Vec<&Row>]) -> Option<Way> {
        let first = |contact: Contact| {
            subjects.iter().find_map(|rows| {
                channels.iter().copied().find(|of| rows.iter().any(|row| row.contact(*of) == Some(contact)))
            })
        };
        let known = first(Contact::Filled).map(|channel| Way { channel, known: true });
        known
            .or_else(|| first(Contact::NoColumn).map(|channel| Way { channel, known: false }))
            .or_else(|| channels.contains(&Channel::Web).then_some(Way { channel: Channel::Web, known: true }))
    }
}

/// A channel as lists and incident files write it.
pub(super) fn word(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "email",
        Channel::Letter => "letter",
        Channel::Sms => "sms",
        Channel::Web => "web",
    }
}
