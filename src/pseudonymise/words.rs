//! Words of `ampleur pseudonymise`.

use crate::words::words;

words! {
    receiver_writes: "Dans son fichier d’incident, le destinataire remplace les fichiers en clair par\u{a0}:",
        "In its incident file, the receiver replaces the clear files with:";
    published_key_exchanged: "Clé publiée\u{a0}: n’importe qui peut retrouver chaque numéro de ces fichiers. Réservez-la à des personnes inventées.",
        "Published key: anyone can recover every number in these files. Use it for invented persons only.";
    hand_over_apart: "Transmettez la clé par une autre voie que ces fichiers\u{a0}: avec les deux, on peut retrouver chaque numéro.",
        "Send the key by another route than these files: anyone who has both can recover every number.";
}
