//! Incident files with the profiles that they name: what stays of an insurer from one incident to the next.

use std::path::{Path, PathBuf};

use model::error::{self, Error, Problem, Result, Role};
use model::incident::{Incident, PROFILE_SCHEMA, Profile, document};
use model::regular;

/// A profile that was read.
pub struct ReadProfile {
    /// Path, as in the incident file.
    pub path: String,
    /// Its content, for its digest.
    pub bytes: Vec<u8>,
}

/// Parses the text of an incident file, called `shown` in messages, and completes its insurers from their profiles. Paths
/// are relative to `base`. Reports all problems at once.
pub fn incident(shown: &str, text: &str, base: &Path) -> Result<(Incident, Vec<ReadProfile>)> {
    let mut incident: Incident = document::parse(shown, text)?;
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for (id, insurer) in &mut incident.insurers {
        let Some(path) = &insurer.profile else { continue };
        let path: PathBuf = path.clone();
        let name = path.display().to_string();
        match profile(&name, &base.join(&path)) {
            Ok((profile, bytes)) => {
                let keys = insurer.complete(profile);
                problems.extend(keys.into_iter().map(|key| error::profile_contradicts(shown, id.as_str(), key, &name)));
                read.push(ReadProfile { path: name, bytes });
            }
            Err(Error::Refused(of_profile)) => problems.extend(of_profile),
            Err(other) => return Err(other),
        }
    }
    // Several insurers of a group may share one.
    read.sort_by(|a: &ReadProfile, b| a.path.cmp(&b.path));
    read.dedup_by(|a, b| a.path == b.path);
    problems.dedup_by(|a: &mut Problem, b| a == b);
    if problems.is_empty() { Ok((incident, read)) } else { Err(Error::Refused(problems)) }
}

fn profile(shown: &str, path: &Path) -> Result<(Profile, Vec<u8>)> {
    let bytes = regular::read(path, regular::WRITTEN).map_err(|e| error::file(Role::Profile, shown, &e))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| error::incident_not_utf8(shown))?;
    let profile: Profile = document::parse(shown, text)?;
    match profile.schema == PROFILE_SCHEMA {
        true => Ok((profile, bytes)),
        false => Err(error::not_a_profile(shown, PROFILE_SCHEMA).into()),
    }
}
