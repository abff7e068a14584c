//! Every address, behind the door.

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Router, middleware};

use crate::desk::Shared;
use crate::guard;
use crate::pages::{
    assess, check, declare, dossier, end, exchange, files, frame, key, list, new, overview, reading, remedy, report,
    reports, sent, signing, still, text, upload, verify,
};

/// Bytes of the largest form, uploads apart.
const FORM: usize = 10 << 20;

pub(crate) fn all(desk: &Shared) -> Router {
    let at = |path: &str| desk.door.at(path);
    let case = |path: &str| desk.door.at(&format!("i/{{case}}{path}"));
    Router::new()
        .route(&at(""), get(list::page))
        .route(&at("demo"), post(list::demo))
        .route(&at("new"), get(new::page).post(new::make))
        .route(&at("reports"), get(reports::list))
        .route(&at("reports/compared"), get(reports::compare::page))
        .route(&at("reports/{name}"), get(reports::alone::page))
        .route(&at("reports/{name}/verify"), post(reports::alone::verify))
        .route(&at("reports/{name}/file/{*file}"), get(reports::alone::file))
        .route(&at("end"), post(end::end))
        .route(&at("style.css"), get(still::style))
        .route(&at("script.js"), get(still::script))
        .route(&case(""), get(overview::page))
        .route(&case("/key"), post(key::make))
        .route(&case("/signing"), post(signing::make))
        .route(&case("/declare"), get(declare::page).post(declare::save))
        .route(&case("/text"), get(text::page).post(text::save))
        .route(&case("/files"), get(files::page))
        .route(&case("/files/{side}/{party}"), post(upload::receive).layer(DefaultBodyLimit::disable()))
        .route(&case("/files/{side}/{party}/name"), post(files::name))
        .route(&case("/files/{side}/{party}/drop"), post(files::take_off))
        .route(&case("/files/{side}/{party}/read"), post(reading::save))
        .route(&case("/files/{side}/{party}/exchange"), post(exchange::make))
        .route(&case("/files/settle"), post(remedy::settle))
        .route(&case("/check"), post(check::again))
        .route(&case("/assess"), get(assess::page).post(assess::start))
        .route(&case("/assess/stop"), post(assess::stop))
        .route(&case("/assess/events"), get(assess::events))
        .route(&case("/report"), get(report::page))
        .route(&case("/sent"), post(sent::keep))
        .route(&case("/changes"), get(report::changes))
        .route(&case("/report/{*file}"), get(report::file))
        .route(&case("/dossier"), get(dossier::list))
        .route(&case("/dossier/{insurer}/{part}"), get(dossier::page).post(dossier::save))
        .route(&case("/verify"), get(verify::page).post(verify::start))
        .fallback(frame::not_found)
        .layer(DefaultBodyLimit::max(FORM))
        .layer(middleware::from_fn_with_state(desk.clone(), guard::guard))
        .with_state(desk.clone())
}
