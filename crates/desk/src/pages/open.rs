//! The incident that an address names, opened.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::response::Response;
use maud::html;

use super::Look;
use super::frame::{self, Page, Tab, Waits, at};
use crate::desk::{Desk, Shared};
use crate::folder::Case;
use crate::sheet::Sheet;

/// An incident and its file.
pub(crate) struct Opened {
    pub case: Case,
    pub sheet: Sheet,
}

impl Opened {
    /// What the incident is called.
    pub(crate) fn title(&self) -> String {
        self.sheet.text(&["title"]).unwrap_or_else(|| self.case.name.clone())
    }

    /// Its id.
    pub(crate) fn id(&self) -> String {
        self.sheet.text(&["id"]).unwrap_or_default()
    }

    /// The incident file as the program is to find it, from the folder of the incidents.
    pub(crate) fn argument(&self) -> String {
        argument(&self.case)
    }
}

/// The incident file of a case, from the folder of the incidents.
pub(crate) fn argument(case: &Case) -> String {
    format!("{}/{}", folder_argument(case), crate::folder::FILE)
}

/// The folder of a case, from the folder of the incidents.
pub(crate) fn folder_argument(case: &Case) -> String {
    // `@` is the folder itself.
    if case.is_itself() { ".".to_owned() } else { format!("./{}", case.name) }
}

/// The incident that the address of a request names; the page that says why not, if it cannot be opened.
impl FromRequestParts<Shared> for Opened {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, desk: &Shared) -> Result<Self, Response> {
        let Ok(look) = Look::from_request_parts(parts, desk).await;
        let params = RawPathParams::from_request_parts(parts, desk).await.map_err(|_| frame::missing(&look))?;
        match params.iter().find(|(name, _)| *name == "case") {
            Some((_, case)) => open(desk, &look, case),
            None => Err(frame::missing(&look)),
        }
    }
}

/// Opens an incident, or gives the page that says why not.
#[expect(clippy::result_large_err, reason = "a response is what is sent either way")]
fn open(desk: &Desk, look: &Look, name: &str) -> Result<Opened, Response> {
    let Some(case) = desk.folder.case(name) else { return Err(frame::missing(look)) };
    match Sheet::open(&case.real_file()) {
        Ok(sheet) => Ok(Opened { case, sheet }),
        Err(why) => {
            let w = look.words;
            let body = html! {
                p.notice.grave { (w.cannot_be_read()) }
                (frame::quoted(&why))
                p { a.button href=(at(&case, Tab::Text)) { (w.tab_text()) } }
            };
            Err(Page {
                look,
                title: w.cannot_be_read(),
                of: Some((&case, &case.name, Tab::Overview)),
                waits: Waits::No,
                body,
            }
            .show())
        }
    }
}
