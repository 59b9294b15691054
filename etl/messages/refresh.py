"""What connectors say, in three languages (English, French, Arabic): why a file is none of a source's, what it held, what it asks."""

from __future__ import annotations

PROBLEMS = {
    "no_connector": (
        "No connector reads {source}. Those there are: {sources}. Other files: siyada propose FILE",
        "Aucun connecteur ne lit {source}. Ceux qui existent\u00a0: {sources}. Autres fichiers\u00a0: siyada propose FICHIER",
        "لا يوجد رابط يقرأ {source}. الموجودة: {sources}. الملفات الأخرى: siyada propose FILE",
    ),
    "refresh_needs": (
        "Name a source ({sources}) and a folder for the proposal: --out DIR. --from FILE gives its file; without it, it is fetched.",
        "Nommez une source ({sources}) et un dossier pour la proposition\u00a0: --out DOSSIER. --from FICHIER donne son fichier\u00a0; sans lui, il est téléchargé.",
        "اذكروا مصدرا ({sources}) ومجلدا للاقتراح: --out DIR. يقدم --from FILE ملفه، وبدونه ينزل.",
    ),
    "source_failed": (
        "What {source} publishes could not be read ({reason}): its form may have changed. Its copy is kept; try its file with: siyada propose FILE",
        "Ce que publie {source} n’a pas pu être lu ({reason})\u00a0: sa forme a peut-être changé. La copie est gardée\u00a0; essayez son fichier avec\u00a0: siyada propose FICHIER",
        "تعذرت قراءة ما ينشره {source} ({reason}): ربما تغير شكله. نسخته محفوظة؛ جربوا ملفه بالأمر: siyada propose FILE",
    ),
    "one_source_a_file": (
        "A file belongs to one source: name it ({sources}) instead of all.",
        "Un fichier appartient à une source\u00a0: nommez-la ({sources}) au lieu de all.",
        "يخص الملف مصدرا واحدا: اذكروه ({sources}) بدل all.",
    ),
    "only_from_file": (
        "{source} has no address that a program may fetch. Take its file from its publisher’s page, and give it with --from FILE.",
        "{source} n’a pas d’adresse qu’un programme puisse télécharger. Prenez son fichier sur la page de son éditeur, et donnez-le avec --from FICHIER.",
        "ليس للمصدر {source} عنوان يمكن لبرنامج تنزيله. خذوا ملفه من صفحة ناشره وقدموه بالخيار --from FILE.",
    ),
    "fetch_failed": (
        "{address} could not be fetched, tried {tries} times: {reason}. Try later, or fetch it elsewhere and give it with --from FILE.",
        "{address} n’a pas pu être téléchargé, après {tries} essais\u00a0: {reason}. Réessayez plus tard, ou téléchargez-le ailleurs et donnez-le avec --from FICHIER.",
        "تعذر تنزيل {address} بعد {tries} محاولات: {reason}. أعيدوا المحاولة لاحقا، أو نزلوه في مكان آخر وقدموه بالخيار --from FILE.",
    ),
    "fetch_refused": (
        "{address} answered {status}. Fetch it by hand and give it with --from FILE.",
        "{address} a répondu {status}. Téléchargez-le à la main et donnez-le avec --from FICHIER.",
        "أجاب {address} بالرمز {status}. نزلوه يدويا وقدموه بالخيار --from FILE.",
    ),
    "fetch_large": (
        "{address} holds more than {limit} MB, so it was not taken.",
        "{address} dépasse {limit} Mo\u00a0: il n’a pas été pris.",
        "{address} أكبر من {limit} ميغابايت، فلم يؤخذ.",
    ),
    "other_host": (
        "{address} leads to another host, {host}, which is not followed. Check the source.",
        "{address} mène à un autre hôte, {host}\u00a0: il n’est pas suivi. Vérifiez la source.",
        "يقود {address} إلى مضيف آخر، {host}، ولا يتبع. تحققوا من المصدر.",
    ),
    "too_many_redirects": (
        "{address} leads from one address to the next without end.",
        "{address} mène d’une adresse à l’autre sans fin.",
        "يقود {address} من عنوان إلى آخر بلا نهاية.",
    ),
    "other_shape": (
        "{file} is no file of {source}: its columns are {seen}; those needed are {heads}. Check the source, or use: siyada propose FILE",
        "{file} n’est pas un fichier de {source}\u00a0: ses colonnes sont {seen}\u00a0; il faut {heads}. Vérifiez la source, ou employez\u00a0: siyada propose FICHIER",
        "ليس {file} ملفا من {source}: أعمدته {seen} والمطلوب {heads}. تحققوا من المصدر أو استعملوا: siyada propose FILE",
    ),
    "other_series": (
        "{file} holds the series {given}, which no indicator names. Those named: {series}",
        "{file} contient les séries {given}, qu’aucun indicateur ne nomme. Séries nommées\u00a0: {series}",
        "في {file} السلاسل {given} التي لا يسميها أي مؤشر. السلاسل المسماة: {series}",
    ),
}

