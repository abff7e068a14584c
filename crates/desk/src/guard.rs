//! What stands before every page: who may not get in gets nothing, and every answer has its policy.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::desk::Shared;
use crate::door::LANG;
use crate::options::lang_of;
use crate::url;

/// What a page of ours may load and do.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; \
    frame-ancestors 'self'; connect-src 'self'; frame-src 'self'; base-uri 'self'";

/// Lets a request in, or answers with 403 and nothing.
pub(crate) async fn guard(State(desk): State<Shared>, request: Request, next: Next) -> Response {
    let door = &desk.door;
    let token = url::asked(request.uri().query(), "token");
    let mut response = if !door.is_ours(&request) {
        nothing()
    } else if request.uri().path() == "/" && request.method() == Method::GET {
        match token.is_some_and(|given| door.is_token(given)) {
            true => door.exchange(),
            false => nothing(),
        }
    } else if door.is_within(request.uri().path()) && door.has_cookie(request.headers()) {
        desk.life.touch();
        let lang = url::asked(request.uri().query(), LANG).and_then(lang_of);
        let mut response = next.run(request).await;
        if let Some(lang) = lang {
            let cookie = format!("{LANG}={}; Path={}; HttpOnly; SameSite=Strict", lang.code(), door.at(""));
            if let Ok(cookie) = HeaderValue::from_str(&cookie) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
        }
        response
    } else {
        nothing()
    };
    let headers = response.headers_mut();
    // A page of a report has its own.
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        // Nothing to others; our own address to ourselves, for without it a browser tells no origin with a form.
        (header::REFERRER_POLICY, "same-origin"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for name in ["cross-origin-opener-policy", "cross-origin-resource-policy"] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static("same-origin"));
    }
    response
}

fn nothing() -> Response {
    (StatusCode::FORBIDDEN, Body::empty()).into_response()
}
