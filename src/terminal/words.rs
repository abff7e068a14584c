//! Words of `ampleur pseudonymise`.

use crate::words::words;

words! {
    receiver_writes: "Le destinataire remplace les fichiers en clair de son fichier d’incident par\u{a0}:",
        "The receiver puts in place of the clear files of the incident file:";
    published_key_exchanged: "Clé publiée\u{a0}: n’importe qui peut retrouver chaque numéro dans ces fichiers. Pour des personnes inventées seulement.",
        "Published key: anybody can find every number in these files. For invented persons only.";
    hand_over_apart: "La clé se remet à part, par une autre voie que ces fichiers\u{a0}: qui a les deux peut retrouver chaque numéro.",
        "Hand the key over apart, by another way than these files: whoever has both can find every number.";
}
