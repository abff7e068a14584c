//! Words of the report around its figures: controls, captions, sheets, and the notes on how each part is computed.

use super::Words;
use model::incident::Field;
use model::said::Lang;

words! {
    skip: "Aller au contenu", "Skip to content";
    contents: "Sommaire", "Contents";
    filter: "Filtrer", "Filter";
    all_of_them: "Tous", "All";
    show_all: "Tout afficher", "Show all";
    rows_shown: "Lignes affichées : {shown} sur {all}", "Rows shown: {shown} of {all}";
    detail: "Détail", "Detail";
    to_persons: "Personnes", "Persons";
    to_rules: "Règles", "Rules";
    to_bins: "Lignes", "Rows";
    copy: "Copier le tableau", "Copy the table";
    copied: "Tableau copié", "Table copied";
    not_copied: "Le navigateur n’autorise pas la copie", "The browser does not allow copying";
    how: "Comment ces chiffres sont calculés", "How these figures are computed";
    annexes: "Annexes", "Annexes";
    page: "Page", "Page";
    /// The number format of a share in a workbook; close to 100%, it shows more digits.
    share_format: "[=1]0.0\"\u{a0}\"%;[>=0.9995]0.0000\"\u{a0}\"%;0.0\"\u{a0}\"%", "[=1]0.0%;[>=0.9995]0.0000%;0.0%";
    in_short: "L’essentiel", "In brief";
    figures_over_all: "Chiffres d’ensemble", "Overall figures";
    figure: "Chiffre", "Figure";
    all_figures: "Tous les chiffres, par assureur et opérateur", "All figures, by insurer and operator" | "Tous les chiffres, par organisme et opérateur", "All figures, by organisation and operator";
    estimates: "Estimation, par assureur et opérateur", "Estimate, by insurer and operator" | "Estimation, par organisme et opérateur", "Estimate, by organisation and operator";
    low: "Minimum", "Low";
    estimate: "Estimation", "Estimate";
    high: "Maximum", "High";
    of_high_met: "Du maximum : retrouvées", "Of high: matched";
    of_high_doubtful: "Du maximum : douteuses", "Of high: doubtful";
    of_high_ambiguous: "Du maximum : ambiguës", "Of high: ambiguous";
    of_high_household: "Du maximum : foyers", "Of high: households";
    outside_doubtful: "Hors estimation : douteuses", "Outside the estimate: doubtful";
    outside_ambiguous: "Hors estimation : ambiguës", "Outside the estimate: ambiguous";
    outside_household: "Hors estimation : foyers", "Outside the estimate: households";
    fields_by_party: "Données, par opérateur et assureur", "Fields, by operator and insurer" | "Données, par opérateur et organisme", "Fields, by operator and organisation";
    not_as_declared: "déclarée non exposée", "declared not exposed";
    sets_by_party: "Ensembles de données divulguées", "Sets of fields disclosed";
    losses: "Ce qui a été divulgué de chaque personne, et par qui", "What was disclosed of each person, and by whom";
    populations: "Populations mesurées", "Measured populations";
    comparable: "Données présentes dans tous les fichiers", "Fields present in all files";
    alone_by_set: "Personnes uniques, par ensemble de données", "Unique persons, by set of fields";
    added_by_field: "Ce que chaque donnée ajoute à un ensemble", "What each field adds to a set";
    alone_persons_without: "Personnes uniques sans elle", "Unique persons without it";
    groups_by_party: "Personnes par sexe et par décennie de naissance", "Persons by sex and decade of birth";
    overlap: "Recouvrements", "Overlaps";
    union_rows: "Composition du total", "How the total is made up";
    overlaps: "Personnes exposées par deux opérateurs", "Persons exposed by two operators";
    other_operator: "Autre opérateur", "Other operator";
    union_from: "Total compté", "Total counted";
    by_operators: "par opérateur", "by operator";
    by_insurers: "par assureur", "by insurer" | "par organisme", "by organisation";
    union_part: "Terme", "Term";
    exactly: "exactement ceux-ci", "exactly these";
    term_added: "au moins ceux-ci (ajouté)", "at least these (added)";
    term_taken_off: "au moins ceux-ci (déduit)", "at least these (deducted)";
    parties: "Parties", "Parties";
    managers_by_party: "Personnes par gestionnaire", "Persons by manager";
    perimeters_in_order: "Périmètres, dans l’ordre du fichier d’incident", "Perimeters, in the order of the incident file";
    rows_in_perimeter_unknown: "nombre inconnu\u{a0}: un fichier, ou une colonne qu’il demande, ne peut pas être lu", "number unknown: a file, or a column that it needs, cannot be read";
    rows_in_perimeter: "Lignes d’assurés", "Member rows" | "Lignes de l’organisme", "Organisation’s rows";
    evidence: "Types de preuve", "Types of evidence";
    records_alone: "Lignes seules", "Rows only";
    records_and_perimeter: "Lignes et périmètre", "Rows and perimeter";
    persons_by_rule: "Personnes par règle", "Persons by rule";
    rule: "Règle", "Rule";
    certainty: "Certitude", "Certainty";
    possible: "Possible", "Possible";
    rows_not_found: "Lignes de ses assurés sans doute non rapprochées", "Rows of its members probably not matched" | "Lignes de ses personnes sans doute non rapprochées", "Rows of its persons probably not matched";
    not_found_caption: "Lignes que rien ne rapproche avec assez de certitude, et qui concernent pourtant sans doute des assurés", "Rows that match nobody for sure, and are yet probably of members"
        | "Lignes que rien ne rapproche avec assez de certitude, et qui concernent pourtant sans doute des personnes de l’organisme", "Rows that match nobody for sure, and are yet probably of persons of the organisation";
    rows_not_found_short: "Non rapprochées", "Not matched";
    named_only: "Le nomment, sans personne", "Name it, match nobody";
    by_both: "Numéro et identité", "Number and identity";
    by_key_and_names: "Numéro et noms", "Number and names";
    by_key_and_date: "Numéro et date", "Number and date";
    by_key: "Numéro seul", "Number only";
    by_names: "Identité seule", "Identity only";
    otherwise: "Ni l’un ni l’autre", "Neither";
    not_found_note:
        "Non rapprochées : combien de lignes divulguées, qui concernent pourtant des assurés, ne sont rapprochées de personne, ou seulement par des noms et de façon douteuse, estimé par capture et recapture. Une ligne est retrouvée par un numéro (NIR, contrat, contact), par l’identité (nom, prénom et date de naissance), ou par les deux. Les erreurs vont souvent ensemble : là où le numéro concorde, on voit combien de fois plus souvent que par hasard la date et les noms diffèrent ensemble, et l’on suppose qu’il en va de même du numéro. « Au moins » et « au plus » sont l’intervalle à 95 %.",
        "Not matched: how many leaked rows that are about members match nobody, or only doubtfully by names, estimated by capture and recapture. A row is found by a number (NIR, contract, contact), by identity (last name, first name and birth date), or by both. Errors keep company: where the number agrees, it is seen how many times as often as by chance date and names differ together, and the same is assumed of the number. “At least” and “at most” are the interval of 95%."
        | "Non rapprochées : combien de lignes divulguées, qui concernent pourtant des personnes de l’organisme, ne sont rapprochées de personne, ou seulement par des noms et de façon douteuse, estimé par capture et recapture. Une ligne est retrouvée par un numéro (NIR, contrat, contact), par l’identité (nom, prénom et date de naissance), ou par les deux. Les erreurs vont souvent ensemble : là où le numéro concorde, on voit combien de fois plus souvent que par hasard la date et les noms diffèrent ensemble, et l’on suppose qu’il en va de même du numéro. « Au moins » et « au plus » sont l’intervalle à 95 %.",
        "Not matched: how many leaked rows that are about persons of the organisation match nobody, or only doubtfully by names, estimated by capture and recapture. A row is found by a number (NIR, contract, contact), by identity (last name, first name and birth date), or by both. Errors keep company: where the number agrees, it is seen how many times as often as by chance date and names differ together, and the same is assumed of the number. “At least” and “at most” are the interval of 95%.";
    unmatched_by_near: "Lignes sans correspondance, selon leur ressemblance avec un assuré", "Rows that match nobody, by their resemblance to a member"
        | "Lignes sans correspondance, selon leur ressemblance avec une personne de l’organisme", "Rows that match nobody, by their resemblance to a person of the organisation";
    unmatched_by_decade: "Lignes sans correspondance, par décennie de naissance", "Rows that match nobody, by decade of birth";
    resemblance: "Ce qui concorde", "What agrees";
    near_nobody: "Ne ressemblent à personne", "Resemble nobody";
    born_in: "Naissance", "Born in";
    rows_by_level: "Lignes rapprochées d’une seule personne, et part du hasard", "Rows that match one person, and the share of chance";
    how_chance: "Comment le hasard a été mesuré", "How chance was measured";
    measure: "Mesure", "Measure";
    chance: "Hasard", "Chance";
    max_chance: "Part admise (max_chance)", "Share allowed (max_chance)";
    one_in: "Une ligne d’assuré sur", "One member row in" | "Une ligne de l’organisme sur", "One of the organisation’s rows in";
    own_numbers: "Numéros qu’une seule personne porte", "Numbers that one person alone has";
    number_and_more: "Le numéro, et la date ou les deux noms", "The number, and the date or both names";
    number_and_little: "Le numéro, et un nom au plus", "The number, and one name at most";
    these_count: "Retenues", "Taken";
    numbers_personal: "Numéros personnels", "Personal numbers";
    numbers_of_one: "Numéros d’une seule personne", "Numbers of one person";
    numbers_of_several: "Numéros de plusieurs", "Numbers of several";
    rest_of_errors: "Pas plus que les erreurs n’en font", "No more than errors make";
    number_date_first: "Le numéro, la date et le prénom", "The number, the date and the first name";
    number_other_date: "Autre date", "Another date";
    number_other_first: "Autre prénom", "Another first name";
    number_both_other: "Autre date et autre prénom", "Another date and first name";
    two_values: "Un nom et la date, qu’une seule personne porte", "A name and the date, which one person alone has";
    number_names_date: "Un numéro, les noms et la date", "A number, names and the date";
    number_other_name: "Un numéro et la date, autre nom ou prénom", "A number and the date, another name";
    names_date_no_number: "Les noms et la date, sans le numéro", "Names and the date, no number";
    by_chance: "Dont par hasard", "Of these by chance";
    at_least: "au moins", "at least";
    at_most: "au plus", "at most";
    also_in_perimeter: "Aussi en périmètre", "Also in a perimeter";
    no_insurer: "aucun assureur du fichier d’incident", "no insurer of the incident file" | "aucun organisme du fichier d’incident", "no organisation of the incident file";
    findings_in_order: "Constats, du plus grave au moins grave", "Findings, most severe first";
    level: "Niveau", "Level";
    finding_head: "Constat", "Finding";
    party: "Partie", "Party";
    place: "Endroit", "Place";
    rows_found: "Lignes en cause", "Rows involved";
    first_rows_head: "Premières lignes", "First rows";
    code: "Code", "Code";
    terms_of_report: "Conditions de ce rapport", "Conditions of this report";
    term: "Condition", "Condition";
    digests: "Identifiants", "Identifiers";
    chart_union_note: "Les dix combinaisons les plus nombreuses ; le tableau les donne toutes.", "The ten largest combinations; the table lists all of them.";

    how_in_short:
        "Chaque ligne divulguée est comparée aux lignes d’assurés par des règles plus ou moins sûres. Minimum : personnes distinctes retrouvées sans ambiguïté par une règle certaine, ou comprises dans un périmètre exposé. Estimation : aussi par une règle forte ou probable. Maximum : lignes d’assurés retrouvées par une règle quelconque ou comprises dans un périmètre exposé, sans les regrouper par personne. Lignes divulguées : sans les doublons. Contrats : numéros distincts des personnes de l’estimation. Les groupes (mineurs, anciens assurés, décédés…) comptent ces personnes, à la date du rapport.",
        "Each leaked row is compared with the member rows by rules of different certainty. Low: distinct persons matched unambiguously by a certain rule, or in an exposed perimeter. Estimate: also by a strong or probable rule. High: member rows matched by any rule or in an exposed perimeter, not grouped into persons. Leaked rows: without duplicates. Contracts: distinct numbers of the persons in the estimate. Groups (minors, former members, deceased…) count these persons on the date of the report."
        | "Chaque ligne divulguée est comparée aux lignes de l’organisme par des règles plus ou moins sûres. Minimum : personnes distinctes retrouvées sans ambiguïté par une règle certaine, ou comprises dans un périmètre exposé. Estimation : aussi par une règle forte ou probable. Maximum : lignes de l’organisme retrouvées par une règle quelconque ou comprises dans un périmètre exposé, sans les regrouper par personne. Lignes divulguées : sans les doublons. Contrats : numéros distincts des personnes de l’estimation. Les groupes (mineurs, personnes parties, décédés…) comptent ces personnes, à la date du rapport.",
        "Each leaked row is compared with the rows of the organisation by rules of different certainty. Low: distinct persons matched unambiguously by a certain rule, or in an exposed perimeter. Estimate: also by a strong or probable rule. High: rows of the organisation matched by any rule or in an exposed perimeter, not grouped into persons. Leaked rows: without duplicates. Contracts: distinct numbers of the persons in the estimate. Groups (minors, persons who have left, deceased…) count these persons on the date of the report.";
    how_reach:
        "Les mêmes décomptes pour chaque assureur, chaque opérateur et chaque couple des deux. Un total est une union, non la somme des cellules. Lignes divulguées d’un opérateur : toutes les siennes ; d’un assureur : celles qui désignent l’un de ses assurés ou qui le nomment.",
        "The same counts for each insurer, each operator and each pair of the two. A total is a union, not the sum of the cells. Leaked rows of an operator: all of its rows; of an insurer: those that match one of its members or name it."
        | "Les mêmes décomptes pour chaque organisme, chaque opérateur et chaque couple des deux. Un total est une union, non la somme des cellules. Lignes divulguées d’un opérateur : toutes les siennes ; d’un organisme : celles qui désignent l’une de ses personnes ou qui le nomment.",
        "The same counts for each organisation, each operator and each pair of the two. A total is a union, not the sum of the cells. Leaked rows of an operator: all of its rows; of an organisation: those that match one of its persons or name it.";
    tint: "La teinte d’une cellule indique sa part de la plus grande, en cinq niveaux.",
        "The tint of a cell shows its share of the largest one, in five levels.";
    how_severity:
        "Score ENISA (méthode de 2013) : contexte × identification + circonstances. Tranche faible sous 2, moyenne à partir de 2, élevée à partir de 3, très élevée à partir de 4. La gravité au sens de la CNIL est proposée d’après cette tranche ; des planchers la relèvent pour certaines données (NIR, santé, banque, adresses, mineurs…). Cette correspondance et ces planchers sont propres à ampleur. La vraisemblance du préjudice est appréciée à part (considérant 76 du RGPD). L’autorité est à notifier, sauf si un risque est peu probable ; les personnes sont à informer si la gravité est importante ou maximale et un préjudice possible ou vraisemblable. Pour chaque opérateur, les 72 heures courent à partir de la prise de connaissance ; l’heure de l’événement n’est pas comptée (règlement 1182/71, art. 3), le week-end l’est.",
        "ENISA score (2013 method): context × identification + circumstances. The band is low below 2, medium from 2, high from 3, very high from 4. The CNIL severity level is proposed from this band; floors raise it for some data (NIR, health, bank, addresses, minors…). This mapping and these floors are ampleur’s own. The likelihood of harm is rated apart (GDPR recital 76). The authority must be notified unless a risk is unlikely; persons must be informed if the severity is significant or maximum and harm is possible or likely. For each operator, the 72 hours start with awareness; the hour of the event is not counted (Regulation 1182/71, art. 3), weekends are.";
    how_derivation:
        "Données divulguées : déclarées exposées par un opérateur, ou trouvées dans ses lignes. Chaque classe part de sa base et est ajustée d’un point au plus ; chaque identifiant a le niveau de sa ligne dans le tableau d’ENISA ; la plus haute valeur est retenue. La part d’assurés que l’ensemble désigne à lui seul, mesurée sans les numéros de l’émetteur, est convertie en niveau par la règle imprimée à côté ; la plus haute valeur est retenue. Ce qui change le score : le même calcul sans une donnée, ou comme si un opérateur ne l’avait pas détenue, sans ce que le responsable du traitement a décidé autrement.",
        "Data disclosed: declared exposed by an operator, or found in its rows. Each class starts from its base and is adjusted by one point at most; each identifier has the level of its row in ENISA’s table; the highest value is used. The share of members whom the set singles out, measured without numbers of the issuer, is turned into a level by the rule printed beside it; the highest value is used. What changes the score: the same computation without a field, or as if an operator had not held it, ignoring what the controller decided otherwise."
        | "Données divulguées : déclarées exposées par un opérateur, ou trouvées dans ses lignes. Chaque classe part de sa base et est ajustée d’un point au plus ; chaque identifiant a le niveau de sa ligne dans le tableau d’ENISA ; la plus haute valeur est retenue. La part de personnes que l’ensemble désigne à lui seul, mesurée sans les numéros de l’émetteur, est convertie en niveau par la règle imprimée à côté ; la plus haute valeur est retenue. Ce qui change le score : le même calcul sans une donnée, ou comme si un opérateur ne l’avait pas détenue, sans ce que le responsable du traitement a décidé autrement.",
        "Data disclosed: declared exposed by an operator, or found in its rows. Each class starts from its base and is adjusted by one point at most; each identifier has the level of its row in ENISA’s table; the highest value is used. The share of persons whom the set singles out, measured without numbers of the issuer, is turned into a level by the rule printed beside it; the highest value is used. What changes the score: the same computation without a field, or as if an operator had not held it, ignoring what the controller decided otherwise.";
    how_fields:
        "Lignes : lignes divulguées, sans les doublons, où cette donnée est renseignée. Personnes : celles de l’estimation dont une telle ligne a fui, ou comprises dans un périmètre pour lequel la donnée est déclarée. En rouge : déclarée non exposée, mais trouvée.",
        "Rows: leaked rows, without duplicates, that have a value in this field. Persons: those in the estimate of whom such a row leaked, or who are in a perimeter for which the field is declared. In red: declared not exposed, but found.";
    how_sets:
        "Pour chaque personne de l’estimation : toutes les données des lignes qui la désignent et toutes celles déclarées pour ses périmètres. Les personnes d’un même ensemble sont comptées ensemble ; la somme des ensembles est l’estimation. La part de personnes uniques est mesurée par assureur, sur les données de l’ensemble présentes dans tous ses fichiers.",
        "For each person in the estimate: all fields in the rows that match the person, and all fields declared for the person’s perimeters. Persons with the same set are counted together; the sets add up to the estimate. The share of unique persons is measured per insurer, on the fields of the set that are present in all of its files."
        | "Pour chaque personne de l’estimation : toutes les données des lignes qui la désignent et toutes celles déclarées pour ses périmètres. Les personnes d’un même ensemble sont comptées ensemble ; la somme des ensembles est l’estimation. La part de personnes uniques est mesurée par organisme, sur les données de l’ensemble présentes dans tous ses fichiers.",
        "For each person in the estimate: all fields in the rows that match the person, and all fields declared for the person’s perimeters. Persons with the same set are counted together; the sets add up to the estimate. The share of unique persons is measured per organisation, on the fields of the set that are present in all of its files.";
    how_identifiability:
        "Les personnes d’un assureur qui ont les mêmes valeurs pour toutes les données d’un ensemble forment une classe de taille k ; une personne qui a plusieurs lignes compte une fois, avec le plus petit k. Les parts portent sur toute la population de l’assureur. Sans une donnée : le même décompte, cette donnée retirée. Seuls les ensembles les plus fréquents sont mesurés ; le nombre des autres est indiqué.",
        "Persons of an insurer who have the same values in all fields of a set form a class of size k; a person with several rows is counted once, with the smallest k. Shares are of the insurer’s whole population. Without a field: the same count after removing that field. Only the most frequent sets are measured; the number of the others is given."
        | "Les personnes d’un organisme qui ont les mêmes valeurs pour toutes les données d’un ensemble forment une classe de taille k ; une personne qui a plusieurs lignes compte une fois, avec le plus petit k. Les parts portent sur toute la population de l’organisme. Sans une donnée : le même décompte, cette donnée retirée. Seuls les ensembles les plus fréquents sont mesurés ; le nombre des autres est indiqué.",
        "Persons of an organisation who have the same values in all fields of a set form a class of size k; a person with several rows is counted once, with the smallest k. Shares are of the organisation’s whole population. Without a field: the same count after removing that field. Only the most frequent sets are measured; the number of the others is given.";
    how_groups:
        "Chaque personne de l’estimation compte une fois par répartition, et la somme de chaque répartition est l’estimation. Si deux lignes d’une personne indiquent des sexes différents, le sexe compte comme non indiqué.",
        "Each person in the estimate is counted once in each breakdown, and each breakdown adds up to the estimate. If two rows of a person give different sexes, the sex counts as not stated.";
    how_overlap:
        "Exactement : personnes de l’estimation exposées par ces parties (ou assurées chez elles) et par aucune autre ; leur somme est le total. Au moins : termes de l’inclusion–exclusion, ajoutés si le nombre de parties est impair, déduits s’il est pair ; leur somme est le même total.",
        "Exactly: persons in the estimate exposed by (or insured with) these parties and no others; they add up to the total. At least: the terms of inclusion–exclusion, added if the number of parties is odd, deducted if it is even; their sum is the same total."
        | "Exactement : personnes de l’estimation exposées par ces parties (ou connues d’elles) et par aucune autre ; leur somme est le total. Au moins : termes de l’inclusion–exclusion, ajoutés si le nombre de parties est impair, déduits s’il est pair ; leur somme est le même total.",
        "Exactly: persons in the estimate exposed by (or known to) these parties and no others; they add up to the total. At least: the terms of inclusion–exclusion, added if the number of parties is odd, deducted if it is even; their sum is the same total.";
    how_managers:
        "Personnes de l’estimation dont une ligne d’assuré nomme le gestionnaire ; une personne qui a des lignes sous deux gestionnaires compte chez les deux. Le total d’un gestionnaire est une union.",
        "Persons in the estimate with a member row that names the manager; a person with rows under two managers is counted for both. The total of a manager is a union."
        | "Personnes de l’estimation dont une ligne de l’organisme nomme le gestionnaire ; une personne qui a des lignes sous deux gestionnaires compte chez les deux. Le total d’un gestionnaire est une union.",
        "Persons in the estimate with a row of the organisation that names the manager; a person with rows under two managers is counted for both. The total of a manager is a union.";
    how_perimeters:
        "Lignes et personnes : celles des fichiers d’assurés qui remplissent les conditions, sans doublons ni lignes rejetées. Retrouvées : sans ambiguïté, par des lignes divulguées de l’opérateur. En rouge : déclaré non concerné, mais retrouvé.",
        "Rows and persons: those of the member files that meet the conditions, without duplicates and rejected rows. Matched: unambiguously, by leaked rows of the operator. In red: declared not concerned, but matched."
        | "Lignes et personnes : celles des fichiers de l’organisme qui remplissent les conditions, sans doublons ni lignes rejetées. Retrouvées : sans ambiguïté, par des lignes divulguées de l’opérateur. En rouge : déclaré non concerné, mais retrouvé.",
        "Rows and persons: those of the files of the organisation that meet the conditions, without duplicates and rejected rows. Matched: unambiguously, by leaked rows of the operator. In red: declared not concerned, but matched.";
    how_rules:
        "Chaque personne est comptée sous le rapprochement le plus fort qui l’a retrouvée. Une règle est impossible si les fichiers n’ont pas les colonnes qu’elle compare. Lignes seules, périmètre seul, les deux : la somme des trois est l’estimation. Les rapprochements seulement possibles et les foyers (NIR, numéro ou contact seul) sont comptés à part.",
        "Each person is counted under the strongest match. A rule is impossible if the files lack the columns that it compares. Rows only, perimeter only, both: the three add up to the estimate. Matches that are only possible and households (NIR, number or contact alone) are counted separately.";
    how_bins:
        "Chaque ligne lue aboutit dans une case et une seule ; la somme des cases d’un fichier est son nombre de lignes lues. C’est vérifié avant toute écriture.",
        "Each row read ends in exactly one bin, and the bins of a file add up to its rows read. This is checked before anything is written.";
    how_findings:
        "Ce qui, dans les fichiers et les chiffres, appelle une vérification. Les lignes sont désignées par leur numéro dans le fichier, trois au plus ; aucune valeur n’est citée.",
        "Points in the files and figures that somebody should review. Rows are given by their number in the file, three at most; values are never quoted.";
}

