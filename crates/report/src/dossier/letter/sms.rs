//! The text message: that something happened, and where to read more.

use unicode_normalization::UnicodeNormalization;

use super::{Form, LetterContext};
use crate::dossier::Facts;
use model::said::Lang;

/// Two concatenated messages of 153 units each.
const UNITS: usize = 2 * 153;
/// Units that a name may take.
const NAME: usize = 60;

/// Characters of the GSM 7-bit default alphabet (3GPP TS 23.038) with one unit, and of its extension table with two.
const ONE_UNIT: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const TWO_UNITS: &str = "^{}\\[~]|€";

/// A text message of an insurer whose persons are exposed: 306 units at most, with addresses in full.
pub fn sms(facts: &Facts<'_>, lang: Lang) -> String {
    let context = LetterContext::of(*facts, Form::Letter, lang);
    let words = context.words;
    let others = spelled(&words.list(&context.other_operators()));
    let at = match others.as_str() {
        "" => spelled(words.at_us()),
        others if units(others) > NAME => words.at(words.some_provider()),
        others => words.at(others),
    };
    let about = words.sms_about(&cut(&spelled(&facts.declared.name), NAME), facts.is_disclosed(), &at);
    let phone = context.helpline().map(|helpline| spelled(&helpline.phone));
    // An address must not be transliterated.
    let page = context.page().filter(|page| spelled(page) == *page);
    let [phone, page] = [phone.as_deref(), page];
    let ends = [(phone, page), (None, page), (phone, None)];
    let ends = ends.into_iter().filter(|(phone, page)| phone.is_some() || page.is_some());
    let ends: Vec<String> = ends.map(|(phone, page)| words.sms_where(phone, page)).collect();
    let warned = ends.iter().map(|end| format!("{about}{}{end}", words.sms_warning()));
    let bare = ends.iter().map(|end| format!("{about}{end}"));
    // All of it if it fits. Otherwise less, but always a page or a telephone number.
    let open = || format!("{about}{}{}", words.sms_warning(), words.sms_where(None, None));
    warned.chain(bare).find(|message| units(message) <= UNITS).unwrap_or_else(open)
}

/// Length of the message, in units.
fn units(text: &str) -> usize {
    text.chars().map(|c| if TWO_UNITS.contains(c) { 2 } else { 1 }).sum()
}

fn cut(text: &str, most: usize) -> String {
    let mut left = most;
    let fits = |c: &char| {
        let needed = if TWO_UNITS.contains(*c) { 2 } else { 1 };
        let fits = left >= needed;
        left = left.saturating_sub(needed);
        fits
    };
    text.chars().take_while(fits).collect::<String>().trim_end().to_owned()
}

/// The text in the GSM alphabet, with other characters replaced.
fn spelled(text: &str) -> String {
    let is_known = |c: char| ONE_UNIT.contains(c) || TWO_UNITS.contains(c);
    let mut spelled = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            c if c.is_whitespace() => spelled.push(' '),
            c if is_known(c) => spelled.push(c),
            '’' | '‘' => spelled.push('\''),
            '«' | '»' | '“' | '”' => spelled.push('"'),
            '–' | '—' => spelled.push('-'),
            'œ' => spelled.push_str("oe"),
            'Œ' => spelled.push_str("OE"),
            c => spelled.extend(c.nfd().next().filter(|base| is_known(*base))),
        }
    }
    spelled
}
