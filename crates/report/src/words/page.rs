//! Words of the report around its figures: controls, captions, sheets, and how each part was computed.

use super::Words;
use model::incident::Field;
use model::options::Lang;

words! {
    skip: "Aller au contenu", "Skip to the content";
    contents: "Sommaire", "Contents";
    filter: "Filtrer", "Filter";
    all_of_them: "Tous", "All";
    show_all: "Tout afficher", "Show all";
    rows_shown: "{shown} lignes affichées sur {all}", "{shown} of {all} rows shown";
    detail: "Détail", "Detail";
    to_persons: "Personnes", "Persons";
    to_rules: "Règles", "Rules";
    to_bins: "Lignes", "Rows";
    copy: "Copier le tableau", "Copy the table";
    copied: "Tableau copié", "Table copied";
    not_copied: "Le navigateur refuse la copie", "The browser refuses to copy";
    how: "Comment ces chiffres sont calculés", "How these figures are computed";
    annexes: "Annexes", "Annexes";
    page: "Page", "Page";
    /// How a workbook shows a share: near all, with every digit.
    share_format: "[=1]0.0\"\u{a0}\"%;[>=0.9995]0.0000\"\u{a0}\"%;0.0\"\u{a0}\"%", "[=1]0.0%;[>=0.9995]0.0000%;0.0%";
    in_short: "L’essentiel", "In short";
    figures_over_all: "Chiffres d’ensemble", "Figures over all";
    figure: "Chiffre", "Figure";
    all_figures: "Tous les chiffres, par assureur et opérateur", "All figures, by insurer and operator";
    estimates: "Estimation, par assureur et opérateur", "Estimate, by insurer and operator";
    low: "Minimum", "Low";
    estimate: "Estimation", "Estimate";
    high: "Maximum", "High";
    of_high_met: "Du maximum : retrouvées", "Of high: met";
    of_high_ambiguous: "Du maximum : ambiguës", "Of high: ambiguous";
    of_high_household: "Du maximum : foyers", "Of high: households";
    outside_ambiguous: "Hors estimation : ambiguës", "Outside: ambiguous";
    outside_household: "Hors estimation : foyers", "Outside: households";
    fields_by_party: "Données, par opérateur et assureur", "Fields, by operator and insurer";
    not_as_declared: "déclarée non exposée", "declared not exposed";
    sets_by_party: "Ensembles de données perdues", "Sets of data lost";
    populations: "Populations mesurées", "Populations measured";
    comparable: "Données comparables dans tous les fichiers", "Fields that all files hold";
    alone_by_set: "Qui est seul, par ensemble de données", "Who is alone, by set of data";
    added_by_field: "Ce que chaque donnée ajoute à un ensemble", "What each field adds to a set";
    alone_persons_without: "Personnes seules sans elle", "Persons alone without it";
    groups_by_party: "Personnes par sexe et par décennie de naissance", "Persons by sex and decade of birth";
    overlap: "Qui se retrouve chez plusieurs", "Who is at several";
    union_rows: "D’où vient le total", "Where the total comes from";
    overlaps: "Personnes que deux opérateurs ont exposées", "Persons whom two operators exposed";
    other_operator: "Autre opérateur", "Other operator";
    union_from: "Total vu", "Total seen";
    by_operators: "par opérateurs", "from operators";
    by_insurers: "par assureurs", "from insurers";
    union_part: "Part", "Part";
    exactly: "chez eux exactement", "at exactly these";
    term_added: "chez eux au moins (ajouté)", "at these at least (added)";
    term_taken_off: "chez eux au moins (retranché)", "at these at least (taken off)";
    parties: "Lesquels", "Which";
    managers_by_party: "Personnes par gestionnaire", "Persons by manager";
    perimeters_in_order: "Périmètres, dans l’ordre du dossier", "Perimeters, in the order of the incident file";
    rows_in_perimeter: "Lignes d’assurés", "Member rows";
    evidence: "Sortes de preuve", "Kinds of evidence";
    records_alone: "Lignes seules", "Rows alone";
    records_and_perimeter: "Lignes et périmètre", "Rows and perimeter";
    persons_by_rule: "Personnes par règle", "Persons by rule";
    rule: "Règle", "Rule";
    certainty: "Certitude", "Certainty";
    possible: "Possible", "Possible";
    also_in_perimeter: "Aussi en périmètre", "In a perimeter too";
    no_insurer: "aucun assureur du dossier", "no insurer of the file";
    findings_in_order: "Constats, du plus grave au moins grave", "Findings, gravest first";
    level: "Niveau", "Level";
    finding_head: "Constat", "Finding";
    party: "Partie", "Party";
    place: "Endroit", "Place";
    rows_found: "Lignes en cause", "Rows found";
    first_rows_head: "Premières lignes", "First rows";
    code: "Code", "Code";
    terms_of_report: "Conditions de ce rapport", "Terms of this report";
    term: "Condition", "Term";
    digests: "Identifiants", "Identifiers";
    chart_union_note: "Les dix combinaisons les plus nombreuses ; le tableau les a toutes.", "The ten most frequent combinations; the table has them all.";

    how_in_short:
        "Chaque ligne divulguée est comparée aux lignes d’assurés, par des règles plus ou moins sûres. Minimum : personnes distinctes retrouvées sans ambiguïté par une règle certaine, ou dans un périmètre exposé. Estimation : par une règle forte ou probable aussi. Maximum : lignes d’assurés touchées de quelque façon que ce soit, sans les rapprocher en personnes. Lignes divulguées : sans les doublons. Contrats : numéros distincts des personnes de l’estimation ; les groupes (mineurs, anciens assurés, décédés…) sont de ces personnes, à la date du rapport.",
        "Each leaked row is compared with member rows, by rules more or less sure. Low: distinct persons met unambiguously by a certain rule, or in an exposed perimeter. Estimate: by a strong or probable rule too. High: member rows met in any way, not merged into persons. Leaked rows: duplicates left out. Contracts: distinct numbers of the persons of the estimate; groups (minors, former members, deceased…) are of these persons, on the report’s date.";
    how_reach:
        "Les mêmes décomptes, refaits pour chaque assureur, chaque opérateur et chacun chez l’autre : un total est une union, non la somme des cases. Lignes divulguées d’un opérateur : toutes les siennes ; d’un assureur : celles qui y retrouvent quelqu’un ou le nomment.",
        "The same counts, made anew for each insurer, each operator and each at the other: a total is a union, not the sum of cells. Leaked rows of an operator: all its own; of an insurer: those that meet somebody there or name it.";
    tint: "La teinte d’une case est sa part de la plus grande, en cinq pas.",
        "The tint of a cell is its share of the largest, in five steps.";
    how_severity:
        "Score ENISA (méthode de 2013) : contexte × identification + circonstances. Faible sous 2, moyenne dès 2, élevée dès 3, très élevée dès 4. La gravité de la CNIL est proposée d’après la tranche ; elle est importante au moins si un NIR est perdu avec un nom ou une date de naissance. Cette correspondance et ce plancher sont d’ampleur. L’autorité est à informer, sauf si nul ne peut lire les données ; les personnes, si la gravité est importante ou maximale. Les 72 heures courent du moment où le sous-traitant a informé l’assureur.",
        "ENISA’s score (method of 2013): context × identification + circumstances. Low under 2, medium from 2, high from 3, very high from 4. The CNIL’s gravity is proposed by the band; it is significant at least if a NIR is lost with a name or a birth date. That correspondence and that floor are ampleur’s own. The authority is to be told unless nobody can read the data; persons, if the gravity is significant or maximum. The 72 hours run from when the processor informed the insurer.";
    how_derivation:
        "Données perdues : déclarées exposées par un opérateur, ou trouvées dans ses lignes. Chaque classe part de sa base et bouge d’un pas au plus ; chaque identifiant a le niveau de sa ligne du tableau d’ENISA ; la plus haute valeur compte. La part mesurée est celle de l’ensemble le plus fréquent, dans toute la population de l’assureur : elle éclaire le niveau du tableau et n’entre pas dans le score. Ce qui change le score : le même calcul sans une donnée, ou comme si un opérateur ne l’avait pas détenue, décisions du délégué laissées de côté.",
        "Data lost: declared exposed by an operator, or found in its rows. Each class starts from its base and moves by one step at most; each identifier has the level of its row of ENISA’s table; the highest value counts. The measured share is that of the most frequent set, in the insurer’s whole population: it sheds light on the table’s level and is no part of the score. What moves the score: the same reckoning without a field, or had an operator not held it, decisions of the DPO left aside.";
    how_fields:
        "Lignes : lignes divulguées, sans les doublons, qui portent quelque chose dans cette donnée. Personnes : celles de l’estimation dont une telle ligne a fui, ou dans un périmètre pour lequel la donnée est déclarée. En rouge : déclarée non exposée, et trouvée.",
        "Rows: leaked rows, duplicates left out, that hold something in this field. Persons: those of the estimate of whom such a row leaked, or in a perimeter for which the field is declared. In red: declared not exposed, and found.";
    how_sets:
        "De chaque personne de l’estimation, tout ce que portent les lignes qui l’ont retrouvée et tout ce qui est déclaré pour ses périmètres. Les personnes d’un même ensemble sont comptées ensemble ; leur somme est l’estimation. La part de personnes seules est mesurée chez un assureur, sur les données de l’ensemble que tous ses fichiers portent.",
        "Of each person of the estimate, all that the rows hold that met it, and all that is declared for its perimeters. Persons of one set are counted together; they add up to the estimate. Who is alone is measured at an insurer, on the fields of the set that all of its files hold.";
    how_identifiability:
        "Les personnes d’un assureur qui ont les mêmes valeurs dans toutes les données d’un ensemble forment une classe, dont la taille est k ; qui a plusieurs lignes y compte une fois, avec le plus petit k. Parts : de toute la population de l’assureur. Sans une donnée : le même décompte, cette donnée ôtée. Les ensembles les plus fréquents sont mesurés ; le nombre des autres est dit.",
        "An insurer’s persons who have the same values in all fields of a set form a class, the size of which is k; who has several rows counts once, with the smallest k. Shares: of the insurer’s whole population. Without a field: the same count, that field left out. The most frequent sets are measured; how many others there are is told.";
    how_groups:
        "Chaque personne de l’estimation compte une fois par répartition, et chaque répartition s’additionne en l’estimation. Deux lignes qui disent un autre sexe n’en disent aucun.",
        "Each person of the estimate counts once in each list, and each list adds up to the estimate. Two rows that tell another sex tell none.";
    how_overlap:
        "Exactement : personnes de l’estimation que ces parties ont exposées (ou assurent), et aucune autre ; leur somme est le total. Au moins : les termes de l’inclusion–exclusion, ajoutés si leur nombre de parties est impair, retranchés s’il est pair ; leur somme est le même total.",
        "Exactly: persons of the estimate whom these parties exposed (or insure), and no other; they add up to the total. At least: the terms of inclusion–exclusion, added if their number of parties is odd, taken off if it is even; their sum is the same total.";
    how_managers:
        "Personnes de l’estimation dont une ligne d’assuré nomme le gestionnaire ; qui a des lignes sous deux gestionnaires compte chez les deux. L’ensemble d’un gestionnaire est une union.",
        "Persons of the estimate of whom a member row names the manager; who has rows under two managers counts at both. All of a manager is a union.";
    how_perimeters:
        "Lignes et personnes : celles des fichiers d’assurés qui remplissent les conditions, sans doublons ni lignes rejetées. Retrouvées : par des lignes divulguées de l’opérateur, sans ambiguïté. En rouge : déclaré non concerné, et retrouvé.",
        "Rows and persons: those of the member files that meet the conditions, duplicates and rejected rows left out. Met: by leaked rows of the operator, unambiguously. In red: declared not concerned, and met.";
    how_rules:
        "Une personne est comptée sous la règle la plus sûre qui l’a retrouvée. Une règle est impossible si les fichiers n’ont pas les colonnes qu’elle compare. Lignes seules, périmètre seul, l’un et l’autre : les trois s’additionnent en l’estimation. Les foyers (NIR seul) restent à côté.",
        "A person counts under the surest rule that met it. A rule is impossible if the files lack the columns that it compares. Rows alone, a perimeter alone, both: the three add up to the estimate. Households (NIR alone) stand beside it.";
    how_bins:
        "Chaque ligne lue finit dans une case et une seule ; les cases d’un fichier s’additionnent en ses lignes lues. C’est vérifié avant que rien ne soit écrit.",
        "Each row read ends in one bin and one only; the bins of a file add up to its rows read. That is checked before anything is written.";
    how_findings:
        "Ce que les fichiers et les chiffres montrent, qu’il faut regarder. Les lignes sont désignées par leur numéro dans le fichier, trois au plus ; aucune valeur n’est citée.",
        "What the files and figures show that somebody should look at. Rows are named by their number in the file, three at most; no value is quoted.";
}