impl Words {
    /// Rows of an insurer's, or of another organisation's, persons.
    pub fn member_rows(self, n: u64) -> String {
        let [fr, en] = match self.is_of_any_trade() {
            false => [["ligne d’assuré", "lignes d’assurés"], ["member row", "member rows"]],
            true => [
                ["ligne de l’organisme", "lignes de l’organisme"],
                ["row of the organisation", "rows of the organisation"],
            ],
        };
        self.counted(n, fr, en)
    }

    /// The language itself.
    pub fn lang(self) -> Lang {
        self.lang
    }

    /// Fields as a list in one line.
    pub fn field_names(self, fields: &[Field]) -> String {
        match fields {
            [] => self.no_field().to_owned(),
            fields => fields.iter().map(|field| self.field_name(*field)).collect::<Vec<_>>().join(" · "),
        }
    }

    /// The title of a chart of an operator's fields.
    pub fn chart_of_fields(self, operator: &str) -> String {
        self.pick(format!("{operator} : personnes, par donnée"), format!("{operator}: persons, by field"))
    }

    /// The name of a table's sheet: 31 characters at most, and none that a workbook refuses (`[ ] : * ? / \`).
    pub fn sheet_name(self, table: &'static str) -> &'static str {
        match table {
            "summary" => self.pick("Essentiel", "Summary"),
            "matrix" => self.pick("Matrice", "Matrix"),
            "scopes" => self.pick("Chiffres", "Figures"),
            "severity" => self.pick("Gravité", "Severity"),
            "duties" => self.pick("Obligations", "Duties"),
            "derivation" => self.pick("Score pas à pas", "Score step by step"),
            "moves" => self.pick("Ce qui change le score", "What changes the score"),
            "fields" => self.pick("Données", "Fields"),
            "sets" => self.pick("Ensembles", "Sets"),
            "losses" => self.pick("Divulgué, par qui", "Disclosed, by whom"),
            "populations" => self.pick("Populations", "Populations"),
            "alone" => self.pick("Personnes uniques", "Unique persons"),
            "adds" => self.pick("Apport des données", "What fields add"),
            "groups" => self.pick("Groupes", "Groups"),
            "unions" => self.pick("Unions", "Unions"),
            "overlaps" => self.pick("Recouvrements", "Overlaps"),
            "managers" => self.pick("Gestionnaires", "Managers"),
            "perimeters" => self.pick("Périmètres", "Perimeters"),
            "evidence" => self.pick("Preuves", "Evidence"),
            "rules" => self.pick("Règles", "Rules"),
            "leaks" => self.pick("Lignes divulguées", "Leaked rows"),
            "members" => {
                self.whose(["Lignes d’assurés", "Member rows"], ["Lignes de l’organisme", "Organisation’s rows"])
            }
            "findings" => self.pick("Constats", "Findings"),
            "owed" => self.pick("Ce qui est dû", "What is owed"),
            "levels" => self.pick("Rapprochements", "Matches"),
            "chance" => self.pick("Mesure du hasard", "Measure of chance"),
            "not-found" => self.pick("Sans doute non rapprochées", "Probably not matched"),
            "unmatched" => self.pick("Sans correspondance", "Unmatched rows"),
            "unmatched-decades" => self.pick("Sans correspondance, naissance", "Unmatched rows by birth"),
            "terms" => self.pick("Conditions", "Terms"),
            "register" => self.pick("Registre", "Register"),
            other => other,
        }
    }
}
