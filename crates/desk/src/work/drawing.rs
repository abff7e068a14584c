//! Documents of reports, written again where declarations have changed since.

use std::collections::BTreeMap;
use std::ffi::OsString;

use tokio::sync::Mutex;

use super::{Said, Work};

/// For each incident what its documents were last written of, and why they were not if so.
#[derive(Default)]
pub(super) struct Drawings(Mutex<BTreeMap<String, Drawing>>);

struct Drawing {
    of: String,
    refusal: Option<String>,
}

impl Work {
    /// Has the documents of an incident written again, unless they are of this very state of things, which writing them changes. Gives
    /// why that was refused, as the program says it. `ways` are tried in order until one is not refused.
    pub(crate) async fn redraw(
        &self,
        case: &str,
        state: impl Fn() -> String,
        ways: Vec<Vec<OsString>>,
    ) -> Option<String> {
        // One at a time: two would be in each other's way.
        let mut drawings = self.drawings.0.lock().await;
        if let Some(drawing) = drawings.get(case).filter(|drawing| drawing.of == state()) {
            return drawing.refusal.clone();
        }
        let mut refusal = None;
        for args in ways {
            let Said { code, problems, .. } = self.run(args).await;
            // Exit status 3 is a report with findings.
            refusal = (!matches!(code, Some(0 | 3))).then_some(problems);
            if refusal.is_none() {
                break;
            }
        }
        drawings.insert(case.to_owned(), Drawing { of: state(), refusal: refusal.clone() });
        refusal
    }
}
