"""What the evidence desk says, in three languages: why a file can't be used, what was understood, what it asks."""

from __future__ import annotations

from collections.abc import Mapping

from etl.messages import refresh

Texts = dict[str, tuple[str, str, str]]  # by code: English, French, Arabic
_PLACE = {"en": 0, "fr": 1, "ar": 2}


class _Parts(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"


def fill(texts: Texts, code: str, language: str, values: Mapping[str, object]) -> str:
    """The sentence of a code in a language (an unknown one gives French), its parts filled in."""
    return texts[code][_PLACE.get(language, 1)].format_map(_Parts(values))


PROBLEMS: Texts = {
    "no_file": ("{file} is not there.", "{file} n’existe pas.", "{file} غير موجود."),
    "unreadable": (
        "{file} can’t be read ({reason}). Check that it is a file and that you may read it.",
        "{file} ne peut pas être lu ({reason}). Vérifiez que c’est un fichier et que vous pouvez le lire.",
        "تتعذر قراءة {file} ({reason}). تحققوا من أنه ملف ومن حقكم في قراءته.",
    ),
    "too_large": (
        "{file} is larger than {limit} MB. Keep the sheet with the rows, or cut the file.",
        "{file} dépasse {limit} Mo. Gardez la feuille qui porte les lignes, ou coupez le fichier.",
        "{file} أكبر من {limit} ميغابايت. احتفظوا بالورقة التي فيها الأسطر أو اقسموا الملف.",
    ),
    "too_heavy": (
        "{file} takes too much time or memory to read. Save the sheet with the rows alone, as CSV.",
        "{file} demande trop de temps ou de mémoire pour être lu. Enregistrez la seule feuille des lignes, en CSV.",
        "تتطلب قراءة {file} وقتا أو ذاكرة أكثر من اللازم. احفظوا ورقة الأسطر وحدها بصيغة CSV.",
    ),
    "empty": ("{file} is empty.", "{file} est vide.", "{file} فارغ."),
    "is_pdf": (
        "{file} is a PDF. Ask its publisher for the table, or copy it into a workbook (siyada template).",
        "{file} est un PDF. Demandez la table à son éditeur, ou recopiez-la dans un classeur (siyada template).",
        "{file} ملف PDF. اطلبوا الجدول من ناشره أو انسخوه إلى مصنف (siyada template).",
    ),
    "no_table": (
        "{file} is no workbook (XLSX), CSV or JSON. Save the table in one of these forms.",
        "{file} n’est ni un classeur (XLSX), ni un CSV, ni un JSON. Enregistrez la table sous l’une de ces formes.",
        "{file} ليس مصنفا (XLSX) ولا ملف CSV ولا JSON. احفظوا الجدول بإحدى هذه الصيغ.",
    ),
    "password": (
        "{file} is protected by a password. Take the password off, then propose it again.",
        "{file} est protégé par un mot de passe. Retirez-le, puis proposez de nouveau le fichier.",
        "{file} محمي بكلمة سر. أزيلوها ثم اقترحوه من جديد.",
    ),
    "old_workbook": (
        "{file} is in the old form of Excel (XLS). Save it as XLSX.",
        "{file} est dans l’ancienne forme d’Excel (XLS). Enregistrez-le en XLSX.",
        "{file} بصيغة Excel القديمة (XLS). احفظوه بصيغة XLSX.",
    ),
    "macros": (
        "{file} holds macros. Save it as a workbook without macros (XLSX).",
        "{file} contient des macros. Enregistrez-le comme classeur sans macros (XLSX).",
        "يحتوي {file} على وحدات ماكرو. احفظوه مصنفا بلا ماكرو (XLSX).",
    ),
    "swells": (
        "{file} unpacks to more than {limit} MB or to too many parts. Save the sheet with the rows alone.",
        "{file} se décompresse en plus de {limit} Mo ou en trop de parties. Enregistrez la seule feuille des lignes.",
        "يتجاوز {file} بعد فك ضغطه {limit} ميغابايت أو تكثر أجزاؤه. احفظوا ورقة الأسطر وحدها.",
    ),
    "damaged": (
        "{file} is cut short or damaged. Copy or save it again.",
        "{file} est tronqué ou endommagé. Copiez-le ou enregistrez-le de nouveau.",
        "{file} مبتور أو تالف. انسخوه أو احفظوه من جديد.",
    ),
    "too_many_rows": (
        "{file} has more than {limit} rows. Keep the rows the table needs, or cut the file.",
        "{file} a plus de {limit} lignes. Gardez celles dont la table a besoin, ou coupez le fichier.",
        "في {file} أكثر من {limit} سطر. احتفظوا بالأسطر التي يحتاج إليها الجدول أو اقسموا الملف.",
    ),
    "bad_csv": (
        "{file}, row {line}: the quotation marks don’t match ({reason}). Double each one inside a cell.",
        "{file}, ligne {line}\u00a0: les guillemets ne se correspondent pas ({reason}). Doublez ceux d’une cellule.",
        "{file}، السطر {line}: علامات الاقتباس غير متطابقة ({reason}). كرروا ما بداخل الخلية منها.",
    ),
    "bad_json": (
        "{file} begins as JSON and is not whole. Fetch it again.",
        "{file} commence comme du JSON et n’est pas entier. Téléchargez-le de nouveau.",
        "يبدأ {file} بصيغة JSON وهو غير مكتمل. نزلوه من جديد.",
    ),
    "answer_is_error": (
        "{file} is no data but the error its publisher answered: {reason}. Fetch it again.",
        "{file} ne contient pas de données mais l’erreur qu’a répondue son éditeur\u00a0: {reason}. Téléchargez-le de nouveau.",
        "لا يحتوي {file} على معطيات بل على خطأ أجاب به ناشره: {reason}. نزلوه من جديد.",
    ),
    "no_rows": ("{file} holds no row.", "{file} ne contient aucune ligne.", "لا يحتوي {file} على أي سطر."),
    "no_columns": (
        "No row of {file} names columns of {table}. Its first lines: {seen}. Name them with --map, or start from: siyada template {table}",
        "Aucune ligne de {file} ne nomme des colonnes de {table}. Ses premières lignes\u00a0: {seen}. Nommez-les avec --map, ou partez de\u00a0: siyada template {table}",
        "لا يسمي أي سطر من {file} أعمدة {table}. أسطره الأولى: {seen}. سموها بالخيار --map أو ابدؤوا من: siyada template {table}",
    ),
    "table_needed": (
        "The columns of {file} don’t say which table it is. Name it with --table: {tables}",
        "Les colonnes de {file} ne disent pas de quelle table il s’agit. Nommez-la avec --table\u00a0: {tables}",
        "لا تدل أعمدة {file} على جدوله. سموه بالخيار --table: {tables}",
    ),
    "unknown_table": (
        "No table is called {table}. The tables: {tables}",
        "Aucune table ne s’appelle {table}. Les tables\u00a0: {tables}",
        "لا يوجد جدول باسم {table}. الجداول: {tables}",
    ),
    "own_table": (
        "The table {table} is written by siyada accept alone.",
        "La table {table} n’est écrite que par siyada accept.",
        "لا يكتب الجدول {table} إلا siyada accept.",
    ),
    "bad_map": (
        "The map {file} can’t be used: {reason}",
        "Le fichier de correspondances {file} ne peut pas être utilisé\u00a0: {reason}",
        "يتعذر استعمال ملف المطابقة {file}: {reason}",
    ),
    "holds_regions": (
        "{file} has a column of regions ({column}): the value of a region is not that of the country. Propose it with --table regional_observations, or leave the column out with a map (ignore).",
        "{file} a une colonne de régions ({column})\u00a0: la valeur d’une région n’est pas celle du pays. Proposez-le avec --table regional_observations, ou écartez la colonne par des correspondances (ignore).",
        "في {file} عمود جهات ({column}): قيمة الجهة ليست قيمة البلد. اقترحوه بالخيار --table regional_observations أو استبعدوا العمود في ملف المطابقة (ignore).",
    ),
    "no_value_column": (
        'Times or countries stand in columns of {file}, and {table} has no column for their values. Name it in the map: value = "..."',
        'Des périodes ou des pays sont en colonnes dans {file}, et {table} n’a pas de colonne pour leurs valeurs. Nommez-la dans les correspondances\u00a0: value = "..."',
        'في أعمدة {file} فترات أو بلدان، وليس في {table} عمود لقيمها. سموه في ملف المطابقة: value = "..."',
    ),
    "out_taken": (
        "The folder {folder} is there and not empty. Give another one with --out.",
        "Le dossier {folder} existe et n’est pas vide. Donnez-en un autre avec --out.",
        "المجلد {folder} موجود وغير فارغ. اذكروا مجلدا آخر بالخيار --out.",
    ),
    "file_taken": (
        "{file} is there already, and was left as it is. Give another name with --out.",
        "{file} existe déjà et n’a pas été touché. Donnez un autre nom avec --out.",
        "{file} موجود من قبل وترك كما هو. اذكروا اسما آخر بالخيار --out.",
    ),
    "unwritable": (
        "The folder {folder} can’t be written ({reason}).",
        "Le dossier {folder} ne peut pas être écrit ({reason}).",
        "تتعذر الكتابة في المجلد {folder} ({reason}).",
    ),
    "evidence_broken": (
        "The evidence itself breaks its contracts. Put it right first: siyada check",
        "Les données de référence elles-mêmes enfreignent leurs contrats. Corrigez-les d’abord\u00a0: siyada check",
        "الأدلة نفسها تخالف عقودها. صححوها أولا: siyada check",
    ),
    "no_proposal": (
        "{folder} is no proposal. Make one with: siyada propose FILE --table TABLE --out {folder}",
        "{folder} n’est pas une proposition. Faites-en une avec\u00a0: siyada propose FICHIER --table TABLE --out {folder}",
        "{folder} ليس اقتراحا. أنشئوه بالأمر: siyada propose FILE --table TABLE --out {folder}",
    ),
    "bad_proposal": (
        "{file} of the proposal can’t be read: {reason}. Restore it, or propose the file again.",
        "{file} de la proposition ne peut pas être lu\u00a0: {reason}. Rétablissez-le, ou proposez de nouveau le fichier.",
        "تتعذر قراءة {file} من الاقتراح: {reason}. استرجعوه أو اقترحوا الملف من جديد.",
    ),
    "row_gone": (
        "The proposal removes or changes the row {row} of {table}, which the evidence does not hold any more. Propose the file again.",
        "La proposition retire ou modifie la ligne {row} de {table}, que les données n’ont plus. Proposez de nouveau le fichier.",
        "يحذف الاقتراح أو يغير السطر {row} من {table} ولم يعد موجودا في الأدلة. اقترحوا الملف من جديد.",
    ),
    "row_moved": (
        "The row {row} of {table} was changed in the evidence since the proposal was made. Propose the file again.",
        "La ligne {row} de {table} a changé dans les données depuis la proposition. Proposez de nouveau le fichier.",
        "تغير السطر {row} من {table} في الأدلة منذ إنشاء الاقتراح. اقترحوا الملف من جديد.",
    ),
    "has_violations": (
        "The proposal has violations, so nothing was written. See: siyada preview {folder}",
        "La proposition a des violations\u00a0: rien n’a été écrit. Voyez\u00a0: siyada preview {folder}",
        "في الاقتراح مخالفات، فلم يكتب شيء. انظروا: siyada preview {folder}",
    ),
    "has_questions": (
        "Questions of the proposal stand unanswered, so nothing was written. Answer them in {file}.",
        "Des questions de la proposition restent sans réponse\u00a0: rien n’a été écrit. Répondez-y dans {file}.",
        "في الاقتراح أسئلة بلا جواب، فلم يكتب شيء. أجيبوا عنها في {file}.",
    ),
    "has_doubts": (
        "Doubts stand unanswered, so nothing was written. Answer them in {file}, in three languages.",
        "Des doutes restent sans réponse\u00a0: rien n’a été écrit. Répondez-y dans {file}, en trois langues.",
        "هناك شكوك بلا جواب، فلم يكتب شيء. أجيبوا عنها في {file} باللغات الثلاث.",
    ),
    "blank_reason": (
        "Say why, and who decides: --why TEXT --by NAME",
        "Dites pourquoi et qui décide\u00a0: --why TEXTE --by NOM",
        "اذكروا السبب ومن يقرر: --why TEXT --by NAME",
    ),
    "bad_reason": (
        "The text of {option} can’t be kept: {reason}",
        "Le texte de {option} ne peut pas être gardé\u00a0: {reason}",
        "يتعذر حفظ نص {option}: {reason}",
    ),
    "busy": (
        "Another proposal is being accepted in this evidence. Wait until it is done, then try again.",
        "Une autre proposition est en cours d’acceptation. Attendez la fin, puis recommencez.",
        "يجري قبول اقتراح آخر في هذه الأدلة. انتظروا نهايته ثم أعيدوا المحاولة.",
    ),
    "evidence_moved": (
        "The evidence changed while the proposal was being checked, so nothing was written. Try again.",
        "Les données ont changé pendant l’examen de la proposition\u00a0: rien n’a été écrit. Recommencez.",
        "تغيرت الأدلة أثناء فحص الاقتراح، فلم يكتب شيء. أعيدوا المحاولة.",
    ),
}

NOTES: Texts = {
    "form": ("Read as {form}, sheet «{sheet}», heads of columns in line {line}.", "Lu comme {form}, feuille «\u00a0{sheet}\u00a0», en-têtes de colonnes à la ligne {line}.", "قرئ بصيغة {form}، الورقة «{sheet}»، عناوين الأعمدة في السطر {line}."),
    "hidden_sheets": ("Hidden sheets were not read: {sheets}.", "Les feuilles masquées n’ont pas été lues\u00a0: {sheets}.", "لم تقرأ الأوراق المخفية: {sheets}."),
    "other_sheets": ("Other sheets were not read: {sheets}. --map names another one.", "D’autres feuilles n’ont pas été lues\u00a0: {sheets}. --map en nomme une autre.", "لم تقرأ أوراق أخرى: {sheets}. يسمي --map غيرها."),
    "percent_cells": ("Cells shown in percent were read as percentages (0.42 as 42): {count}.", "Cellules affichées en pourcentage, lues comme telles (0,42 devient 42)\u00a0: {count}.", "خلايا معروضة بالنسبة المئوية قرئت كذلك (0.42 تصبح 42): {count}."),
    "csv_form": ("CSV: separator {separator}, encoding {encoding}.", "CSV\u00a0: séparateur {separator}, encodage {encoding}.", "CSV: الفاصل {separator}، الترميز {encoding}."),
    "world_bank": ("World Bank answer: {rows} rows, of which left out, without a value or a country: {blank}.", "Réponse de la Banque mondiale\u00a0: {rows} lignes, dont laissées de côté, sans valeur ou sans pays\u00a0: {blank}.", "جواب البنك الدولي: {rows} سطر، منها متروكة بلا قيمة أو بلا بلد: {blank}."),
    "pages_missing": ("The answer is page {page} of {pages}: the others are not in this file.", "La réponse est la page {page} sur {pages}\u00a0: les autres ne sont pas dans ce fichier.", "الجواب هو الصفحة {page} من {pages}: البقية ليست في هذا الملف."),
    "column": ("Column «{head}» is {column}.", "La colonne «\u00a0{head}\u00a0» est {column}.", "العمود «{head}» هو {column}."),
    "ignored": ("Columns left out: {heads}. Name them in the map where they matter.", "Colonnes laissées de côté\u00a0: {heads}. Nommez-les dans les correspondances si elles comptent.", "أعمدة متروكة: {heads}. سموها في ملف المطابقة إن كانت تهم."),
    "wide": ("{count} columns ({first} to {last}) are values of {column}: each of their cells became a row.", "{count} colonnes ({first} à {last}) sont des valeurs de {column}\u00a0: chacune de leurs cellules est devenue une ligne.", "{count} من الأعمدة ({first} إلى {last}) قيم للعمود {column}: صارت كل خلية فيها سطرا."),
    "decimal": ("Sign of decimals: {sign}.", "Signe décimal\u00a0: {sign}", "علامة الفاصلة العشرية: {sign}"),
    "day_first": ("Days such as {example} are read with the day first.", "Les jours comme {example} sont lus jour en premier.", "تقرأ الأيام مثل {example} واليوم أولا."),
    "month_first": ("Days such as {example} are read with the month first.", "Les jours comme {example} sont lus mois en premier.", "تقرأ الأيام مثل {example} والشهر أولا."),
    "months": ("Days of {column} that are all the first of a month are read as months.", "Les jours de {column}, tous premiers du mois, sont lus comme des mois.", "أيام {column} كلها أول الشهر فقرئت شهورا."),
    "names": ("{column}: «{given}» is {code}.", "{column}\u00a0: «\u00a0{given}\u00a0» est {code}.", "{column}: «{given}» هو {code}."),
    "repeated": ("Rows repeated without any difference, kept once: {count}.", "Lignes répétées à l’identique, gardées une fois\u00a0: {count}.", "أسطر متكررة بلا اختلاف، احتفظ بها مرة واحدة: {count}."),
    "blank_rows": ("Rows without a value, left out: {count}.", "Lignes sans valeur, laissées de côté\u00a0: {count}.", "أسطر بلا قيمة، متروكة: {count}."),
    "footnotes": ("Lines with one cell alone, taken for titles or footnotes: {count} ({first}).", "Lignes d’une seule cellule, prises pour des titres ou des notes de bas de table\u00a0: {count} ({first}).", "أسطر من خلية واحدة عدت عناوين أو حواشي: {count} ({first})."),
    "stay": ("Rows of {table} that the file does not hold, which stay: {count}. --whole would remove them.", "Lignes de {table} absentes du fichier, qui restent\u00a0: {count}. --whole les retirerait.", "أسطر من {table} غائبة عن الملف وتبقى: {count}. الخيار --whole يحذفها."),
    "same": ("Rows that say what the evidence says already: {count}.", "Lignes qui disent ce que les données disent déjà\u00a0: {count}.", "أسطر تقول ما تقوله الأدلة أصلا: {count}."),
    "notes_translated": ("Notes known in another language, taken in their English: {count}.", "Remarques connues dans une autre langue, prises dans leur anglais\u00a0: {count}.", "ملاحظات معروفة بلغة أخرى أخذت بإنجليزيتها: {count}."),
}  # fmt: skip

QUESTIONS: Texts = {
    "blank": ("What is {column}? {meaning}", "Quelle est la valeur de {column}\u00a0? {meaning}", "ما قيمة {column}؟ {meaning}"),
    "not_understood": ("This can’t be read as {column}: {wrong} What should it be? A dash (-) leaves the cell blank.", "Ceci ne peut pas être lu comme {column}\u00a0: {wrong} Que faut-il mettre\u00a0? Un tiret (-) laisse la cellule vide.", "تتعذر قراءة هذا على أنه {column}: {wrong} ما الصحيح؟ الشرطة (-) تترك الخلية فارغة."),
    "formula_error": ("The formula in this cell gave an error. What is the value? A dash (-) leaves the cell blank.", "La formule de cette cellule a donné une erreur. Quelle est la valeur\u00a0? Un tiret (-) laisse la cellule vide.", "أعطت صيغة هذه الخلية خطأ. ما القيمة؟ الشرطة (-) تترك الخلية فارغة."),
    "conflict": ("Rows of the file with this key don’t agree. Which value holds?", "Des lignes du fichier de même clé ne s’accordent pas. Quelle valeur vaut\u00a0?", "أسطر من الملف لها المفتاح نفسه لا تتفق. أي قيمة صحيحة؟"),
    "old_status": (
        "The value changes; the one before was an estimate or a forecast. What is the new one ({form})? A dash (-) for a value observed.",
        "La valeur change\u00a0; la précédente était une estimation ou une prévision. Qu’est la nouvelle ({form})\u00a0? Un tiret (-) pour une valeur observée.",
        "تتغير القيمة، وكانت السابقة تقديرا أو توقعا. ما الجديدة ({form})؟ الشرطة (-) لقيمة ملاحظة.",
    ),
    "old_source": ("The value changes. Which source says so? (Id of sources.csv, title or address; as it stands: the sources cited until now.)", "La valeur change. Quelle source le dit\u00a0? (Identifiant de sources.csv, titre ou adresse\u00a0; tel quel\u00a0: les sources citées jusqu’ici.)", "تتغير القيمة. أي مصدر يقول ذلك؟ (معرف في sources.csv أو عنوان؛ ما هو مكتوب هو المصادر المذكورة إلى الآن.)"),
    "source": ("Which source? «{given}» is none of sources.csv: an id, a title or an address of one, or a new id.", "Quelle source\u00a0? «\u00a0{given}\u00a0» n’est pas dans sources.csv\u00a0: un identifiant, un titre ou une adresse qui y est, ou un nouvel identifiant.", "أي مصدر؟ «{given}» ليس في sources.csv: معرف أو عنوان موجود فيه، أو معرف جديد."),
    "new_source": ("The source is new. {meaning} ({form})", "La source est nouvelle. {meaning} ({form})", "المصدر جديد. {meaning} ({form})"),
    "english": ("What is this text in English? A dash (-) leaves it out.", "Quel est ce texte en anglais\u00a0? Un tiret (-) le laisse de côté.", "ما هذا النص بالإنجليزية؟ الشرطة (-) تتركه."),
    "phrase": ("What is this text in {language}?", "Quel est ce texte en {language}\u00a0?", "ما هذا النص {language}؟"),
    "label": ("What is this code called in {language}?", "Comment s’appelle ce code en {language}\u00a0?", "ما اسم هذا الرمز {language}؟"),
    "doubt": ("{doubt} Why it holds, in {language}:", "{doubt} Pourquoi elle est juste, en {language}\u00a0:", "{doubt} لماذا هي صحيحة، {language}:"),
    "rows": ("(for all rows where it is blank)", "(pour toutes les lignes où elle est vide)", "(لكل الأسطر التي هو فيها فارغ)"),
}  # fmt: skip

TEMPLATE: Texts = {
    "columns": ("Columns", "Colonnes", "الأعمدة"),
    "lists": ("Lists", "Listes", "القوائم"),
    "column": ("Column", "Colonne", "العمود"),
    "meaning": ("Meaning", "Sens", "المعنى"),
    "form": ("How it is written", "Écriture", "طريقة الكتابة"),
    "unit": ("Unit", "Unité", "الوحدة"),
    "needed": ("Needed", "Nécessaire", "ضروري"),
    "yes": ("yes", "oui", "نعم"),
    "no": ("no", "non", "لا"),
    "must": ("This cell is needed.", "Cette cellule est nécessaire.", "هذه الخلية ضرورية."),
    "free": (
        "Blank means that no source gives it.",
        "Vide\u00a0: aucune source ne le donne.",
        "الفراغ يعني أن لا مصدر يذكره.",
    ),
}

LANGUAGE_NAMES: dict[str, dict[str, str]] = {
    "en": {"en": "English", "fr": "French", "ar": "Arabic"},
    "fr": {"en": "anglais", "fr": "français", "ar": "arabe"},
    "ar": {"en": "بالإنجليزية", "fr": "بالفرنسية", "ar": "بالعربية"},
}

PROBLEMS |= refresh.PROBLEMS
NOTES |= refresh.NOTES
QUESTIONS |= refresh.QUESTIONS
