//! What findings say.

use super::{Detail, Words};
use model::finding::Finding;

impl Words {
    /// What a finding says, its place and count apart.
    pub fn finding(self, finding: &Finding) -> String {
        let field = finding.field.map_or("", |field| self.field_name(field));
        let text = match finding.code.as_str() {
            "nir.wrong-key" => self.pick(
                "NIR dont la clé ne correspond pas : valeur écartée, la ligne reste comparée par ses autres données",
                "NIR whose key does not match: set aside, the row is still compared by what else it holds",
            ),
            "nir.shape" => self.pick("NIR de forme impossible : valeur écartée", "NIR of impossible shape: set aside"),
            "nir.provisional" => self.pick(
                "numéro provisoire (MIG, NNP) : conservé, mais il ne désigne pas une personne",
                "provisional number (MIG, NNP): kept, but it does not tell persons apart",
            ),
            "nir.fictitious" => self.pick(
                "NIR fictif de facturation anonyme : partagé par plusieurs personnes, non utilisé",
                "fictitious NIR of anonymous bills: shared by many persons, not used",
            ),
            "nir.filler" => self.pick(
                "NIR de remplissage (un seul chiffre répété) : non utilisé",
                "filler NIR (one digit repeated): not used",
            ),
            "nir.repaired" => self.pick(
                "NIR abîmé par un tableur (zéro de la clé, notation scientifique complète) : rétabli, la clé le prouve",
                "NIR damaged by a spreadsheet (key’s zero, full scientific notation): restored, the key proves it",
            ),
            "nir.key-placeholder" => {
                self.pick("clé de NIR à 00 : non exportée ; NIR accepté sans clé", "NIR key of 00: not exported; accepted without it")
            }
            "nir.repeated" => self.pick(
                "NIR porté par plus de dates de naissance qu’un foyer n’en a : valeur de remplissage, elle ne rapproche personne",
                "NIR beside more birth dates than a household has: a filler, which links nobody",
            ),
            "nir.not-of-birth-date" => self.pick(
                "l’année et le mois des NIR ne sont presque jamais ceux de la date de naissance : colonne ou ordre des dates à vérifier",
                "year and month of the NIRs are hardly ever those of the birth date: check the column or the order of dates",
            ),
            "column.empty" => self.pick("colonne reconnue mais vide", "column recognised but empty"),
            "name.damaged" => self.pick(
                "nom abîmé par un autre programme (« Ã© », caractère de remplacement) : valeur écartée",
                "name damaged by another program (“Ã©”, replacement character): set aside",
            ),
            "value.cell-error" => {
                self.pick("erreur de formule (#N/A, #REF!) : valeur écartée", "formula error (#N/A, #REF!): set aside")
            }
            "file.total-lines" => {
                self.pick("lignes de total en fin de fichier : non lues", "lines of totals at the end of the file: not read")
            }
            "nir.unkeyed-md5" => self.pick(
                "NIR remplacés par leur empreinte MD5 sans clé : n’importe qui peut la renverser, ces NIR sont à tenir pour divulgués",
                "NIRs replaced by their unkeyed MD5 hash: anyone can reverse it, these NIRs are to be taken as disclosed",
            ),
            "nir.unkeyed-sha1" => self.pick(
                "NIR remplacés par leur empreinte SHA-1 sans clé : n’importe qui peut la renverser, ces NIR sont à tenir pour divulgués",
                "NIRs replaced by their unkeyed SHA-1 hash: anyone can reverse it, these NIRs are to be taken as disclosed",
            ),
            "nir.unkeyed-sha256" => self.pick(
                "NIR remplacés par leur empreinte SHA-256 sans clé : n’importe qui peut la renverser, ces NIR sont à tenir pour divulgués",
                "NIRs replaced by their unkeyed SHA-256 hash: anyone can reverse it, these NIRs are to be taken as disclosed",
            ),
            "nir.unkeyed-sha512" => self.pick(
                "NIR remplacés par leur empreinte SHA-512 sans clé : n’importe qui peut la renverser, ces NIR sont à tenir pour divulgués",
                "NIRs replaced by their unkeyed SHA-512 hash: anyone can reverse it, these NIRs are to be taken as disclosed",
            ),
            "nir.hashed" => self.pick(
                "des empreintes tiennent lieu de NIR, et aucun NIR des assurés ne les donne : avec une clé, ou d’autre chose ; demandez un fichier d’échange à l’opérateur",
                "hashes stand in place of NIRs, and no member’s NIR gives them: with a key, or of something else; ask the operator for an exchange file",
            ),
            "file.exchange" => self.pick(
                "fichier d’échange : ni sexe, ni décennie de naissance, ni gestionnaire, ni mesure d’identifiabilité pour ces lignes",
                "exchange file: no sex, decade of birth, manager or measured identifiability for these rows",
            ),
            "file.lines-above" => {
                self.pick("lignes au-dessus des en-têtes : non lues", "lines above the headers: not read")
            }
            "row.insurer-unknown" => self.pick(
                "ligne rejetée : elle ne nomme aucun assureur du dossier",
                "row rejected: it names no insurer of the file",
            ),
            "value.spreadsheet" => self.pick(
                "nombre déformé par un tableur : chiffres perdus, valeur écartée",
                "number altered by a spreadsheet: digits lost, set aside",
            ),
            "date.unreadable" => self.pick("date illisible : valeur écartée", "unreadable date: set aside"),
            "date.order" => self.pick(
                "mois supérieur à 12 : mois lunaire, ou jour et mois inversés ; valeur écartée",
                "month above 12: a lunar month, or day and month exchanged; set aside",
            ),
            "date.two-digit-year" => self.pick(
                "année sur deux chiffres : siècle inconnu, valeur écartée",
                "two-digit year: century unknown, set aside",
            ),
            "date.implausible" => {
                self.pick("année de naissance impossible : valeur écartée", "impossible year of birth: set aside")
            }
            "rank.family" => self.pick(
                "rang à plusieurs chiffres : un ordre dans la famille, qui ne distingue pas les jumeaux ; non utilisé",
                "rank of several digits: an order in the family, which does not tell twins apart; not used",
            ),
            "rank.unreadable" => self.pick("rang illisible : non utilisé", "unreadable rank: not used"),
            "relation.unknown" => {
                self.pick("qualité de bénéficiaire inconnue : non comptée", "unknown relation word: not counted")
            }
            "row.incomplete" => self.pick(
                "ligne rejetée : aucune règle n’est possible avec ce qu’elle contient",
                "row rejected: no rule is possible with what it holds",
            ),
            "rejects.over-limit" => self.pick(
                "part de lignes rejetées au-delà de max_rejects : les chiffres de ce fichier sont trop bas",
                "share of rejected rows over max_rejects: the figures from this file are too low",
            ),
            "leak.unknown-column" => self.pick(
                "colonne divulguée non reconnue : seul compte ce que son contenu prouve (IBAN, adresse électronique, téléphone, NIR)",
                "leaked column not recognised: only what its content proves counts (IBAN, e-mail, telephone, NIR)",
            ),
            "leak.looks-like" => {
                return self.pick(
                    format!("colonne divulguée qui semble contenir « {field} », sans preuve : non comptée"),
                    format!("leaked column that looks like “{field}”, without proof: not counted"),
                );
            }
            "leak.unknown-insurer" => self.pick(
                "lignes qui nomment un assureur absent du dossier : ajoutez son code dans insurer_codes",
                "rows that name an insurer not in the file: add its code to insurer_codes",
            ),
            "leak.insurer-not-served" => self.pick(
                "lignes qui nomment un assureur que l’opérateur n’est pas censé servir",
                "rows that name an insurer which the operator is not said to serve",
            ),
            "leak.ambiguous" => self.pick(
                "lignes qui désignent plusieurs personnes : comptées dans le maximum seulement",
                "rows that mean several persons: counted in the maximum only",
            ),
            "leak.elsewhere" => self.pick(
                "lignes qui ne désignent quelqu’un que chez un autre assureur que celui qu’elles peuvent concerner",
                "rows that mean somebody only at another insurer than those they can concern",
            ),
            "leak.household" => self.pick(
                "lignes avec un NIR et sans date de naissance : tout le foyer est compté, dans le maximum seulement",
                "rows with a NIR and no birth date: the whole household counts, in the maximum only",
            ),
            "leak.contradicted" => self.pick(
                "lignes dont le NIR et la date sont ceux d’un assuré, mais d’un autre prénom, rang ou sexe : non rapprochées",
                "rows with the NIR and birth date of a member of another first name, rank or sex: not matched",
            ),
            "manager.unknown" => self.pick(
                "lignes d’assurés qui nomment un gestionnaire absent du dossier : ajoutez-le sous [managers], ou son code",
                "member rows that name a manager not in the file: add it under [managers], or its code",
            ),
            "perimeter.not-concerned-met" => self.pick(
                "lignes d’assurés d’un périmètre déclaré non concerné, retrouvées dans les lignes divulguées de l’opérateur",
                "member rows of a perimeter declared not concerned, met by the operator’s leaked rows",
            ),
            "perimeter.not-established-met" => self.pick(
                "lignes d’assurés d’un périmètre déclaré non établi, retrouvées dans les lignes divulguées de l’opérateur : elles comptent",
                "member rows of a perimeter declared not established, met by the operator’s leaked rows: they count",
            ),
            "perimeter.contradiction" => self.pick(
                "lignes d’assurés à la fois dans un périmètre exposé et dans un périmètre non concerné du même opérateur : comptées exposées",
                "member rows both in an exposed perimeter and in one not concerned, of the same operator: counted as exposed",
            ),
            "perimeter.empty" => self.pick(
                "périmètre qui ne contient aucun assuré : conditions à vérifier",
                "perimeter that holds no member: check its conditions",
            ),
            "perimeter.rejected-rows" => self.pick(
                "lignes rejetées dans un périmètre exposé : ces personnes ne sont pas comptées",
                "rejected rows in an exposed perimeter: their persons are not counted",
            ),
            "number.leading-zeros" => self.pick(
                "lignes rapprochées seulement une fois ôtés les zéros de tête d’un numéro",
                "rows matched only once leading zeros of a number were dropped",
            ),
            "field.declared-not-exposed" => {
                return self.pick(
                    format!("« {field} » : déclarée non exposée, trouvée dans les lignes divulguées"),
                    format!("“{field}”: declared not exposed, found in the leaked rows"),
                );
            }
            "field.not-declared" => {
                return self.pick(
                    format!("« {field} » : non déclarée, trouvée dans les lignes divulguées"),
                    format!("“{field}”: not declared, found in the leaked rows"),
                );
            }
            "field.not-observed" => {
                return self.pick(
                    format!("« {field} » : déclarée exposée, absente des lignes remises"),
                    format!("“{field}”: declared exposed, absent from the rows handed over"),
                );
            }
            "insurer.no-members" => self.pick(
                "aucun fichier d’assurés : ses personnes ne sont pas comptées",
                "no member file: its persons are not counted",
            ),
            "incident.no-legal-basis" => self.pick(
                "fondement de l’utilisation du NIR non indiqué (legal_basis)",
                "ground for using the NIR not stated (legal_basis)",
            ),
            "key.published" => self.pick(
                "clé publiée : pour des personnes inventées seulement",
                "published key: for invented persons only",
            ),
            other => other,
        };
        text.to_owned()
    }

