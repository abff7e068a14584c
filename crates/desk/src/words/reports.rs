//! Words of the reports, of what changed between two, and of those that somebody sent.

use super::words;

words! {
    reports: "Rapports", "Reports";
    reports_intro: "Les rapports de ce dossier\u{a0}: ceux des incidents, ceux qu’ils ont remplacés, et les dossiers de rapport reçus d’ailleurs, posés ici tels quels.",
        "The reports of this folder: those of the incidents, those that they replaced, and report folders from elsewhere, put here as they are.";
    no_reports: "Aucun rapport dans ce dossier", "No report in this folder";
    no_reports_more: "Une évaluation en écrit un. Un rapport reçu d’ailleurs se pose ici, dans son dossier.", "An assessment writes one. A report from elsewhere is put here, in its folder.";
    is_current: "Rapport actuel", "Current report";
    is_former: "Rapport précédent", "Former report";
    is_alone: "Rapport sans incident", "Report without its incident";
    alone_intro: "Un rapport sans son incident\u{a0}: il se lit et se vérifie, rien ne le modifie.", "A report without its incident: it is read and verified, and nothing changes it.";
    compare_reports: "Comparer deux rapports", "Compare two reports";
    compare_operators: "Comparer deux opérateurs", "Compare two operators";
    earlier: "Le plus ancien", "The earlier one";
    later: "Le plus récent", "The later one";
    compare: "Comparer", "Compare";
    compared: "La comparaison", "The comparison";
    not_compared: "La comparaison n’a pas pu être faite", "The comparison could not be made";
    changes: "Ce qui a changé depuis le rapport précédent", "What changed since the former report";
    changes_more: "Le rapport que la dernière évaluation a remplacé est gardé dans le dossier «\u{a0}former\u{a0}» de l’incident.",
        "The report that the last assessment replaced is kept in the incident’s folder “former”.";
}
