//! What does not change: the style and the script.

use axum::http::header;
use axum::response::{IntoResponse, Response};

pub(crate) async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("../desk.css")).into_response()
}

pub(crate) async fn script() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("../desk.js")).into_response()
}
