//! PDFs that are of the very documents that would be set again: they are taken as they are.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::kept;
use model::bundle::Bundle;
use model::error::{self, Result};
use model::figures::Assessment;
use model::incident::Incident;
use model::manifest::Manifest;
use report::Brief;
use report::document::Document;
use report::dossier::since;
use report::press::{Press, Typesetter};

/// What the report's PDFs were set of, and the PDFs.
pub(super) struct Reprint {
    documents: BTreeMap<String, Document>,
    pdfs: Bundle,
}

/// Takes documents in, and sets none.
#[derive(Default)]
struct Reader(Mutex<BTreeMap<String, Document>>);

impl Press for Reader {
    fn pdf(&self, path: &str, document: &Document) -> Result<Option<Vec<u8>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), document.clone());
        Ok(None)
    }
}

impl Reprint {
    /// Reads what the documents of a report say, from what it records.
    pub(super) fn of(folder: &Path, manifest: &Manifest, incident: &Incident, figures: &Assessment) -> Result<Reprint> {
        let Ok(lang) = serde_json::from_value(manifest.plan.lang.clone().into()) else {
            return Err(error::no_report(folder).into());
        };
        let since = kept(folder, manifest, |path| path == since::FILE)?;
        let since = since.values().next().and_then(|bytes| serde_json::from_slice(bytes).ok());
        let reader = Reader::default();
        let documents = manifest.plan.documents;
        // Nothing of what is shared is on paper.
        let brief = Brief { incident, lang, documents, suppress_below: None, released: None, since: since.as_ref() };
        report::print(&brief, figures, &reader)?;
        let pdfs = kept(folder, manifest, |path| path.ends_with(".pdf"))?;
        Ok(Reprint { documents: reader.0.into_inner().unwrap_or_else(PoisonError::into_inner), pdfs })
    }
}

impl Press for Reprint {
    fn pdf(&self, path: &str, document: &Document) -> Result<Option<Vec<u8>>> {
        match self.pdfs.get(path).filter(|_| self.documents.get(path) == Some(document)) {
            Some(same) => Ok(Some(same.clone())),
            None => Typesetter.pdf(path, document),
        }
    }
}
