"""The rules in French."""

from __future__ import annotations

RULES: dict[str, tuple[str, str]] = {
    "folder_missing": (
        "Le dossier des données probantes est introuvable.",
        "Indiquez le dossier qui contient les tables, ou restaurez-le.",
    ),
    "file_missing": (
        "Le fichier de cette table manque.",
        "Restaurez le fichier\u00a0: chaque table du contrat est nécessaire.",
    ),
    "file_unreadable": (
        "Le fichier ne peut pas être lu ({reason}).",
        "Vérifiez que c’est bien un fichier et que vous avez le droit de le lire.",
    ),
    "unexpected_file": (
        "Ce fichier n’appartient à aucune table et serait ignoré.",
        "Retirez-le, ou donnez-lui le nom de la table voulue.",
    ),
    "file_empty": ("Le fichier est vide.", "Restaurez son en-tête et ses lignes."),
    "no_rows": (
        "Le fichier a un en-tête et aucune ligne.",
        "Restaurez ses lignes\u00a0; l’écriture a peut-être été interrompue.",
    ),
    "utf16": (
        "Le fichier n’est pas un texte UTF-8 (il semble être en UTF-16 ou binaire).",
        "Enregistrez-le de nouveau en CSV, en UTF-8.",
    ),
    "not_utf8": (
        "La case contient des octets qui ne sont pas de l’UTF-8 (souvent Latin-1 ou Windows-1252).",
        "Enregistrez le fichier de nouveau en UTF-8 et vérifiez ses accents.",
    ),
    "wrong_delimiter": (
        "Les colonnes ne sont pas séparées par des virgules.",
        "Enregistrez le fichier de nouveau avec la virgule comme séparateur.",
    ),
    "column_missing": ("Cette colonne manque.", "Remettez-la à sa place dans l’en-tête et dans chaque ligne."),
    "column_unknown": (
        "Le contrat ne connaît pas cette colonne.",
        "Retirez-la, corrigez son nom, ou ajoutez-la au contrat de la table.",
    ),
    "column_repeated": ("Cette colonne figure deux fois.", "N’en gardez qu’une."),
    "column_misplaced": (
        "Cette colonne n’est pas à sa place\u00a0: la colonne {place} devrait être {expected}.",
        "Rangez les colonnes dans l’ordre du dictionnaire des données.",
    ),
    "ragged_row": (
        "La ligne a {found} cases, l’en-tête {expected}.",
        "Ajoutez ou retirez des virgules\u00a0; mettez entre guillemets un texte qui contient une virgule.",
    ),
    "blank_line": ("La ligne est vide.", "Retirez-la."),
    "unterminated_quote": (
        "Un guillemet ouvert ici n’est jamais fermé\u00a0: la suite du fichier a été lue comme une seule case.",
        "Fermez-le, ou doublez-le s’il fait partie du texte.",
    ),
    "bad_quoting": (
        "Les guillemets de cette ligne ne concordent pas ({reason})\u00a0; rien n’a été lu ensuite.",
        "Mettez toute la case entre guillemets et doublez chaque guillemet intérieur.",
    ),
    "cell_too_large": (
        "La ligne dépasse {limit} octets\u00a0; rien n’a été lu ensuite.",
        "Raccourcissez la case, ou fermez un guillemet resté ouvert.",
    ),
    "half_written": (
        "Le fichier ne finit pas par un saut de ligne\u00a0: son écriture a peut-être été interrompue.",
        "Vérifiez sa dernière ligne, puis terminez-la par un saut de ligne.",
    ),
    "text_too_long": ("Le texte dépasse {limit} caractères.", "Raccourcissez-le."),
    "control_character": (
        "Le texte contient un caractère de contrôle ou un saut de ligne ({characters}).",
        "Retirez-le\u00a0; écrivez le texte sur une ligne.",
    ),
    "bidi_control": (
        "Le texte contient un contrôle de direction ({characters}), qui peut le faire lire à l’envers.",
        "Retirez-le.",
    ),
    "not_drawable": (
        "La police des rapports ne sait pas dessiner {characters} (émoji, symbole ou autre écriture).",
        "Remplacez-le par des mots.",
    ),
    "written_otherwise": (
        "La police des rapports n’a pas {characters}.",
        "Écrivez « {right} », qui dit la même chose en caractères qu’elle possède.",
    ),
    "markup": (
        "Le texte contient du balisage (il ouvre une balise).",
        "Retirez la balise\u00a0; écrivez du texte simple.",
    ),
    "formula": ("Le texte commence par = ou @, qu’un tableur exécuterait.", "Commencez-le par un mot."),
    "french_typography": (
        "Le français n’a pas ici l’apostrophe courbe ou les espaces insécables de l’imprimé.",
        "Écrivez «\u00a0{right}\u00a0», ou lancez make typography, qui l’écrit.",
    ),
    "blank": ("La case est vide et ne doit pas l’être.", "Remplissez-la, ou retirez la ligne."),
    "placeholder": (
        "Le texte contient une accolade, qui attend une valeur que rien ne donne.",
        "Écrivez le texte en entier\u00a0; celui qui reçoit des valeurs reste dans le code.",
    ),
    "edge_space": ("Le texte commence ou finit par une espace.", "Retirez l’espace."),
    "not_a_number": (
        "Ce n’est pas un nombre.",
        "Écrivez des chiffres, avec un point décimal, sans espace ni unité\u00a0; laissez vide si nul ne le publie.",
    ),
    "not_an_integer": (
        "Ce n’est pas un nombre entier.",
        "Écrivez des chiffres seulement\u00a0; laissez vide si aucune source ne le donne.",
    ),
    "out_of_range": (
        "La valeur sort de ce que la colonne admet\u00a0: {allowed}.",
        "Vérifiez le chiffre et son unité.",
    ),
    "year_out_of_range": ("L’année sort de l’intervalle {first} à {last}.", "Vérifiez l’année."),
    "not_a_date": ("Ce n’est pas une date.", "Écrivez AAAA, AAAA-MM ou AAAA-MM-JJ."),
    "not_a_real_date": ("Cette date n’existe pas au calendrier.", "Vérifiez le mois et le jour."),
    "not_a_period": ("Ce n’est pas une période.", "Écrivez AAAA, AAAA-MM, AAAA-MM-JJ ou un trimestre tel que 2025-Q3."),
    "not_a_day": ("Un jour complet est nécessaire ici.", "Écrivez AAAA-MM-JJ."),
    "not_an_id": (
        "Ce n’est pas un identifiant.",
        "Utilisez des minuscules, des chiffres, - et _\u00a0; séparez-en plusieurs par\u00a0; sans espace.",
    ),
    "bad_list": (
        "La liste a un élément vide ou répété.",
        "Séparez les éléments par un seul\u00a0; et nommez chacun une fois.",
    ),
    "not_a_country": (
        "Ce n’est pas un code de pays.",
        "Utilisez le code ISO 3166 alpha-3, ou XAF, XNA, XEU, AFR ou WLD pour un ensemble.",
    ),
    "not_a_region": ("Ce n’est pas un code de région.", "Utilisez le code ISO 3166-2\u00a0; au Maroc, MA-01 à MA-12."),
    "not_a_url": ("Ce n’est pas une adresse web.", "Écrivez l’adresse entière, à partir de https://."),
    "not_in_list": (
        "La valeur n’est pas dans la liste fermée\u00a0: {allowed}.",
        "Prenez l’une d’elles, ou étendez le contrat et ses libellés.",
    ),
    "duplicate_key": ("La ligne {other} porte déjà cette clé.", "Fusionnez les deux lignes, ou corrigez la clé."),
    "unknown_reference": (
        "La table {other} n’a pas cette ligne.",
        "Corrigez l’identifiant, ou ajoutez la ligne à {other}.csv.",
    ),
    "not_translated": (
        "Ce texte anglais n’a ni français ni arabe.",
        "Ajoutez-lui une ligne dans phrases.csv, avec le même anglais, son français et son arabe.",
    ),
    "place_taken": (
        "Le texte a la place de celui de la ligne {other}, dans le même chapitre.",
        "Donnez-lui un numéro à lui.",
    ),
    "no_label": (
        "Ce code n’a pas de libellé.",
        "Écrivez un code qui en a un, ou ajoutez une ligne à labels.csv pour cette table ou *, en trois langues. La colonne de ce fichier, et des codes qu’elle a : {other}.",
    ),
    "names_incomplete": (
        "Le nom n’est pas donné dans les trois langues.",
        "Remplissez {other}, ou laissez-les toutes vides.",
    ),
    "date_in_future": (
        "La date est postérieure au jour d’enregistrement de la ligne ({other}).",
        "Corrigez la date, ou mettez à jour recorded_on.",
    ),
    "dates_out_of_order": (
        "La date est antérieure à {other}, où la ligne commence.",
        "Remettez les deux dates dans l’ordre.",
    ),
    "opened_before_works": ("Le site ouvre avant le début de ses travaux ({other}).", "Corrigez l’une des deux dates."),
    "opened_before_announced": (
        "Le site ouvre avant sa première annonce ({other}), et ses deux tables ne concordent pas.",
        "Corrigez la date\u00a0; si elle est juste, donnez-la dans sites.csv (opened) comme dans site_events.csv.",
    ),
    "opened_but_not_in_service": (
        "Le site a une date d’ouverture et le statut {other}.",
        "Corrigez le statut, ou laissez la date vide.",
    ),
    "out_of_scale": ("La valeur sort de l’échelle de son unité\u00a0: {other}.", "Vérifiez le chiffre et son unité."),
    "bounds_out_of_order": (
        "La borne est du mauvais côté de la valeur centrale ({other}).",
        "Gardez low, central et high dans cet ordre.",
    ),
    "row_missing": (
        "La table n’a pas de ligne pour {other}, sans laquelle la part ne peut être calculée.",
        "Restaurez cette ligne.",
    ),
    "parameter_unknown": ("La part n’a pas de tel paramètre.", "Corrigez le nom, ou retirez la ligne."),
    "half_a_position": ("Une coordonnée est vide alors que {other} est donnée.", "Donnez les deux, ou aucune."),
    "half_a_baseline": (
        "La valeur de référence est à moitié donnée\u00a0: {other} est seule.",
        "Donnez son année et sa valeur, ou aucune des deux.",
    ),
    "region_elsewhere": ("La région est marocaine et le pays est {other}.", "Corrigez la région ou le pays."),
    "secondary_with_address": (
        "Une source secondaire a une adresse, alors que sa page n’a pas été lue.",
        "Retirez l’adresse, ou corrigez le type une fois la page lue.",
    ),
    "address_missing": (
        "Une source de type {other} n’a pas d’adresse.",
        "Donnez l’adresse de la page lue, ou mettez le type secondary.",
    ),
    "exclusion_without_reason": (
        "La ligne est exclue des totaux sans motif.",
        "Dites pourquoi dans exclusion_reason, et traduisez-le dans phrases.csv.",
    ),
    "reason_without_exclusion": (
        "La ligne compte dans les totaux et porte un motif d’exclusion.",
        "Retirez le motif, ou mettez counts_in_totals à no.",
    ),
    "counts_in_no_country": (
        "La ligne compte dans les totaux sans relever d’un seul pays.",
        "Mettez counts_in_totals à no et donnez le motif.",
    ),
    "read_via_contradicts_kind": (
        "La façon dont la source a été lue ne va pas avec son type, {other}.",
        "Une source secondaire est une note, et elle seule\u00a0; la presse se lit dans la presse, sur une copie, ou n’est pas ouverte.",
    ),
    "graded_above_its_note": (
        "Aucune source de la ligne n’a été lue\u00a0: elles sont connues par des notes, ou n’ont pas été ouvertes.",
        "Mettez la note D, ou ajoutez une source lue.",
    ),
    "one_fact_two_grades": (
        "La ligne dit le même fait que {other}, avec une autre note.",
        "Donnez la même note aux deux lignes\u00a0: la plus faible, sauf si vous ajoutez une meilleure source.",
    ),
    "counted_twice_removed": (
        "Le système est compté comme un autre, lui-même compté comme {other}.",
        "Indiquez ici {other}.",
    ),
}
