//! A member row on its way past the leaked rows: in clear, or of an exchange file.

use std::borrow::Cow;

use super::decoys::Decoys;
use crate::identity::BirthDate;
use crate::pseudonym::{Agreement, Attributes, Forms, Leads, Moved, exchange};

/// A member row to be compared.
pub(super) enum Candidate<'a> {
    /// Row `i` of a batch.
    InClear {
        forms: &'a Forms<'a>,
        i: usize,
        /// Whether it is compared without clear values, as rows of exchange files are.
        by_tokens: bool,
    },
    Exchanged(&'a exchange::Row),
}

/// Another birth date, with which the person is nobody.
pub(super) enum Decoy<'a> {
    InClear(BirthDate),
    Exchanged(&'a Moved),
}

impl Candidate<'_> {
    /// Tags of e-mail addresses, telephone numbers and IBANs, for [`Candidate::leads`].
    pub(super) fn contacts(&self) -> Cow<'_, [u64]> {
        match self {
            Candidate::InClear { forms, i, .. } => Cow::Owned(forms.contacts(*i).into_vec()),
            Candidate::Exchanged(row) => Cow::Borrowed(row.attributes.contacts()),
        }
    }

    /// What leads to rows that may be about the same person.
    pub(super) fn leads<'b>(&'b self, contacts: &'b [u64]) -> Leads<'b> {
        match self {
            Candidate::InClear { forms, i, .. } => forms.leads(*i, contacts),
            Candidate::Exchanged(row) => row.attributes.leads(),
        }
    }

    /// What the row is compared by.
    pub(super) fn attributes(&self) -> Cow<'_, Attributes> {
        match self {
            Candidate::InClear { forms, i, by_tokens: true } => {
                Cow::Owned(forms.with_near(*i, forms.attributes(*i, false)))
            }
            Candidate::InClear { forms, i, by_tokens: false } => Cow::Owned(forms.attributes(*i, false)),
            Candidate::Exchanged(row) => Cow::Borrowed(&row.attributes),
        }
    }

    /// In what the row agrees with a leaked one. `filler`: whether a NIR of the row is a filler.
    pub(super) fn agreement(&self, leak: &Attributes, own: &Attributes, filler: bool) -> Agreement {
        match self {
            Candidate::InClear { forms, i, .. } => forms.agreement(leak, (own, forms.birth_date(*i)), *i, filler),
            Candidate::Exchanged(_) => own.agreement_by_tokens(leak, filler),
        }
    }

    /// The date on which the decoy of the row is born, if it has one.
    pub(super) fn decoy(&self, decoys: &Decoys) -> Option<Decoy<'_>> {
        match self {
            Candidate::InClear { forms, i, .. } => {
                decoys.born(forms.birth_date(*i)?, || forms.lot(*i)).map(Decoy::InClear)
            }
            Candidate::Exchanged(row) => {
                row.moved.as_ref().filter(|_| decoys.takes(|| row.lot())).map(Decoy::Exchanged)
            }
        }
    }

    /// What leads from the decoy.
    pub(super) fn decoy_leads<'b>(&self, decoy: &Decoy<'_>, leads: Leads<'b>) -> Leads<'b> {
        match (self, decoy) {
            (Candidate::InClear { forms, .. }, Decoy::InClear(born)) => forms.leads_on(born, leads),
            (_, Decoy::Exchanged(moved)) => leads.moved(moved),
            (Candidate::Exchanged(_), Decoy::InClear(_)) => leads,
        }
    }

    /// What the decoy is compared by.
    pub(super) fn decoy_attributes(&self, decoy: &Decoy<'_>) -> Attributes {
        let own = self.attributes().into_owned();
        match (self, decoy) {
            (Candidate::InClear { forms, .. }, Decoy::InClear(born)) => forms.on(born, own),
            (_, Decoy::Exchanged(moved)) => own.moved(moved),
            (Candidate::Exchanged(_), Decoy::InClear(_)) => own,
        }
    }

    /// In what the decoy agrees with a leaked row.
    pub(super) fn decoy_agreement(
        &self,
        decoy: &Decoy<'_>,
        leak: &Attributes,
        own: &Attributes,
        filler: bool,
    ) -> Agreement {
        match (self, decoy) {
            (Candidate::InClear { forms, i, .. }, Decoy::InClear(born)) => {
                forms.agreement(leak, (own, Some(born)), *i, filler)
            }
            _ => own.agreement_by_tokens(leak, filler),
        }
    }
}
