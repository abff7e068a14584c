//! Who gets in. Other users of the machine, other sites in the same browser and other names for this address do not.
//!
//! The first address has a token; whoever has it gets a cookie. The cookie is sent to one random folder only: browsers send
//! cookies to every port of a host, and a server of somebody else on this machine could ask for it.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, Method, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, html};

use crate::random;

const COOKIE: &str = "ampleur-desk";
/// The cookie of the language.
pub(crate) const LANG: &str = "lang";

/// The address of the desk and its secrets.
pub(crate) struct Door {
    port: u16,
    /// In the first address.
    token: String,
    /// In the cookie.
    session: String,
    /// The first folder of every address.
    root: String,
}

impl Door {
    pub(crate) fn new(port: u16) -> Result<Door, String> {
        Ok(Door { port, token: random::secret()?, session: random::secret()?, root: random::secret()? })
    }

    /// The address to open.
    pub(crate) fn first_address(&self) -> String {
        format!("http://127.0.0.1:{}/?token={}", self.port, self.token)
    }

    /// Whether this is the token of the first address.
    pub(crate) fn is_token(&self, given: &str) -> bool {
        random::same(given, &self.token)
    }

    /// A path of the desk as an address has it.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("/{}/{path}", self.root)
    }

    fn hosts(&self) -> [String; 2] {
        ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", self.port))
    }

    /// A request that comes by our own address, and from a page of ours if a page sent it.
    pub(crate) fn is_ours(&self, request: &Request) -> bool {
        let headers = request.headers();
        let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
        let hosts = self.hosts();
        let host = text(header::HOST).filter(|host| hosts.iter().any(|ours| ours == host));
        let Some(host) = host else { return false };
        if headers.get_all(header::HOST).iter().count() != 1 {
            return false;
        }
        if request.uri().authority().is_some_and(|asked| asked.as_str() != host) {
            return false;
        }
        let origin = text(header::ORIGIN);
        let is_same = origin.is_some_and(|origin| origin.strip_prefix("http://") == Some(host));
        let site = text(HeaderName::from_static("sec-fetch-site"));
        if origin.is_some() && !is_same {
            return false;
        }
        // What changes something comes from a page of ours, and says so.
        if request.method() != Method::GET && request.method() != Method::HEAD {
            return (is_same || site == Some("same-origin")) && site.is_none_or(|site| site == "same-origin");
        }
        // The first address may be opened from anywhere; no other page, nor a picture or a frame of another site, leads further in.
        request.uri().path() == "/" || site.is_none_or(|site| ["same-origin", "none"].contains(&site))
    }

    pub(crate) fn has_cookie(&self, headers: &HeaderMap) -> bool {
        cookie(headers, COOKIE).is_some_and(|given| random::same(given, &self.session))
    }

    pub(crate) fn is_within(&self, path: &str) -> bool {
        path.strip_prefix('/')
            .and_then(|path| path.split_once('/'))
            .is_some_and(|(root, _)| random::same(root, &self.root))
    }

    /// The token is turned into the cookie. By a page, not a redirection: a browser that comes from elsewhere (a file that opens
    /// it) would not send a strict cookie along.
    pub(crate) fn exchange(&self) -> Response {
        let home = self.at("");
        let page = html! {
            (DOCTYPE)
            html lang="fr" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="refresh" content=(format!("0;url={home}"));
                    link rel="icon" href="data:,";
                    title { "ampleur" }
                }
                body { main { h1 { "ampleur" } p { a href=(home) { "ampleur desk" } } } }
            }
        };
        let cookie = format!("{COOKIE}={}; Path={home}; HttpOnly; SameSite=Strict", self.session);
        ([(header::SET_COOKIE, cookie)], Html(page.into_string())).into_response()
    }
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|cookies| cookies.split(';')).map(str::trim);
    pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}
