//! The key that signs reports: one for all incidents of the folder, made by the program, never shown. What it signs, whoever has its public half
//! can verify.

use std::fs;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::frame::{self, Tab, at};
use super::look::SAVED;
use super::{Look, Opened, report};
use crate::desk::{Desk, Shared};
use crate::folder;
use crate::sheet::Values;

/// The secret half, in the folder of the incidents; its public half is beside it.
const KEY: &str = "signing.key";
/// Characters of a public key in minisign's format.
const PUBLIC: usize = 56;

fn public(desk: &Desk) -> Option<String> {
    let file = folder::within(desk.folder.home(), format!("{KEY}.pub").as_ref())?;
    let text = fs::read_to_string(file).ok()?;
    text.lines().map(str::trim).find(|line| is_public(line)).map(str::to_owned)
}

/// Whether a text is a public key, and no path.
fn is_public(text: &str) -> bool {
    text.len() == PUBLIC && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
}

fn is_there(desk: &Desk) -> bool {
    folder::within(desk.folder.home(), KEY.as_ref()).is_some_and(|file| file.is_file())
}

/// What has the program sign, if the report is to be signed.
pub(super) fn argument(desk: &Desk, is_signed: bool) -> Option<String> {
    (is_signed && is_there(desk)).then(|| format!("--sign=./{KEY}"))
}

/// By whom the report of an incident is signed.
pub(super) enum Signed {
    Not,
    /// With the key of the folder, to judge by the number of the key.
    Here,
    /// With another key, or with one that is not there any more: it cannot be signed again.
    Elsewhere,
}

pub(super) fn signed(desk: &Desk, opened: &Opened) -> Signed {
    let file = report::folder(opened).map(|folder| folder.join("manifest.json.minisig"));
    let Some(signature) = file.and_then(|file| fs::read_to_string(file).ok()) else { return Signed::Not };
    // Two bytes of the algorithm, eight of the number, then the rest, in base64: characters in which nothing but the number is.
    let number = |line: &str| line.get(3..13).map(str::to_owned);
    let of_signature = signature.lines().nth(1).and_then(number);
    match public(desk).as_deref().and_then(number) {
        Some(own) if is_there(desk) && of_signature.as_ref() == Some(&own) => Signed::Here,
        _ => Signed::Elsewhere,
    }
}

/// The choice to sign, where there is a key.
pub(super) fn choice(look: &Look, desk: &Desk) -> Markup {
    html! {
        @if is_there(desk) {
            div.tick {
                input type="checkbox" id="sign" name="sign" value="yes" checked;
                label for="sign" { (look.words.sign()) }
            }
        }
    }
}

/// What there is of the key, with the button that makes it.
pub(super) fn section(look: &Look, desk: &Desk, opened: &Opened) -> Markup {
    let w = look.words;
    html! {
        details {
            summary { (w.signing()) }
            p.note { (w.signing_more()) }
            @match public(desk) {
                Some(public) if is_there(desk) => {
                    p { (w.signing_public()) (w.colon()) code { (public) } }
                }
                None if is_there(desk) => { p { (w.signing_no_public()) } }
                _ => {
                    form method="post" action={ (at(&opened.case, Tab::Overview)) "/signing" } {
                        button type="submit" { (w.signing_make()) }
                    }
                }
            }
        }
    }
}

/// The field for the public key that a report must be signed with.
pub(super) fn field(look: &Look, value: &str) -> Markup {
    let w = look.words;
    html! {
        div.field {
            label for="signed_by" { (w.signed_by()) }
            input id="signed_by" name="signed_by" type="text" value=(value) autocomplete="off" spellcheck="false" aria-describedby="signed_by-hint";
            p.hint id="signed_by-hint" { (w.signed_by_hint()) }
        }
    }
}

/// What the field has at first: the folder's own key, if there is one. A report that is not signed does not hold then.
pub(super) fn proposed(desk: &Desk) -> String {
    public(desk).unwrap_or_default()
}

/// What has the program look for a signature; `Err` if what was typed is no key.
pub(super) fn wanted(sent: &Values) -> Result<Option<String>, ()> {
    match sent.get("signed_by") {
        "" => Ok(None),
        key if is_public(key) => Ok(Some(format!("--signed-by={key}"))),
        _ => Err(()),
    }
}

/// Says that what was typed is no key.
pub(super) fn no_key(look: &Look, back: &str) -> Response {
    frame::refusal(look, StatusCode::UNPROCESSABLE_ENTITY, look.words.no_public_key(), "", back)
}

/// Makes the key; one that is there stays.
pub(crate) async fn make(State(desk): State<Shared>, look: Look, opened: Opened) -> Response {
    let back = at(&opened.case, Tab::Assess);
    let args = ["key", "new", "--signing", "--lang", look.words.lang().code(), &format!("./{KEY}")];
    let said = desk.work.run(args.map(Into::into).to_vec()).await;
    match said.is_done() {
        true => look.go(&format!("{back}{SAVED}")),
        false => frame::refusal(&look, StatusCode::CONFLICT, look.words.cannot_write(), &said.problems, &back),
    }
}
