//! How a request wants to see things.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use crate::desk::Shared;
use crate::door;
use crate::options::lang_of;
use crate::url;
use crate::words::Words;

/// The words, and where the request is.
pub(crate) struct Look {
    pub words: Words,
    /// The address of the desk, which every other one is relative to.
    pub home: String,
    /// The path below it.
    pub path: String,
    /// Whether something was just saved.
    pub is_saved: bool,
}

/// Says on the next page that something was saved.
pub(crate) const SAVED: &str = "?said=saved";

impl FromRequestParts<Shared> for Look {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, desk: &Shared) -> Result<Self, Self::Rejection> {
        let query = parts.uri.query();
        let asked = url::asked(query, door::LANG).or_else(|| door::cookie(&parts.headers, door::LANG));
        let lang = asked.and_then(lang_of).unwrap_or(desk.lang);
        let home = desk.door.at("");
        let path = parts.uri.path().strip_prefix(&home).unwrap_or_default().to_owned();
        let is_saved = url::asked(query, "said") == Some("saved");
        Ok(Look { words: Words::of(lang), home, path, is_saved })
    }
}

impl Look {
    /// Sends the browser on to another page of the desk, after a form.
    pub(crate) fn go(&self, path: &str) -> Response {
        let to = format!("{}{path}", self.home);
        (axum::http::StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
    }
}
