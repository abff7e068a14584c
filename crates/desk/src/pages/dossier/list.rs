//! The list of whom letters go to, encrypted for who sends them. The page shows how many, and nobody.

use maud::{Markup, html};

use super::super::asked::{self, Told};
use super::super::frame::Waits;
use super::super::{Look, Opened};
use super::encrypted::List;
use super::read::Dossier;
use crate::desk::Desk;

pub(super) const PERSONS: List = List { part: "list", suffix: "", record: "notified.json", argument: None };

pub(super) async fn draw(
    desk: &Desk,
    look: &Look,
    opened: &Opened,
    dossier: &Dossier,
    problem: Option<&str>,
) -> (Waits, Markup) {
    let w = look.words;
    let words = Told { done: w.list_made(), refused: w.list_refused(), running: w.list_running() };
    let (waits, asked) = asked::draw(desk, look, &PERSONS.question(opened, dossier), words).await;
    let there = PERSONS.find(opened, dossier);
    let body = html! {
        p { (w.list_intro()) }
        (asked)
        @if let Some(why) = problem { p.notice.grave role="alert" { (why) } }
        @if let Some(found) = &there {
            p { (w.list_there()) " " strong { (w.number_of_persons(found.lines())) } ". " code { (PERSONS.place(dossier, found)) } }
        }
        (PERSONS.form(look, opened, dossier, if there.is_some() { w.list_again() } else { w.list_make() }))
    };
    (waits, body)
}
