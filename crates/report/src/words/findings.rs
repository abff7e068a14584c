//! Words of findings.

use super::{Detail, Words};
use model::code::Code;
use model::finding::Finding;
use model::shown;

impl Words {
    /// The text of a finding, without its place and count.
    pub fn finding(self, finding: &Finding) -> String {
        let field = finding.field.map_or("", |field| self.field_name(field));
        let text = match finding.code {
            Code::NirWrongKey => self.pick(
                "NIR dont la clé est fausse : non utilisé tel quel, seulement pour reconnaître un NIR presque identique ; la ligne reste comparée par ses autres données",
                "NIR with wrong check digits: not used as it is, only to recognise a NIR that is nearly the same; the row is still compared by its other data",
            ),
            Code::NirShape => self.pick("NIR mal formé : non utilisé tel quel", "malformed NIR: not used as it is"),
            Code::NirProvisional => self.pick(
                "numéro provisoire (MIG, NNP) : non utilisé pour le rapprochement, car il ne désigne pas une personne",
                "provisional number (MIG, NNP): not used for linking, since it does not identify a person",
            ),
            Code::NirFictitious => self.pick(
                "NIR fictif de facturation anonyme, partagé par plusieurs personnes : non utilisé",
                "fictitious NIR of anonymous billing, shared by many persons: ignored",
            ),
            Code::NirFiller => self.pick(
                "NIR de remplissage (un seul chiffre répété) : non utilisé",
                "filler NIR (one repeated digit): ignored",
            ),
            Code::NirRepaired => self.pick(
                "NIR abîmé par un tableur (zéro de la clé, notation scientifique complète) : rétabli, sa clé le confirme",
                "NIR damaged by a spreadsheet (leading zero of the check digits, full scientific notation): restored, as its check digits confirm",
            ),
            Code::NirKeyPlaceholder => {
                self.pick("clé du NIR à 00 (non exportée) : NIR accepté sans contrôle", "NIR check digits 00 (not exported): NIR accepted without the check")
            }
            Code::NirRepeated => self.pick(
                "NIR associé à plus de dates de naissance qu’un foyer n’en compte : valeur de remplissage, qui ne rapproche personne",
                "NIR with more birth dates than a household has: a filler, which links nobody",
            ),
            Code::NirNotOfBirthDate => self.pick(
                "l’année et le mois des NIR correspondent rarement à la date de naissance : les dates sont celles d’autres personnes, ou sont mal lues ; vérifiez la colonne et la façon dont elle a été exportée",
                "year and month of the NIRs rarely match the birth date: the dates are of other persons, or misread; check the column and how it was exported",
            ),
            Code::ColumnFurtherPerson => self.pick(
                "colonne d’une autre personne que celle de la ligne (conjoint, enfant)\u{a0}: elle n’est dans aucun chiffre\u{202f}; écrivez une ligne par personne",
                "column of another person than the one in the row (spouse, child): nobody of it is in any figure; write one row for each person",
            ),
            Code::ColumnNotRecognised => self.pick(
                "colonne qui parle du NIR ou de la naissance et n’est pas reconnue, dans un fichier sans autre colonne de ce genre\u{a0}: déclarez-la sous columns",
                "column that speaks of the NIR or the birth and is not recognised, in a file without another such column: declare it under columns",
            ),
            Code::ColumnUnreadable => {
                let met = |words: &str| finding.shape.as_ref().map_or(String::new(), |shape| format!("{words}{shape}"));
                return self.pick(
                    format!("colonne dont presque rien ne se lit : les chiffres sont ceux d’un fichier sans elle ; exportez-la à nouveau{}", met(" ; forme rencontrée : ")),
                    format!("column of which nearly nothing can be read: the figures are those of a file without it; export it again{}", met("; shape met: ")),
                );
            }
            Code::DateReading => self.date_reading(finding.shape.as_deref().unwrap_or_default()),
            Code::DateTime => self.pick(
                "date avec une heure autre que minuit, qui peut avoir changé de jour : non utilisée",
                "date with a time other than midnight, whose day may have shifted: ignored",
            ),
            Code::DateHour => self.pick(
                "date à midi, ou à 1 h ou 2 h, minuit en temps universel à l’heure de France\u{a0}: lue comme le jour",
                "date at noon, or at 1:00 or 2:00, midnight in universal time as France shows it: read as the day",
            ),
            Code::DateMonthEnd => self.pick(
                "fin ou décès un jour que le mois n’a pas (31 juin)\u{a0}: lu comme le dernier jour du mois",
                "end or death on a day that the month does not have (31 June): read as the last day of the month",
            ),
            Code::SexNotOfNir => self.pick(
                "sexe que les NIR du fichier contredisent\u{a0}: la colonne n’est pas comparée\u{202f}; déclarez ce que veulent dire ses codes (codes = { sex = … })",
                "sex that the NIRs of the file contradict: the column is not compared; declare what its codes stand for (codes = { sex = … })",
            ),
            Code::DateRounded => self.pick(
                "date à quelques secondes de minuit, par l’arrondi d’un programme : lue comme le jour",
                "date some seconds beside midnight, by a program’s rounding: read as the day",
            ),
            Code::DateZone => self.pick(
                "date à 22 h ou 23 h de la veille, minuit en France en temps universel : lue comme le jour suivant",
                "date at 22:00 or 23:00 of the day before, midnight in France in universal time: read as the next day",
            ),
            Code::DateCentury => self.pick(
                "date de naissance à venir, d’une année à deux chiffres qu’un programme a mise dans ce siècle\u{a0}: lue cent ans plus tôt, le NIR le confirme",
                "birth date to come, of a year of two digits that a program put into this century: read a hundred years earlier, as the NIR confirms",
            ),
            Code::DateImpossibleDay => self.pick(
                "jour impossible (32 à 99)\u{a0}: tenu pour inconnu, année et mois sont comparés",
                "impossible day (32 to 99): taken as unknown, year and month are compared",
            ),
            Code::DateSentinel => self.pick(
                "premier jour que connaît un programme (1er janvier 1900, 1753…), écrit à la place d’une date absente : non utilisé",
                "first day that a program knows (1 January 1900, 1753…), written in place of a missing date: ignored",
            ),
            Code::DateBeforeBirth => self.pick(
                "fin de couverture ou décès avant la naissance : non utilisé",
                "end of cover or death before the birth: ignored",
            ),
            Code::InsurerAllGone => self.insurer_all_gone(),
            Code::LeakMeetsNobody => self.pick(
                "lignes divulguées dont les NIR, les numéros, ou les noms et dates de naissance sont bons et qui ne désignent presque personne : vérifiez que les deux fichiers vont ensemble et que leurs colonnes sont les bonnes",
                "leaked rows with good NIRs, other numbers, or names and birth dates that match nearly nobody: check that the two files go together and that their columns are the right ones",
            ),
            Code::LeakNirsDiffer => self.leak_nirs_differ(),
            Code::LeakDatesDiffer => self.leak_dates_differ(),
            Code::ValueNothing => self.pick(
                "marques d’absence (NULL, \\N, -, #N/A, 0000…) : tenues pour rien, ni comparées ni comptées comme divulguées",
                "marks for nothing (NULL, \\N, -, #N/A, 0000…): taken as nothing, neither compared nor counted as lost",
            ),
            Code::ColumnPartlyUnreadable => self.pick(
                "colonne dont une valeur sur cinq ou plus ne se lit pas : les personnes de ces lignes peuvent manquer ; vérifiez que ces lignes ont les mêmes colonnes que les autres",
                "column of which one value in five or more cannot be read: persons of those rows may be missing; check that those rows have the same columns as the others",
            ),
            Code::ColumnEmpty => self.pick("colonne reconnue mais vide", "column recognised but empty"),
            Code::NameDamaged => self.pick(
                "nom abîmé par un autre programme (« Ã© », caractère de remplacement) : non utilisé",
                "name damaged by another program (“Ã©”, replacement character): ignored",
            ),
            Code::NameRepaired => self.pick(
                "nom dont les lettres accentuées ont été lues dans un autre encodage («\u{a0}Ã©\u{a0}» pour «\u{a0}é\u{a0}»)\u{a0}: rétabli",
                "name whose accented letters were read in another encoding (“Ã©” for “é”): restored",
            ),
            Code::ValueCellError => {
                self.pick("erreur de formule (#N/A, #REF!) : valeur non utilisée", "formula error (#N/A, #REF!): value ignored")
            }
            Code::FileTotalLines => {
                self.pick(
                    "totaux, pieds et numéros de page, phrases de fin : non lus",
                    "totals, footers and numbers of pages, closing sentences: not read",
                )
            }
            Code::NirUnkeyedMd5 => self.pick(
                "NIR remplacés par leur empreinte MD5 sans clé : n’importe qui peut les retrouver, ils sont à considérer comme divulgués",
                "NIRs replaced by their unkeyed MD5 hash: anyone can reverse it, so these NIRs count as disclosed",
            ),
            Code::NirUnkeyedSha1 => self.pick(
                "NIR remplacés par leur empreinte SHA-1 sans clé : n’importe qui peut les retrouver, ils sont à considérer comme divulgués",
                "NIRs replaced by their unkeyed SHA-1 hash: anyone can reverse it, so these NIRs count as disclosed",
            ),
            Code::NirUnkeyedSha256 => self.pick(
                "NIR remplacés par leur empreinte SHA-256 sans clé : n’importe qui peut les retrouver, ils sont à considérer comme divulgués",
                "NIRs replaced by their unkeyed SHA-256 hash: anyone can reverse it, so these NIRs count as disclosed",
            ),
            Code::NirUnkeyedSha512 => self.pick(
                "NIR remplacés par leur empreinte SHA-512 sans clé : n’importe qui peut les retrouver, ils sont à considérer comme divulgués",
                "NIRs replaced by their unkeyed SHA-512 hash: anyone can reverse it, so these NIRs count as disclosed",
            ),
            Code::NirHashed => self.nir_hashed(),
            Code::FileExchange => self.pick(
                "fichier d’échange : identifiabilité inconnue pour ces lignes",
                "exchange file: identifiability unknown for these rows",
            ),
            Code::FileLinesAbove => {
                self.pick("lignes au-dessus des en-têtes : non lues", "lines above the headers: not read")
            }
            Code::FileMergedCells => self.pick(
                "cellules fusionnées sur plusieurs lignes : leur valeur est reprise sur chacune",
                "cells merged over several rows: their value is taken for each of them",
            ),
            Code::FileOtherRecords => self.pick(
                "enregistrements d’un autre type (début ou fin de fichier, autre code) : non lus",
                "records of another type (start or end of the file, another code): not read",
            ),
            Code::FileOtherSheet => self.pick(
                "une autre feuille du classeur a les mêmes en-têtes et n’est pas lue : si elle est une partie de la liste, ses personnes manquent (sans `sheet`, toutes sont lues)",
                "another sheet of the workbook has the same headers and is not read: if it is part of the list, its persons are missing (without `sheet`, all are read)",
            ),
            Code::FileSheets => self.pick(
                "liste sur plusieurs feuilles du classeur : toutes celles qui ont ces en-têtes sont lues",
                "a list over several sheets of the workbook: all that have these headers are read",
            ),
            Code::FileRepeatedHeaders => self.pick(
                "lignes d’en-têtes répétées parmi les lignes : non lues",
                "header lines repeated among the rows: not read",
            ),
            Code::FileRules => self.pick("lignes de tirets : non lues", "lines of dashes: not read"),
            Code::RowInsurerUnknown => self.row_insurer_unknown(),
            Code::ValueSpreadsheet => self.pick(
                "nombre altéré par un tableur (chiffres perdus) : non utilisé",
                "number altered by a spreadsheet (digits lost): ignored",
            ),
            Code::DateUnreadable => self.pick("date illisible : non utilisée", "unreadable date: ignored"),
            Code::DateOrder => self.pick(
                "mois supérieur à 12 (mois lunaire, ou jour et mois inversés) : date non utilisée",
                "month above 12 (lunar month, or day and month swapped): date ignored",
            ),
            Code::DateTwoDigitYear => self.pick(
                "année sur deux chiffres, siècle inconnu : date non utilisée",
                "two-digit year, century unknown: date ignored",
            ),
            Code::DateImplausible => {
                self.pick("année de naissance impossible : date non utilisée", "impossible year of birth: date ignored")
            }
            Code::RankFamily => self.pick(
                "rang qui numérote les bénéficiaires d’une famille et ne distingue pas les jumeaux : non utilisé",
                "rank that numbers the beneficiaries of a family and does not distinguish twins: ignored",
            ),
            Code::RankUnreadable => self.pick("rang illisible : non utilisé", "unreadable rank: ignored"),
            Code::RelationUnknown => self.relation_unknown(),
            Code::RowIncomplete => self.pick(
                "lignes rejetées : leurs données lisibles ne permettent aucune règle",
                "rejected rows: their readable values allow no rule",
            ),
            Code::RejectsOverLimit => self.pick(
                "part de lignes rejetées supérieure à max_rejects : les chiffres issus de ce fichier sont trop bas",
                "share of rejected rows above max_rejects: the figures from this file are too low",
            ),
            Code::LeakUnknownColumn => self.pick(
                "colonne divulguée non reconnue : ne sont comptées que les données que son contenu prouve (IBAN, adresse électronique, téléphone, NIR)",
                "leaked column not recognised: only data proven by its content is counted (IBAN, e-mail, telephone, NIR)",
            ),
            Code::LeakLooksLike => {
                return self.pick(
                    format!("colonne divulguée qui semble contenir « {field} », sans preuve : non comptée"),
                    format!("leaked column that seems to contain “{field}”, without proof: not counted"),
                );
            }
            Code::LeakUnknownInsurer => self.leak_unknown_insurer(),
            Code::LeakInsurerNotServed => self.leak_insurer_not_served(),
            Code::LeakAmbiguous => self.pick(
                "lignes qui désignent plusieurs personnes : comptées dans le maximum seulement",
                "rows that match several persons: counted in the high figure only",
            ),
            Code::LeakDoubtful => self.pick(
                "lignes qui désignent une personne sans certitude suffisante (« possible ») : comptées dans le maximum seulement, à décider au cas par cas",
                "rows that match a person with too little certainty (“possible”): counted in the high figure only; decide case by case",
            ),
            Code::LeakElsewhere => self.leak_elsewhere(),
            Code::LeakHousehold => self.pick(
                "lignes rapprochées par un NIR, un numéro ou un contact seul : tout le foyer est compté, dans le maximum seulement",
                "rows matched by a NIR, number or contact alone: the whole household is counted, in the high figure only",
            ),
            Code::LeakContradicted => self.leak_contradicted(),
            Code::DecisionSamePerson => self.decision_same_person(),
            Code::DecisionOtherPerson => self.decision_other_person(),
            Code::DecisionNeedless => self.pick(
                "décisions sur des lignes que les règles tranchent déjà de la même façon\u{a0}: elles ne changent rien",
                "decisions on rows that the rules settle in the same way already: they change nothing",
            ),
            Code::LevelByChance => self.pick(
                "lignes rapprochées sous une règle que le hasard satisfait trop souvent (max_chance) : comptées dans le maximum seulement",
                "rows matched under a rule that chance meets too often (max_chance): counted in the high figure only",
            ),
            Code::ManagerUnknown => self.manager_not_declared(),
            Code::PerimeterNotConcernedMet => self.perimeter_not_concerned_met(),
            Code::PerimeterNotEstablishedMet => self.perimeter_not_established_met(),
            Code::PerimeterContradiction => self.perimeter_contradiction(),
            Code::PerimeterEmpty => self.perimeter_empty(),
            Code::PerimeterRejectedRows => self.pick(
                "lignes rejetées dans un périmètre exposé : ces personnes ne sont pas comptées",
                "rejected rows in an exposed perimeter: their persons are not counted",
            ),
            Code::NumberLeadingZeros => self.pick(
                "lignes rapprochées seulement après suppression des zéros en tête d’un numéro",
                "rows matched only after leading zeros of a number were dropped",
            ),
            Code::FieldDeclaredNotExposed => {
                return self.pick(
                    format!("« {field} » : déclarée non exposée, mais trouvée dans les lignes divulguées"),
                    format!("“{field}”: declared not exposed, but found in the leaked rows"),
                );
            }
            Code::FieldNotDeclared => {
                return self.pick(
                    format!("« {field} » : non déclarée, mais trouvée dans les lignes divulguées"),
                    format!("“{field}”: not declared, but found in the leaked rows"),
                );
            }
            Code::FieldNotObserved => {
                return self.pick(
                    format!("« {field} » : déclarée exposée, mais absente des lignes remises"),
                    format!("“{field}”: declared exposed, but absent from the rows provided"),
                );
            }
            Code::InsurerNoMembers => self.insurer_no_members(),
            Code::CommunicationAgainstRisk => self.pick(
                "les personnes ne seront pas informées (communication.status), alors que le risque est retenu comme élevé, sans exception de l’art. 34(3) ni décision motivée (judgement)",
                "persons are not to be told (communication.status), while the risk is held to be high, with neither a ground of art. 34(3) nor a decision with its reason (judgement)",
            ),
            Code::CommunicationDayToCome => self.pick(
                "les personnes sont dites informées (communication.status), à une date postérieure à celle du rapport\u{a0}: les documents la donnent comme prévue",
                "persons are said to have been told (communication.status), on a day after the date of the report: the documents give it as planned",
            ),
            Code::IncidentNoLegalBasis => self.pick(
                "fondement juridique de l’utilisation du NIR non indiqué (legal_basis)",
                "legal basis for using the NIR not stated (legal_basis)",
            ),
            Code::IncidentNoBasisAcross => self.whose(
                [
                    "fondement juridique non indiqué (legal_basis_across) pour reconnaître une même personne chez plusieurs assureurs : indiquez-le, ou écrivez across_insurers = \"apart\"",
                    "legal basis not stated (legal_basis_across) for recognising one person at several insurers: state it, or write across_insurers = \"apart\"",
                ],
                [
                    "fondement juridique non indiqué (legal_basis_across) pour reconnaître une même personne chez plusieurs organismes : indiquez-le, ou écrivez across_insurers = \"apart\"",
                    "legal basis not stated (legal_basis_across) for recognising one person at several organisations: state it, or write across_insurers = \"apart\"",
                ],
            ),
            Code::KeyPublished => self.pick(
                "clé publiée : pour des personnes inventées seulement",
                "published key: for invented persons only",
            ),
        };
        text.to_owned()
    }

