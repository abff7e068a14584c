//! Findings, how to read the figures, and the terms of the assessment.

use super::{Part, Section, Tables, row, table};
use crate::table::{Row, Tone, Value};
use crate::words::Detail;
use model::finding::{Finding, Level};
use model::incident::Across;

impl Tables<'_> {
    /// Findings with their places and row numbers.
    pub(super) fn findings(self) -> Section {
        let w = self.w;
        let rows: Vec<Row> = self.a.findings.iter().map(|finding| self.finding(finding)).collect();
        let heads = [w.level(), w.finding_head(), w.party(), w.place(), w.first_rows_head(), w.code()];
        let part = match rows.is_empty() {
            true => Part::Text(w.no_findings().to_owned()),
            false => table("findings", w.findings_in_order(), &heads, &[w.rows_found()], rows),
        };
        Section::new("findings", w.findings(), w.how_findings(), vec![part])
    }

    fn finding(self, finding: &Finding) -> Row {
        let (a, w) = (self.a, self.w);
        let text = |text: String| if text.is_empty() { Value::Nothing } else { text.into() };
        let party = finding.party.as_deref();
        let insurer = a.insurers.iter().find(|insurer| Some(insurer.id.as_str()) == party);
        let operator = a.operators.iter().find(|operator| Some(operator.id.as_str()) == party);
        let name = insurer.map(|insurer| &insurer.name).or(operator.map(|operator| &operator.name));
        Row {
            cells: vec![
                w.level_word(finding.level).into(),
                w.finding(finding).into(),
                name.map_or(Value::Nothing, |name| name.clone().into()),
                text(w.finding_where(finding, Detail::Rows).join(" · ")),
                text(w.first_rows(finding)),
                finding.code.name().into(),
                finding.rows.into(),
            ],
            tone: if finding.level == Level::Grave { Tone::Grave } else { Tone::Plain },
            insurer: insurer.map(|insurer| insurer.id.clone()),
            operator: operator.map(|operator| operator.id.clone()),
        }
    }

    /// Definitions of persons, interval and bins.
    pub(super) fn reading(self) -> Section {
        let w = self.w;
        let texts = [w.reading_person(), w.reading_interval(), w.reading_bins()];
        Section::new("reading", w.reading(), "", texts.map(|text| Part::Text(text.to_owned())).into())
    }

    /// Legal basis for using the NIR, and the key.
    pub(super) fn terms(self) -> Section {
        let (incident, w) = (&self.a.incident, self.w);
        let ground = incident.legal_basis.as_ref().map_or(Value::Missing, |basis| basis.clone().into());
        let key = if incident.published_key { w.published_key() } else { w.secret_key() };
        let mut rows = vec![row(vec![w.legal_basis().into(), ground])];
        if let Some(across) = &incident.across_insurers {
            let said = match (across.persons, &across.legal_basis) {
                (Across::Apart, _) => w.across_apart().into(),
                (Across::Together, None) => format!("{}{}{}", w.across_together(), w.colon(), w.to_complete()).into(),
                (Across::Together, Some(basis)) => format!("{}{}{basis}", w.across_together(), w.colon()).into(),
            };
            rows.push(row(vec![w.across_insurers().into(), said]));
        }
        rows.extend([
            row(vec![w.digests().into(), key.into()]),
            row(vec![w.law_followed().into(), w.law_note().into()]),
        ]);
        let terms = table("terms", w.terms_of_report(), &[w.term(), w.answer()], &[], rows);
        Section::new("terms", w.terms(), "", vec![terms])
    }
}
