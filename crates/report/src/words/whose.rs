//! Words of findings about insurers and their members, or about organisations and their persons.

use super::Words;

words! {
    insurer_all_gone:
        "tous les assurés, ou presque, sont décédés ou radiés d’après leur fichier : vérifiez ces colonnes, personne ne recevrait de lettre",
        "all members, or nearly all, are deceased or former according to their file: check these columns, nobody would get a letter"
        | "toutes les personnes, ou presque, sont décédées ou parties d’après leur fichier : vérifiez ces colonnes, personne ne recevrait de lettre",
        "all persons, or nearly all, are deceased or have left according to their file: check these columns, nobody would get a letter";
    nir_hashed:
        "empreintes à la place des NIR, dont aucune ne correspond au NIR d’un assuré : calculées avec une clé, ou sur d’autres données ; demandez un fichier d’échange à l’opérateur",
        "hashes instead of NIRs, none matching the NIR of a member: keyed, or computed from other data; ask the operator for an exchange file"
        | "empreintes à la place des NIR, dont aucune ne correspond au NIR d’une personne de l’organisme : calculées avec une clé, ou sur d’autres données ; demandez un fichier d’échange à l’opérateur",
        "hashes instead of NIRs, none matching the NIR of a person of the organisation: keyed, or computed from other data; ask the operator for an exchange file";
    row_insurer_unknown:
        "lignes rejetées : elles ne nomment aucun assureur du fichier d’incident",
        "rejected rows: they name no insurer of the incident file"
        | "lignes rejetées : elles ne nomment aucun organisme du fichier d’incident",
        "rejected rows: they name no organisation of the incident file";
    relation_unknown:
        "qualité du bénéficiaire inconnue : non comptée",
        "unknown relation to the policyholder: not counted"
        | "qualité de la personne inconnue : non comptée",
        "unknown relation of the person: not counted";
    leak_unknown_insurer:
        "lignes qui nomment un assureur absent du fichier d’incident : ajoutez son code à insurer_codes",
        "rows naming an insurer that is not in the incident file: add its code to insurer_codes"
        | "lignes qui nomment un organisme absent du fichier d’incident : ajoutez son code à insurer_codes",
        "rows naming an organisation that is not in the incident file: add its code to organisation_codes";
    leak_insurer_not_served:
        "lignes qui nomment un assureur que l’opérateur, d’après le fichier d’incident, ne sert pas",
        "rows naming an insurer that the operator does not serve according to the incident file"
        | "lignes qui nomment un organisme que l’opérateur, d’après le fichier d’incident, ne sert pas",
        "rows naming an organisation that the operator does not serve according to the incident file";
    leak_elsewhere:
        "lignes qui ne désignent une personne que chez un assureur qu’elles ne peuvent pas concerner",
        "rows that match a person only at an insurer that they cannot concern"
        | "lignes qui ne désignent une personne que chez un organisme qu’elles ne peuvent pas concerner",
        "rows that match a person only at an organisation that they cannot concern";
    leak_contradicted:
        "lignes qui ont le NIR et la date de naissance d’un assuré, mais un autre prénom, rang ou sexe : rapprochées par leur seul NIR, ou de personne",
        "rows with the NIR and birth date of a member, but another first name, rank or sex: matched by the NIR alone, or to nobody"
        | "lignes qui ont le NIR et la date de naissance d’une personne de l’organisme, mais un autre prénom, rang ou sexe : rapprochées par leur seul NIR, ou de personne",
        "rows with the NIR and birth date of a person of the organisation, but another first name, rank or sex: matched by the NIR alone, or to nobody";
    leak_nirs_differ:
        "lignes divulguées dont les NIR sont bons, mais ne sont pas ceux des assurés que leurs autres données désignent : vérifiez que cette colonne est bien leur NIR ou celui de l’assuré principal",
        "leaked rows with good NIRs that are not those of the members whom their other data match: check that this column is their NIR or that of the policyholder"
        | "lignes divulguées dont les NIR sont bons, mais ne sont pas ceux des personnes que leurs autres données désignent : vérifiez que cette colonne est bien leur NIR",
        "leaked rows with good NIRs that are not those of the persons whom their other data match: check that this column is their NIR";
    leak_dates_differ:
        "lignes divulguées dont les dates de naissance ne sont pas celles des assurés que leurs autres données désignent : vérifiez comment les deux fichiers ont été écrits (fuseau horaire, jours comptés depuis un autre jour, autre colonne)",
        "leaked rows whose birth dates are not those of the members whom their other data match: check how both files were written (time zone, days counted from another day, another column)"
        | "lignes divulguées dont les dates de naissance ne sont pas celles des personnes que leurs autres données désignent : vérifiez comment les deux fichiers ont été écrits (fuseau horaire, jours comptés depuis un autre jour, autre colonne)",
        "leaked rows whose birth dates are not those of the persons whom their other data match: check how both files were written (time zone, days counted from another day, another column)";
    decision_same_person:
        "lignes comptées pour un assuré parce qu’une personne l’a décidé (decided)",
        "rows counted for a member because a person decided so (decided)"
        | "lignes comptées pour une personne de l’organisme par décision (decided)",
        "rows counted for a person of the organisation by decision (decided)";
    decision_other_person:
        "lignes dont une personne a décidé qu’elles ne concernent pas un assuré (decided)",
        "rows of which a person decided that they are not about a member (decided)"
        | "lignes dont une personne a décidé qu’elles ne concernent personne de l’organisme (decided)",
        "rows of which a person decided that they are not about a person of the organisation (decided)";
    manager_not_declared:
        "lignes d’assurés qui nomment un gestionnaire absent du fichier d’incident : ajoutez-le, ou son code, sous [managers]",
        "member rows naming a manager that is not in the incident file: add it, or its code, under [managers]"
        | "lignes de l’organisme qui nomment un gestionnaire absent du fichier d’incident : ajoutez-le, ou son code, sous [managers]",
        "rows of the organisation naming a manager that is not in the incident file: add it, or its code, under [managers]";
    perimeter_not_concerned_met:
        "lignes d’assurés d’un périmètre déclaré non concerné, pourtant retrouvées parmi les lignes divulguées de l’opérateur",
        "member rows of a perimeter declared not concerned that match leaked rows of the operator"
        | "lignes de l’organisme d’un périmètre déclaré non concerné, pourtant retrouvées parmi les lignes divulguées de l’opérateur",
        "rows of the organisation of a perimeter declared not concerned that match leaked rows of the operator";
    perimeter_not_established_met:
        "lignes d’assurés d’un périmètre déclaré non établi, retrouvées parmi les lignes divulguées de l’opérateur : comptées",
        "member rows of a perimeter declared not established that match leaked rows of the operator: counted"
        | "lignes de l’organisme d’un périmètre déclaré non établi, retrouvées parmi les lignes divulguées de l’opérateur : comptées",
        "rows of the organisation of a perimeter declared not established that match leaked rows of the operator: counted";
    perimeter_contradiction:
        "lignes d’assurés à la fois dans un périmètre exposé et dans un périmètre non concerné du même opérateur : comptées exposées",
        "member rows in both an exposed and a not-concerned perimeter of the same operator: counted as exposed"
        | "lignes de l’organisme à la fois dans un périmètre exposé et dans un périmètre non concerné du même opérateur : comptées exposées",
        "rows of the organisation in both an exposed and a not-concerned perimeter of the same operator: counted as exposed";
    perimeter_empty:
        "périmètre sans aucun assuré : vérifiez ses conditions",
        "perimeter without members: check its conditions"
        | "périmètre sans personne : vérifiez ses conditions",
        "perimeter without persons: check its conditions";
    insurer_no_members:
        "aucun fichier d’assurés : les personnes de cet assureur ne sont pas comptées",
        "no member file: the persons of this insurer are not counted"
        | "aucun fichier de l’organisme : les personnes de cet organisme ne sont pas comptées",
        "no file of the organisation: the persons of this organisation are not counted";
}