    /// How dates are read that the file or its NIRs show to be written in an unusual way.
    fn date_reading(self, reading: &str) -> &'static str {
        match reading {
            "ydm" => self.pick(
                "dates dont un programme a échangé le jour et le mois, comme le montrent les NIR du fichier : lues dans l’autre sens",
                "dates in which a program exchanged day and month, as the NIRs of the file show: read the other way round",
            ),
            "dmy" | "mdy" | "ymd" => self.pick(
                "dates de six chiffres dont un tableur a pris les zéros, comme le montrent les NIR du fichier",
                "dates of six digits whose zeros a spreadsheet took, as the NIRs of the file show",
            ),
            "days-since-1904" => self.pick(
                "jours comptés depuis le 1er janvier 1904, comme le montre le fichier",
                "days counted from 1 January 1904, as the file shows",
            ),
            "days-since-1960" => self.pick(
                "jours comptés depuis le 1er janvier 1960 (SAS), comme le montrent les NIR du fichier",
                "days counted from 1 January 1960 (SAS), as the NIRs of the file show",
            ),
            _ => self.pick(
                "jours comptés depuis le 1er janvier 1970, comme le montrent les NIR du fichier",
                "days counted from 1 January 1970, as the NIRs of the file show",
            ),
        }
    }

    /// The place of a finding: its file, perimeter and column.
    pub fn finding_where(self, finding: &Finding, detail: Detail) -> Vec<String> {
        let perimeter = finding.perimeter.map(|number| format!("{} {number}", self.perimeter().to_lowercase()));
        // For unrecognised columns, the finding itself names the column.
        let shown = detail == Detail::Rows
            || matches!(finding.code, Code::LeakUnknownColumn | Code::ColumnNotRecognised | Code::ColumnFurtherPerson);
        let column = finding.column.as_ref().filter(|_| shown);
        let column = column.map(|c| format!("{} {}", self.pick("colonne", "column"), shown::number(c).unwrap_or(c)));
        [finding.file.clone(), perimeter, column].into_iter().flatten().collect()
    }

    /// The first row numbers: `101, 346, 581…`.
    pub fn first_rows(self, finding: &Finding) -> String {
        let numbers: Vec<String> = finding.first_rows.iter().map(|row| row.to_string()).collect();
        let more = if !numbers.is_empty() && finding.rows > numbers.len() as u64 { "…" } else { "" };
        format!("{}{more}", numbers.join(", "))
    }

    /// The place of a finding, and its number of rows.
    pub fn finding_place(self, finding: &Finding, detail: Detail) -> String {
        let mut parts: Vec<String> = finding.party.clone().filter(|_| finding.file.is_none()).into_iter().collect();
        parts.extend(self.finding_where(finding, detail));
        if finding.rows > 0 {
            parts.push(self.counted(finding.rows, ["ligne", "lignes"], ["row", "rows"]));
        }
        if detail == Detail::Rows && !finding.first_rows.is_empty() {
            parts.push(format!("{} {}", self.pick("n°", "no."), self.first_rows(finding)));
        }
        parts.join(self.pick(" ; ", "; "))
    }
}
