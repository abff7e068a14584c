//! Something that was asked of the program: under way, done, or refused.

use std::time::Duration;

use maud::{Markup, html};

use super::Look;
use super::frame::{self, Waits};
use crate::desk::Desk;

/// How long the page waits for the answer before it says that it comes.
const PATIENCE: Duration = Duration::from_millis(1500);

/// What is said of it.
pub(super) struct Told {
    pub done: &'static str,
    pub refused: &'static str,
    pub running: &'static str,
}

/// How it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// Nobody asked it since the page was begun.
    NotAsked,
    Running,
    Done,
    Refused,
}

/// How it stands, without waiting.
pub(super) fn stand(desk: &Desk, question: &str) -> Stand {
    let Some(answer) = desk.work.asked(question) else { return Stand::NotAsked };
    let said = answer.borrow().clone();
    match said {
        None => Stand::Running,
        Some(said) if said.is_done() => Stand::Done,
        Some(_) => Stand::Refused,
    }
}

/// How it stands, in words, if it was asked.
pub(super) async fn draw(desk: &Desk, look: &Look, question: &str, told: Told) -> (Waits, Markup) {
    let Some(mut answer) = desk.work.asked(question) else { return (Waits::No, html! {}) };
    let said = tokio::time::timeout(PATIENCE, answer.wait_for(Option::is_some)).await;
    match said.ok().and_then(Result::ok).and_then(|said| said.clone()) {
        Some(said) if said.is_done() => (Waits::No, html! { p.notice.done role="status" { (told.done) } }),
        Some(said) => {
            let problems = frame::quoted(&said.problems);
            (Waits::No, html! { div.notice.grave role="alert" { p { strong { (told.refused) } } (problems) } })
        }
        None => {
            let more = look.words.wait_more();
            (Waits::ForAnswer, html! { p.notice role="status" { (told.running) " " (more) } })
        }
    }
}
