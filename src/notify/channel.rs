//! The channel through which a person is informed: the first of the insurer's channels that reaches the addressee.

use engine::contacts::{Contact, Row};
use model::incident::Channel;

/// A channel, and whether the files contain the contact details for it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct ChosenChannel {
    pub channel: Channel,
    /// `false` if the files have no column for the contact details: to be verified.
    pub known: bool,
}

impl ChosenChannel {
    /// Chooses a channel. `subjects` are the rows of the addressee, followed by those of other persons who can receive
    /// the letter.
    ///
    /// Prefers a channel whose contact details a row contains, then one for which no file has a column. A web page is
    /// public and is not addressed to anyone, so it is chosen only if there is no other channel.
    pub(crate) fn choose(channels: &[Channel], subjects: &[Vec<&Row>]) -> Option<ChosenChannel> {
        let first = |contact: Contact| {
            subjects.iter().find_map(|rows| {
                channels.iter().copied().find(|of| rows.iter().any(|row| row.contact(*of) == Some(contact)))
            })
        };
        let known = first(Contact::Filled).map(|channel| ChosenChannel { channel, known: true });
        known.or_else(|| first(Contact::NoColumn).map(|channel| ChosenChannel { channel, known: false })).or_else(
            || channels.contains(&Channel::Web).then_some(ChosenChannel { channel: Channel::Web, known: true }),
        )
    }
}

/// The name of a channel in lists and incident files.
pub(super) fn word(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "email",
        Channel::Letter => "letter",
        Channel::Sms => "sms",
        Channel::Web => "web",
    }
}
