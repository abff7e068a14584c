//! What somebody does on a page, whatever the browser: waits, clicks, types, chooses.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::Browser;

pub(super) struct Page(pub(super) Box<dyn Browser>);

impl Page {
    /// Waits until a page is whole and something is so on it.
    pub(super) fn until(&mut self, condition: &str) {
        let script = format!(
            "(() => {{ try {{ return document.readyState === 'complete' && !!({condition}); }} catch {{ return false; }} }})()"
        );
        let begun = Instant::now();
        while self.0.script(&script) != true {
            if begun.elapsed() > Duration::from_secs(60) {
                panic!("{condition}\n{}", self.0.script("location.pathname + '\\n' + document.body.innerText"));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub(super) fn shows(&mut self, text: &str) {
        self.until(&format!("document.body.innerText.includes({text:?})"));
    }

    /// What the browser complained of until now. It tells when it comes to it, and what the policy refused later than the rest: when it has
    /// told of a last refusal on the page, it has told of all of the page.
    pub(super) fn complaints(&mut self) -> Vec<String> {
        const LAST: &str = "last.invalid";
        let before = self.0.complaints().iter().filter(|complaint| complaint.contains(LAST)).count();
        let last = format!("{before}.{LAST}");
        self.0.script(&format!("new Image().src = 'http://{last}/'; 0"));
        let begun = Instant::now();
        loop {
            let told = self.0.complaints();
            if told.iter().any(|complaint| complaint.contains(&last)) {
                return told.into_iter().filter(|complaint| !complaint.contains(LAST)).collect();
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "the last refusal was not told: {told:?}");
            std::thread::sleep(Duration::from_millis(20));
            // What is told comes with an answer.
            self.0.script("0");
        }
    }

    /// Clicks with the mouse, in the middle of what is there: what is covered or folded cannot be clicked.
    pub(super) fn click(&mut self, selector: &str) {
        self.until(&format!("document.querySelector({selector:?})"));
        let script = format!(
            "(async () => {{
                // A field that was typed into is scrolled to in the next frame, from under the mouse.
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                const it = document.querySelector({selector:?});
                it.scrollIntoView({{ block: 'center', inline: 'center', behavior: 'instant' }});
                const {{ x, y, width, height }} = it.getClientRects()[0] ?? new DOMRect();
                const [left, top] = [x + width / 2, y + height / 2];
                return it.contains(document.elementFromPoint(left, top)) ? `${{left}} ${{top}}` : null;
            }})()"
        );
        let at = self.0.script(&script);
        let at = at.as_str().unwrap_or_else(|| panic!("{selector} is not within reach"));
        let (x, y) = at.split_once(' ').unwrap();
        self.0.click_at(x.parse().unwrap(), y.parse().unwrap());
    }

    /// Clicks, and waits until the next page is there.
    pub(super) fn follow(&mut self, selector: &str) {
        self.0.script("window.here = true");
        self.click(selector);
        self.until("!window.here");
    }

    /// Goes to a part of the incident.
    pub(super) fn part(&mut self, path: &str, title: &str) {
        self.follow(&format!("nav.tabs a[href$='{path}']"));
        self.until(&format!("document.querySelector('h1').textContent === {title:?}"));
    }

    /// Types a text in place of what a field has. The page is not to be loaded again meanwhile.
    pub(super) fn types(&mut self, id: &str, text: &str) {
        self.click(&format!("#{id}"));
        self.0.script(&format!("window.here = true; document.getElementById({id:?}).select()"));
        self.0.type_text(text);
    }

    /// Sets a day or an hour, which each browser has typed in its own order, or a menu.
    pub(super) fn sets(&mut self, id: &str, value: &str) {
        self.until(&format!("document.getElementById({id:?})"));
        let set = self.0.script(&format!(
            "(() => {{
                const it = document.getElementById({id:?});
                it.focus();
                it.value = {value:?};
                for (const kind of ['input', 'change']) it.dispatchEvent(new Event(kind, {{ bubbles: true }}));
                return it.value;
            }})()"
        ));
        assert_eq!(set, value, "{id}");
    }

    /// Chooses a file, sends it, and waits until the page says something of it.
    pub(super) fn sends(&mut self, field: &str, file: &Path, shown: &str) {
        self.0.choose(&format!("#{field}-choose"), &file.canonicalize().unwrap());
        self.follow(&format!("form:has(#{field}-choose) button"));
        self.shows(shown);
    }

    /// Drops a text file on the page.
    pub(super) fn drops(&mut self, field: &str, name: &str, text: &str, shown: &str) {
        self.0.script(&format!(
            "(() => {{
                window.here = true;
                const dataTransfer = new DataTransfer();
                dataTransfer.items.add(new File([{}], {name:?}));
                const form = document.querySelector('form:has(#{field}-choose)');
                form.dispatchEvent(new DragEvent('drop', {{ dataTransfer, bubbles: true, cancelable: true }}));
            }})()",
            Value::from(text)
        ));
        self.until("!window.here");
        self.shows(shown);
    }
}