NOTES = {
    "other_countries": ("Countries that the table does not follow, left out: {count}.", "Pays que la table ne suit pas, laissés de côté\u00a0: {count}.", "بلدان لا يتابعها الجدول، متروكة: {count}."),
    "earlier": ("Rows from before the series of the evidence begin, left out: {count}.", "Lignes antérieures au début des séries de référence, laissées de côté\u00a0: {count}.", "أسطر سابقة لبداية سلاسل الأدلة، متروكة: {count}."),
    "zero_sum": ("Runs that counted no site at all are faults of the measurement, left out: {runs}.", "Les mesures qui n’ont compté aucun site sont des défauts, laissées de côté\u00a0: {runs}.", "القياسات التي لم تعد أي موقع عيوب في القياس، متروكة: {runs}."),
    "no_date": ("The file bears no date: it is asked for. --as-of gives it.", "Le fichier ne porte pas de date\u00a0: elle est demandée. --as-of la donne.", "لا يحمل الملف تاريخا: هو مطلوب. يعطيه الخيار --as-of."),
    "edition": ("Edition of {year}.", "Édition {year}.", "طبعة {year}."),
    "clusters": ("Clusters in the file: {rows}; in countries whose sites the evidence holds: {here}.", "Grappes de calcul du fichier\u00a0: {rows}\u00a0; dans les pays dont les données ont les sites\u00a0: {here}.", "مجموعات الحوسبة في الملف: {rows}؛ في البلدان التي توجد مواقعها في الأدلة: {here}."),
    "clusters_held": ("Of these, bearing the name of a site or an operator of the evidence, left out: {count}.", "Dont, au nom d’un site ou d’un opérateur des données, laissées de côté\u00a0: {count}.", "منها ما يحمل اسم موقع أو متعهد في الأدلة، متروكة: {count}."),
    "gone": ("Places that the evidence holds and the list does not, which stay: {names}.", "Lieux que les données ont et que la liste n’a pas, qui restent\u00a0: {names}.", "أماكن في الأدلة غائبة عن القائمة، وتبقى: {names}."),
    "other_series": ("Series that no indicator names, left out: {series}.", "Séries qu’aucun indicateur ne nomme, laissées de côté\u00a0: {series}.", "سلاسل لا يسميها أي مؤشر، متروكة: {series}."),
    "counted_on": ("Exchange points in the file: {rows}; counts of {day}.", "Points d’échange du fichier\u00a0: {rows}\u00a0; comptes du {day}.", "نقاط التبادل في الملف: {rows}؛ أعداد {day}."),
    "none_here": ("None of them is in Morocco. That a list does not hold a point does not mean that there is none.", "Aucun n’est au Maroc. Qu’une liste n’ait pas un point ne veut pas dire qu’il n’y en a pas.", "لا توجد منها نقطة في المغرب. غياب نقطة عن قائمة لا يعني أنها غير موجودة."),
    "other_points": ("Points in countries that the table follows, which it does not hold: {count} ({names}).", "Points de pays que la table suit et qu’elle n’a pas\u00a0: {count} ({names}).", "نقاط في بلدان يتابعها الجدول ولا توجد فيه: {count} ({names})."),
    "registered": ("Register of {publisher}, {day}.", "Registre de {publisher}, {day}.", "سجل {publisher}، {day}."),
    "networks_unlisted": ("Networks registered in Morocco whose control the evidence does not tell: {count} ({names}). The register names no holder.", "Réseaux enregistrés au Maroc dont les données ne disent pas qui les contrôle\u00a0: {count} ({names}). Le registre ne nomme pas de titulaire.", "شبكات مسجلة في المغرب لا تذكر الأدلة من يتحكم فيها: {count} ({names}). لا يسمي السجل أصحابها."),
}  # fmt: skip

QUESTIONS = {
    "jump": ("This is far from the value before ({before}, {when}): a fault of the measurement? Write the value that holds, or take the row out of the proposal.", "C’est loin de la valeur précédente ({before}, {when})\u00a0: un défaut de la mesure\u00a0? Écrivez la valeur juste, ou retirez la ligne de la proposition.", "هذا بعيد عن القيمة السابقة ({before}، {when}): هل هو عيب في القياس؟ اكتبوا القيمة الصحيحة أو احذفوا السطر من الاقتراح."),
}  # fmt: skip

# The reason that answers a doubt about a jump: whoever answered the connector's question has looked at the value already.
CONFIRMED = {
    "en": "Far from the value before; confirmed by hand when its file was taken in.",
    "fr": "Loin de la valeur précédente\u00a0; confirmée à la main quand son fichier a été repris.",
    "ar": "بعيدة عن القيمة السابقة؛ أكدت يدويا عند أخذ ملفها.",
}
CONFIRMED_RULES = ("jump", "run_leaps")
