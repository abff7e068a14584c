//! Setting documents as PDFs: most of the time that a report takes to write.

use crate::document::Document;
use model::error::Result;

/// Sets documents as PDFs.
pub trait Press: Sync {
    /// The PDF of a document that stands under a path of the report; none in a build without PDFs.
    fn pdf(&self, path: &str, document: &Document) -> Result<Option<Vec<u8>>>;
}

/// Sets every document.
pub struct Typesetter;

impl Press for Typesetter {
    #[cfg(feature = "pdf")]
    fn pdf(&self, _: &str, document: &Document) -> Result<Option<Vec<u8>>> {
        crate::document::pdf(document).map(Some)
    }

    #[cfg(not(feature = "pdf"))]
    fn pdf(&self, _: &str, _: &Document) -> Result<Option<Vec<u8>>> {
        Ok(None)
    }
}