    /// Where a finding is: its file, perimeter and column.
    pub fn finding_where(self, finding: &Finding, detail: Detail) -> Vec<String> {
        let perimeter = finding.perimeter.map(|number| format!("{} {number}", self.perimeter().to_lowercase()));
        // Which columns are not recognised is the finding itself.
        let told = detail == Detail::Rows || finding.code == "leak.unknown-column";
        let column = finding.column.as_ref().filter(|_| told);
        let column = column.map(|c| format!("{} {c}", self.pick("colonne", "column")));
        [finding.file.clone(), perimeter, column].into_iter().flatten().collect()
    }

    /// The numbers of its first rows: `101, 346, 581…`.
    pub fn first_rows(self, finding: &Finding) -> String {
        let numbers: Vec<String> = finding.first_rows.iter().map(|row| row.to_string()).collect();
        let more = if !numbers.is_empty() && finding.rows > numbers.len() as u64 { "…" } else { "" };
        format!("{}{more}", numbers.join(", "))
    }

    /// Where a finding is, and on how many rows.
    pub fn finding_place(self, finding: &Finding, detail: Detail) -> String {
        let mut parts: Vec<String> = finding.party.clone().filter(|_| finding.file.is_none()).into_iter().collect();
        parts.extend(self.finding_where(finding, detail));
        if finding.rows > 0 {
            let rows = if finding.rows == 1 { self.pick("ligne", "row") } else { self.pick("lignes", "rows") };
            parts.push(format!("{} {rows}", self.number(finding.rows)));
        }
        if detail == Detail::Rows && !finding.first_rows.is_empty() {
            parts.push(format!("{} {}", self.pick("nº", "no."), self.first_rows(finding)));
        }
        parts.join(self.pick(" ; ", "; "))
    }
}
