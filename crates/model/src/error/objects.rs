//! JSON and XML that cannot be read as a list of flat objects.

use super::{Problem, object_of};
use crate::said::{NAME, both, count, number};

/// Text that is not what it begins as; `object` counts from 1.
pub fn bad_object(path: &str, notation: &str, object: u64) -> Problem {
    Problem::new(both!(
        "le {notation} ne peut pas être lu\u{a0}: il est endommagé, tronqué, ou n’est pas une liste d’objets plats",
        "the {notation} cannot be read: it is damaged, cut off, or no list of flat objects"
    ))
    .within(object_of(path, object))
    .why(both!(
        "ampleur lit le JSON en tableau d’objets ou à raison d’un objet par ligne, et le XML dont les éléments sont les objets",
        "ampleur reads JSON as an array of objects or as one object a line, and XML whose elements are the objects"
    ))
    .hint(both!(
        "exportez-le à nouveau sous cette forme, ou en CSV\u{202f}; `jq -c '.list[]' old.json > new.json` extrait une liste de ce qui l’entoure",
        "export it again in that form, or as CSV; `jq -c '.list[]' old.json > new.json` takes a list out of what is around it"
    ))
}

/// An object beyond the limit that any real one stays under.
pub fn object_too_long(path: &str, object: u64, limit: usize) -> Problem {
    let kib = limit / 1024;
    Problem::new(both!("un objet dépasse {kib}\u{a0}Kio", "an object is longer than {kib} KiB"))
        .within(object_of(path, object))
        .why(both!(
            "aucun objet sur une personne n’est aussi long\u{202f}; la liste est sans doute à l’intérieur d’un autre objet",
            "no object about a person is that long; the list is probably inside another object"
        ))
        .hint(both!(
            "exportez la liste seule, par exemple avec `jq -c '.list[]' old.json > new.json`",
            "export the list by itself, e.g. `jq -c '.list[]' old.json > new.json`"
        ))
}

/// A name that stands twice in one object.
pub fn name_twice(path: &str, object: u64) -> Problem {
    Problem::new(both!("un objet a deux valeurs sous le même nom", "an object has two values under one name"))
        .within(object_of(path, object))
        .why(both!("ampleur ne peut pas savoir laquelle est la bonne", "ampleur cannot tell which of them holds"))
        .hint(both!(
            "exportez le fichier à nouveau, avec un nom pour chaque valeur",
            "export it again with a name for each value"
        ))
}

/// Objects whose names are probably values.
pub fn too_many_names(path: &str, limit: usize) -> Problem {
    Problem::new(both!(
        "les objets ont plus de {limit} noms différents",
        "the objects have more than {limit} different names";
        limit = number(limit as u64)
    ))
    .at(path)
    .why(both!(
        "des valeurs sur des personnes tiennent sans doute la place des noms",
        "values of persons probably stand in the place of names"
    ))
    .hint(both!(
        "exportez une liste d’objets qui ont tous les mêmes noms",
        "export a list of objects with the same names in each"
    ))
}

/// Objects without a known name.
pub fn no_known_name(path: &str, names: usize) -> Problem {
    Problem::new(both!("aucun des noms dans les objets n’est connu", "none of the names in the objects is known"))
        .at(path)
        .why(both!(
            "il y a {names}\u{202f}; rien n’en est montré, car il peut s’agir de données sur des personnes",
            "there are {names}; they are not shown, since they may be about persons";
            names = count(names as u64, NAME)
        ))
        .hint(both!(
            "déclarez les colonnes\u{a0}: `columns = {{ nir = \"nom dans le fichier\", … }}`\u{202f}; une liste à l’intérieur d’un autre objet doit en être extraite, par exemple avec `jq -c '.list[]' old.json > new.json`",
            "declare the columns: `columns = {{ nir = \"name in the file\", … }}`; a list inside another object has to be taken out of it, e.g. `jq -c '.list[]' old.json > new.json`"
        ))
}

/// A list or an object in a column that is compared.
pub fn nested_value(path: &str, column: &str, object: u64) -> Problem {
    Problem::new(both!(
        "`{column}` contient une liste ou un objet, et non une valeur",
        "`{column}` holds a list or an object, not a value"
    ))
    .within(object_of(path, object))
    .why(both!("ampleur compare une seule valeur par colonne", "ampleur compares one value a column"))
    .hint(both!(
        "exportez un objet par personne, avec une valeur sous chaque nom",
        "export one object for each person, with a value under each name"
    ))
}

/// XML with persons in elements of two kinds.
pub fn several_kinds(path: &str, one: &str, other: &str) -> Problem {
    Problem::new(both!(
        "les éléments `{one}` et `{other}` contiennent tous deux des données de personnes",
        "the elements `{one}` and `{other}` both hold data of persons"
    ))
    .at(path)
    .why(both!(
        "ampleur lit les éléments d’une seule sorte, et perdrait ce que disent les autres",
        "ampleur reads elements of one kind, and would lose what the others say"
    ))
    .hint(both!(
        "exportez une seule liste d’éléments plats, ou chaque sorte dans un fichier à part, par exemple en CSV",
        "export one list of flat elements, or each kind as a file of its own, e.g. as CSV"
    ))
}
