//! Everything that a request may need.

use std::sync::Arc;

use model::said::Lang;

use crate::door::Door;
use crate::folder::Folder;
use crate::life::Life;
use crate::work::Work;

/// The desk, shared by all requests.
pub(crate) type Shared = Arc<Desk>;

/// One folder, served on one port.
pub(crate) struct Desk {
    pub door: Door,
    pub folder: Folder,
    pub life: Arc<Life>,
    pub work: Work,
    /// Held while an incident file is opened, changed and saved: what two pages send at once is saved one after the other.
    pub saving: tokio::sync::Mutex<()>,
    /// The language that a page is in if nothing says another.
    pub lang: Lang,
    /// Bytes of the largest upload.
    pub max_upload: u64,
}
