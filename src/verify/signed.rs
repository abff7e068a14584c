//! The signature of a manifest.

use super::folder::Report;
use super::{FaultKind, Reason, Subject, Verdict};
use crate::signature::{self, Flaw, PublicKey};
use model::manifest;

/// Demands the signature of a key, if one is given.
pub(super) fn signature(report: &Report, key: Option<&PublicKey>) -> Verdict {
    let found = report.files.get(manifest::SIGNATURE);
    let Some(key) = key else {
        let why = if found.is_some() { Reason::NoPublicKey } else { Reason::NotSigned };
        return Verdict::not_checked(Subject::Signature, why);
    };
    let wrong = match found {
        None => Some(FaultKind::Missing),
        Some(found) => match signature::check(key, &report.files[manifest::FILE], found) {
            Ok(()) => None,
            Err(Flaw::Malformed) => Some(FaultKind::Malformed),
            Err(Flaw::OtherKey) => Some(FaultKind::OtherKey),
            Err(Flaw::OtherContent) => Some(FaultKind::BadSignature),
        },
    };
    let mut verdict = Verdict::new(Subject::Signature);
    verdict.count(manifest::SIGNATURE, wrong.map(|kind| (kind, Vec::new())));
    verdict
}
