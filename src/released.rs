//! The table of counts that was passed on before: opened, and held against the one that would replace it.

use std::path::Path;

use model::bundle::Bundle;
use model::disclosure::{FILE, Shared};
use model::error::{self, Problem, Result, Role};
use model::incident::Incident;
use model::regular;

/// What the user says of an earlier table.
#[derive(Default)]
pub(crate) enum Released {
    /// Nothing.
    #[default]
    NotSaid,
    /// None was passed on.
    Nothing,
    /// This one was.
    Table(Shared),
}

impl Released {
    /// Opens what `--released` names.
    pub(crate) fn open(named: Option<&Path>) -> Result<Released> {
        match named {
            None => Ok(Released::NotSaid),
            Some(path) if path == Path::new("none") => Ok(Released::Nothing),
            Some(path) => {
                let shown = path.display().to_string();
                let bytes =
                    regular::read(path, regular::REPORTED).map_err(|e| error::file(Role::EarlierCounts, &shown, &e))?;
                Shared::read(&bytes).map(Released::Table).ok_or_else(|| error::no_table_of_counts(path).into())
            }
        }
    }

    pub(crate) fn table(&self) -> Option<&Shared> {
        match self {
            Released::Table(table) => Some(table),
            Released::NotSaid | Released::Nothing => None,
        }
    }

    /// Why the table has nothing to do with an incident.
    pub(crate) fn refusal(&self, incident: &Incident) -> Option<Problem> {
        let other = self.table().map(|table| table.incident.id.as_str()).filter(|id| *id != incident.id.as_str())?;
        Some(error::other_incident(other, incident.id.as_str()))
    }

    /// Refuses a table that tells something beside the one in `target`, which may have been passed on, unless the user says of it
    /// what was.
    pub(crate) fn check(&self, bundle: &Bundle, target: &Path) -> Result<()> {
        let there = target.join(FILE);
        let earlier = regular::read(&there, regular::REPORTED).ok().and_then(|bytes| Shared::read(&bytes));
        let (Released::NotSaid, Some(earlier), Some(new)) =
            (self, earlier, bundle.get(FILE).and_then(|new| Shared::read(new)))
        else {
            return Ok(());
        };
        match new.tells_beside(&earlier) {
            0 => Ok(()),
            counts => Err(error::tables_tell_their_difference(&there, counts, new.suppress_below).into()),
        }
    }
}
