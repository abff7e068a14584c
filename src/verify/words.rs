//! Words of `ampleur verify`.

use crate::verify::{FaultKind, Reason, Subject};
use crate::words::{Words, words};

words! {
    holds: "tient", "holds";
    fails: "ne tient pas", "fails";
    not_checked: "non vérifié", "not checked";
    all_holds: "Tout ce qui a pu être vérifié tient.", "All that could be checked holds.";
    not_all_holds: "Ce rapport n’est pas celui que son manifeste décrit.", "This report is not the one that its manifest tells.";
    nothing_there: "rien", "nothing";
}

impl Words {
    /// What was checked.
    pub(crate) fn subject_word(self, subject: Subject) -> &'static str {
        match subject {
            Subject::Manifest => self.pick("Manifeste", "Manifest"),
            Subject::Outputs => self.pick("Fichiers du rapport", "Files of the report"),
            Subject::Form => self.pick("Forme de report.json", "Form of report.json"),
            Subject::Figures => self.pick("Chiffres", "Figures"),
            Subject::Documents => self.pick("Documents", "Documents"),
            Subject::Inputs => self.pick("Fichiers lus", "Files read"),
            Subject::Rerun => self.pick("Nouvelle évaluation", "Assessed again"),
        }
    }

    /// That it holds.
    pub(crate) fn holding(self, subject: Subject, n: u64) -> String {
        let n = self.number(n);
        match subject {
            Subject::Manifest => self.pick(
                "tel qu’ampleur l’écrit, et ses décomptes sont ceux du rapport".to_owned(),
                "as ampleur writes it, and its counts are the report’s".to_owned(),
            ),
            Subject::Outputs => self.pick(
                format!("{n}, chacun à l’empreinte du manifeste, et aucun autre"),
                format!("{n}, each with the manifest’s digest, and no other"),
            ),
            Subject::Form => self.pick("celle de ampleur/report/1".to_owned(), "that of ampleur/report/1".to_owned()),
            Subject::Figures => self.pick("ils s’additionnent".to_owned(), "they re-add".to_owned()),
            Subject::Documents => self.pick(
                format!("{n}, refaits à partir des chiffres\u{a0}: les mêmes octets"),
                format!("{n}, made again from the figures: the same bytes"),
            ),
            Subject::Inputs => self.pick(
                format!("{n}, chacun à l’empreinte du manifeste"),
                format!("{n}, each with the manifest’s digest"),
            ),
            Subject::Rerun => {
                self.pick(format!("{n} fichiers, les mêmes octets"), format!("{n} files, the same bytes"))
            }
        }
    }

    /// That something of it does not.
    pub(crate) fn failing(self, subject: Subject, n: u64) -> String {
        let n = self.number(n);
        match subject {
            Subject::Figures => self.pick("ils se contredisent".to_owned(), "they contradict each other".to_owned()),
            _ => self.pick(format!("en défaut\u{a0}: {n}"), format!("at fault: {n}")),
        }
    }

    /// What is wrong with a file.
    pub(crate) fn fault_word(self, kind: FaultKind) -> &'static str {
        match kind {
            FaultKind::Missing => self.pick("absent", "missing"),
            FaultKind::Unlisted => self.pick("absent du manifeste", "not in the manifest"),
            FaultKind::Altered => self.pick("modifié", "altered"),
            FaultKind::Malformed => self.pick("n’est pas tel qu’ampleur l’écrit", "is not as ampleur writes it"),
            FaultKind::DoesNotReAdd => self.pick("ses chiffres se contredisent", "its figures contradict each other"),
            FaultKind::NotOfTheFigures => {
                self.pick("ne dit pas ce que disent les chiffres", "does not say what the figures say")
            }
        }
    }

    /// Why something was not checked.
    pub(crate) fn reason_word(self, reason: Reason) -> &'static str {
        match reason {
            Reason::NoInputs => self.pick("ajoutez --inputs INCIDENT", "add --inputs INCIDENT"),
            Reason::NoRerun => {
                self.pick("ajoutez --rerun INCIDENT\u{202f}; il faut la clé", "add --rerun INCIDENT; the key is needed")
            }
            Reason::ReportUnsound => self.pick(
                "report.json n’est pas celui du manifeste\u{a0}: rien ne peut en être refait",
                "report.json is not the manifest’s: nothing can be made from it",
            ),
            Reason::OtherVersion => self.pick(
                "écrits par une autre version d’ampleur, ou par une version avec PDF",
                "written by another version of ampleur, or by a build with PDFs",
            ),
            Reason::OtherIncident => {
                self.pick("ce dossier est celui d’un autre incident", "the incident file is another incident’s")
            }
        }
    }
}