impl Words {
    /// The language itself.
    pub fn lang(self) -> Lang {
        self.0
    }

    /// Fields in one line.
    pub fn field_names(self, fields: &[Field]) -> String {
        match fields {
            [] => self.no_field().to_owned(),
            fields => fields.iter().map(|field| self.field_name(*field)).collect::<Vec<_>>().join(" · "),
        }
    }

    /// What a chart of an operator's fields is called.
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
            "moves" => self.pick("Ce qui change le score", "What moves the score"),
            "fields" => self.pick("Données", "Fields"),
            "sets" => self.pick("Ensembles", "Sets"),
            "populations" => self.pick("Populations", "Populations"),
            "alone" => self.pick("Personnes seules", "Persons alone"),
            "adds" => self.pick("Apport des données", "What fields add"),
            "groups" => self.pick("Groupes", "Groups"),
            "unions" => self.pick("Unions", "Unions"),
            "overlaps" => self.pick("Recouvrements", "Overlaps"),
            "managers" => self.pick("Gestionnaires", "Managers"),
            "perimeters" => self.pick("Périmètres", "Perimeters"),
            "evidence" => self.pick("Preuves", "Evidence"),
            "rules" => self.pick("Règles", "Rules"),
            "leaks" => self.pick("Lignes divulguées", "Leaked rows"),
            "members" => self.pick("Lignes d’assurés", "Member rows"),
            "findings" => self.pick("Constats", "Findings"),
            "terms" => self.pick("Conditions", "Terms"),
            "register" => self.pick("Registre", "Register"),
            other => other,
        }
    }
}
