//! What manifests leave out of an incident, known again by the holders of the key alone.

use std::fmt::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{Hasher, SecretKey};
use model::error::Problem;
use model::incident::{Incident, is_number};

/// The authentication code of all contract numbers and members that an incident names; `None` if it names none. `base` is the folder of
/// the incident file.
pub fn withheld(incident: &Incident, base: &Path) -> Result<Option<String>, Problem> {
    let mut digest = Sha256::new();
    let mut any = false;
    let mut add = |text: &str| {
        any = true;
        digest.update((text.len() as u64).to_be_bytes());
        digest.update(text);
    };
    for insurer in incident.insurers.values() {
        let perimeters = insurer.perimeters.iter().flat_map(|perimeter| perimeter.all_conditions());
        perimeters.flat_map(|of| &of.contracts).filter(|contract| is_number(contract)).for_each(|number| add(number));
        insurer.decided.iter().for_each(|decided| add(&decided.member_id));
    }
    if !any {
        return Ok(None);
    }
    let hasher = Hasher::new(&SecretKey::load(&incident.key, base)?, &incident.id);
    let code = hasher.withheld(&digest.finalize().into());
    Ok(Some(code.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })))
}
