//! Exchange files: the rows of a party as pseudonyms, to be handed over in place of clear ones.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};

use super::asked::{self, Told};
use super::frame::{self, Tab, Waits, at};
use super::open::folder_argument;
use super::{Look, Opened};
use crate::desk::{Desk, Shared};
use crate::folder::EXCHANGE;
use crate::sheet::{Side, Values};
use crate::url;

fn question(opened: &Opened, side: Side, party: &str) -> String {
    format!("exchange {} {} {party}", opened.case.name, side.name())
}

/// A form for the files of a party, folded, and what came of it.
pub(super) async fn form(desk: &Desk, look: &Look, opened: &Opened, side: Side, party: &str) -> (Waits, Markup) {
    let w = look.words;
    let words = Told { done: w.exchange_made(), refused: w.exchange_refused(), running: w.exchange_running() };
    let (waits, told) = asked::draw(desk, look, &question(opened, side, party), words).await;
    let id = format!("edition-{}-{party}", side.name());
    let form = html! {
        (told)
        details {
            summary { (w.exchange()) }
            p.note { (w.exchange_more()) " " code { (EXCHANGE) "/" (party) "/" } }
            form method="post" action={ (at(&opened.case, Tab::Files)) "/" (side.name()) "/" (url::part(party)) "/exchange" } {
                div.field {
                    label for=(id) { (w.edition()) }
                    input id=(id) name="edition" type="text" inputmode="numeric" required value="1" autocomplete="off" aria-describedby={ (id) "-hint" };
                    p.hint id={ (id) "-hint" } { (w.edition_hint()) }
                }
                button type="submit" { (w.exchange_make()) }
            }
        }
    };
    (waits, form)
}

/// Has them written.
pub(crate) async fn make(
    State(desk): State<Shared>,
    look: Look,
    opened: Opened,
    Path((_, side, party)): Path<(String, String, String)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    let side = Side::of(&side).filter(|side| opened.sheet.names(&[side.parties()]).contains(&party));
    let Some(side) = side else { return frame::missing(&look) };
    let only = match side {
        Side::Leaks => "operator",
        Side::Members => "insurer",
    };
    let args = [
        "pseudonymise".to_owned(),
        format!("--lang={}", look.words.lang().code()),
        format!("--{only}={party}"),
        format!("--edition={}", Values::from(sent).get("edition")),
        format!("--out={}/{EXCHANGE}/{party}", folder_argument(&opened.case)),
        "--".to_owned(),
        opened.argument(),
    ];
    desk.work.ask_anew(&question(&opened, side, &party), args.map(Into::into).to_vec(), Vec::new(), ());
    look.go(&format!("{}#{}-{party}", at(&opened.case, Tab::Files), side.name()))
}
