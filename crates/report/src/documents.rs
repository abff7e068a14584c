//! The files of a report that are derived from the figures.

use super::tables::{self, Section};
use super::{Words, html, paper, shared, xlsx};
use crate::dossier::since::{self, Since};
use crate::dossier::{self, Facts, register};
use crate::press::{Press, Typesetter};
use model::bundle::{Bundle, json};
use model::disclosure::{self, Shared};
use model::error::Result;
use model::figures::Assessment;
use model::incident::Incident;
use model::said::Lang;

/// What documents need besides the figures. A manifest records all of it, so that documents can be generated again.
pub struct Brief<'a> {
    /// The incident as declared.
    pub incident: &'a Incident,
    /// Language of the report.
    pub lang: Lang,
    /// Whether documents are written besides the figures.
    pub documents: bool,
    /// Threshold below which counts in `shared/` are suppressed; `None` if `shared/` is not written.
    pub suppress_below: Option<u64>,
    /// The table of counts that was passed on before, if any.
    pub released: Option<&'a Shared>,
    /// The former report that complementary notifications build on, if any.
    pub since: Option<&'a Since>,
}

/// Generates every file that is derived from the figures.
pub fn render(brief: &Brief<'_>, assessment: &Assessment) -> Result<Bundle> {
    print(brief, assessment, &Typesetter)
}

/// The same, with the PDFs of a press.
pub fn print(brief: &Brief<'_>, assessment: &Assessment, press: &dyn Press) -> Result<Bundle> {
    let words = Words::of(brief.lang).of_trades(assessment.incident.other_trades);
    let sections = tables::sections(assessment, words);
    let mut bundle = Bundle::new();
    bundle.insert("report.json".to_owned(), json(assessment)?);
    bundle.insert("report.html".to_owned(), html::page(assessment, &sections, words).into_bytes());
    if brief.documents {
        let register = register::table(Facts::all(brief.incident, assessment), words);
        bundle.insert("report.xlsx".to_owned(), xlsx::workbook(assessment, &sections, Some(&register), words)?);
        let (paper, dossiers) = rayon::join(
            || on_paper(brief, assessment, &sections, press),
            || dossier::render(brief.incident, assessment, brief.since, words, press),
        );
        bundle.append(&mut paper?);
        bundle.append(&mut dossiers?);
        if let Some(since) = brief.since {
            bundle.insert(since::FILE.to_owned(), json(since)?);
        }
    }
    if let Some(below) = brief.suppress_below {
        let shared = disclosure::shared(assessment, below, brief.released);
        shared::add(&shared, assessment, brief.incident.reference_date.0, words, &mut bundle)?;
        if let Some(released) = brief.released {
            bundle.insert(disclosure::RELEASED_FILE.to_owned(), json(released)?);
        }
    }
    Ok(bundle)
}

/// `report.pdf`, in a build with PDFs.
fn on_paper(brief: &Brief<'_>, assessment: &Assessment, sections: &[Section], press: &dyn Press) -> Result<Bundle> {
    const PATH: &str = "report.pdf";
    let date = brief.incident.reference_date.0;
    let words = Words::of(brief.lang).of_trades(assessment.incident.other_trades);
    let paper = paper::report_document(date, assessment, sections, words);
    Ok(press.pdf(PATH, &paper)?.map(|bytes| (PATH.to_owned(), bytes)).into_iter().collect())
}
