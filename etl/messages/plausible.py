"""What hardly can be true, rule by rule, in three languages: what is doubtful, and what to do where it is not to answer the doubt."""

from __future__ import annotations

EN_ANSWER = "Correct it, or answer in doubts_answered:"
FR_ANSWER = "Corrigez, ou répondez dans doubts_answered\u00a0:"
AR_ANSWER = "صححوه أو أجيبوا في doubts_answered:"

EN: dict[str, tuple[str, str]] = {
    "negative": ("The value is negative, and its unit ({unit}) allows none.", EN_ANSWER),
    "beyond_unit": (
        "The value is outside what its unit allows ({unit}: {least} to {greatest}). What would fit: {fits}.",
        EN_ANSWER,
    ),
    "share_under_one": ("The value is under 1 and its series is in percent: {fits} would fit.", EN_ANSWER),
    "not_whole": ("The value is not whole, and its unit ({unit}) is counted one by one.", EN_ANSWER),
    "sign": ("The value has another sign than its series ({other}).", EN_ANSWER),
    "scale": (
        "The value is {times} times apart from that of {when} ({other}), as if it were in another unit. What would fit: {fits}.",
        EN_ANSWER,
    ),
    "jump": ("The value is {times} times apart from that of {when} ({other}), more than its series allows.", EN_ANSWER),
    "elsewhere": (
        "The value is far from the same figure elsewhere ({least} to {greatest}). What would fit: {fits}.",
        EN_ANSWER,
    ),
    "target_magnitude": (
        "The value is of another order of magnitude than its target ({target} {unit}). What would fit: {fits}.",
        EN_ANSWER,
    ),
    "beyond_size": (
        "The value is outside what was ever seen of such a thing ({least} to {greatest} {unit}). What would fit: {fits}.",
        EN_ANSWER,
    ),
    "part_over_whole": ("The value is greater than {whole} ({other}), of which it is a part.", EN_ANSWER),
    "wide_bounds": ("The bound is {times} times the other ({other}).", EN_ANSWER),
    "load_and_size": ("The value does not go with what stands beside it ({other}).", EN_ANSWER),
    "faster_than_light": ("The round trip is shorter than light in glass allows ({least} ms).", EN_ANSWER),
    "slow_for_distance": ("The round trip is very long for the distance ({other} km).", EN_ANSWER),
    "distance_disagrees": ("The distance is not that of the two towns, about {other} km.", EN_ANSWER),
    "shorter_than_apart": ("The system is shorter than its landing points lie apart ({other} km).", EN_ANSWER),
    "opening_disagrees": ("The opening is not that of the site’s events ({other}).", EN_ANSWER),
    "opening_missing": ("The site’s events date its opening ({other}), and the site does not.", EN_ANSWER),
    "base_disagrees": ("The base is not what was observed that year ({other}).", EN_ANSWER),
    "target_behind_base": ("The target is behind its own base ({other}).", EN_ANSWER),
    "target_far_from_base": (
        "The target is of another order of magnitude than {other}, its base or the target beside it.",
        EN_ANSWER,
    ),
    "system_without_landing": ("The system has no landing point.", EN_ANSWER),
    "landings_disagree": ("The state of the system does not go with that of its landings ({other}).", EN_ANSWER),
    "parts_over_envelope": ("The parts of {other} are together larger than it ({whole} MAD).", EN_ANSWER),
    "source_not_cited": ("No row cites this source.", EN_ANSWER),
    "lone_day": ("This day stands alone, far ahead of all others ({other}).", EN_ANSWER),
    "recorded_before_read": ("The row was recorded before any of its sources was read ({other}).", EN_ANSWER),
    "forecast": ("The value speaks of a time after it was recorded ({other}): a forecast.", EN_ANSWER),
    "source_before_fact": ("All sources of the row are older than what it tells ({other}).", EN_ANSWER),
    "far_from_coast": ("The landing point lies {km} km from the coast.", EN_ANSWER),
    "town_disagrees": ("The position is {km} km from that of the same town elsewhere ({other}).", EN_ANSWER),
    "region_disagrees": ("The position is {km} km from another of the same region ({other}).", EN_ANSWER),
    "region_of_others": ("Rows of the same town or country have another region ({other}).", EN_ANSWER),
    "route_leaps": ("The route leaps {km} km aside here and comes back.", EN_ANSWER),
    "route_ends_elsewhere": ("The route ends {km} km from the nearest landing point of its system.", EN_ANSWER),
    "route_on_land": ("The route lies {km} km inland here.", EN_ANSWER),
    "answer_lapsed": (
        "This answer answers no doubt any more: its value changed, or its row was copied.",
        "Remove it, or answer the doubt that stands now.",
    ),
    "outside_country": (
        "The point lies {km} km outside its country ({country}); what holds it: {other}.",
        "Correct the position or the country.",
    ),
    "outside_region": (
        "The point lies {km} km outside its region; what holds it: {other}.",
        "Correct the position or the region.",
    ),
    "nowhere": ("The position is 0, 0: a blank written as zeros.", "Leave both coordinates blank, or give them."),
    "exchanged": (
        "Latitude and longitude are exchanged: the other way round the point lies in {country}.",
        "Put each in its column.",
    ),
    "lost_sign": (
        "A minus is missing or too many: with the other sign the point lies in {country}.",
        "Correct the sign.",
    ),
    "after_today": (
        "The day lies after today ({today}).",
        "Correct it; where the machine’s clock is wrong, give the day with --today.",
    ),
    "load_without_stage": (
        "The site states this load and has no such stage in site_stages, so no figure counts it.",
        "Add its row to site_stages.",
    ),
    "stage_disagrees": ("The stages of this site give another load ({other} MW).", "Make the two tables agree."),
    "stage_without_load": (
        "The site itself states no such load ({column} is blank).",
        "Give it in sites.csv, or remove the stage.",
    ),
    "stage_and_status": ("The stage does not go with the status of the site ({other}).", "Correct one of the two."),
    "stage_and_class": (
        "The reading of the pipeline does not go with the stage ({other}).",
        "Use in_service for operational stages, and for no other.",
    ),
    "segment_lands_elsewhere": (
        "The system of this segment does not land at {other}.",
        "Name its own landing points, as landings.csv spells them.",
    ),
    "part_counts_twice": (
        "The row is a part of {other} and counts beside it.",
        "Set counts_in_totals to no and give the reason.",
    ),
    "bad_answer": (
        "This is not an answer to a doubt.",
        "Write [rule column=value @ key] as siyada check prints it, a space and the reason.",
    ),
}

FR: dict[str, tuple[str, str]] = {
    "negative": ("La valeur est négative, ce que son unité ({unit}) n’admet pas.", FR_ANSWER),
    "beyond_unit": (
        "La valeur sort de ce que son unité permet ({unit}\u00a0: de {least} à {greatest}). Ce qui conviendrait\u00a0: {fits}.",
        FR_ANSWER,
    ),
    "share_under_one": (
        "La valeur est inférieure à 1 et sa série est en pourcentage\u00a0: {fits} conviendrait.",
        FR_ANSWER,
    ),
    "not_whole": ("La valeur n’est pas entière, alors que son unité ({unit}) se compte une à une.", FR_ANSWER),
    "sign": ("La valeur n’a pas le signe de sa série ({other}).", FR_ANSWER),
    "scale": (
        "La valeur s’écarte de {times} fois de celle de {when} ({other}), comme si elle était dans une autre unité. Ce qui conviendrait\u00a0: {fits}.",
        FR_ANSWER,
    ),
    "jump": (
        "La valeur s’écarte de {times} fois de celle de {when} ({other}), plus que sa série ne le permet.",
        FR_ANSWER,
    ),
    "elsewhere": (
        "La valeur est loin du même chiffre ailleurs (de {least} à {greatest}). Ce qui conviendrait\u00a0: {fits}.",
        FR_ANSWER,
    ),
    "target_magnitude": (
        "La valeur n’est pas du même ordre de grandeur que sa cible ({target} {unit}). Ce qui conviendrait\u00a0: {fits}.",
        FR_ANSWER,
    ),
    "beyond_size": (
        "La valeur sort de ce qui s’est jamais vu pour un tel objet (de {least} à {greatest} {unit}). Ce qui conviendrait\u00a0: {fits}.",
        FR_ANSWER,
    ),
    "part_over_whole": ("La valeur dépasse {whole} ({other}), dont elle est une partie.", FR_ANSWER),
    "wide_bounds": ("La borne vaut {times} fois l’autre ({other}).", FR_ANSWER),
    "load_and_size": ("La valeur ne va pas avec ce qui l’accompagne ({other}).", FR_ANSWER),
    "faster_than_light": (
        "L’aller-retour est plus court que la lumière dans le verre ne le permet ({least} ms).",
        FR_ANSWER,
    ),
    "slow_for_distance": ("L’aller-retour est très long pour la distance ({other} km).", FR_ANSWER),
    "distance_disagrees": ("La distance n’est pas celle des deux villes, environ {other} km.", FR_ANSWER),
    "shorter_than_apart": (
        "Le système est plus court que la distance entre ses points d’atterrissement ({other} km).",
        FR_ANSWER,
    ),
    "opening_disagrees": ("L’ouverture n’est pas celle des événements du site ({other}).", FR_ANSWER),
    "opening_missing": ("Les événements du site datent son ouverture ({other}), et le site ne la date pas.", FR_ANSWER),
    "base_disagrees": ("La base n’est pas ce qui a été observé cette année-là ({other}).", FR_ANSWER),
    "target_behind_base": ("La cible est en deçà de sa propre base ({other}).", FR_ANSWER),
    "target_far_from_base": (
        "La cible n’est pas du même ordre de grandeur que {other}, sa base ou la cible voisine.",
        FR_ANSWER,
    ),
    "system_without_landing": ("Le système n’a aucun point d’atterrissement.", FR_ANSWER),
    "landings_disagree": ("L’état du système ne va pas avec celui de ses atterrissements ({other}).", FR_ANSWER),
    "parts_over_envelope": ("Les parties de {other} le dépassent ensemble ({whole} MAD).", FR_ANSWER),
    "source_not_cited": ("Aucune ligne ne cite cette source.", FR_ANSWER),
    "lone_day": ("Ce jour est seul, loin devant tous les autres ({other}).", FR_ANSWER),
    "recorded_before_read": (
        "La ligne a été enregistrée avant qu’aucune de ses sources ne soit lue ({other}).",
        FR_ANSWER,
    ),
    "forecast": (
        "La valeur parle d’un temps postérieur à son enregistrement ({other})\u00a0: une prévision.",
        FR_ANSWER,
    ),
    "source_before_fact": ("Toutes les sources de la ligne sont antérieures à ce qu’elle dit ({other}).", FR_ANSWER),
    "far_from_coast": ("Le point d’atterrissement est à {km} km de la côte.", FR_ANSWER),
    "town_disagrees": ("La position est à {km} km de celle de la même ville ailleurs ({other}).", FR_ANSWER),
    "region_disagrees": ("La position est à {km} km d’une autre de la même région ({other}).", FR_ANSWER),
    "region_of_others": ("Les lignes de la même ville ou du même pays ont une autre région ({other}).", FR_ANSWER),
    "route_leaps": ("Le tracé fait ici un écart de {km} km et revient.", FR_ANSWER),
    "route_ends_elsewhere": (
        "Le tracé finit à {km} km du plus proche point d’atterrissement de son système.",
        FR_ANSWER,
    ),
    "route_on_land": ("Le tracé est ici à {km} km à l’intérieur des terres.", FR_ANSWER),
    "answer_lapsed": (
        "Cette réponse ne répond plus à aucun doute\u00a0: sa valeur a changé, ou sa ligne a été copiée.",
        "Retirez-la, ou répondez au doute actuel.",
    ),
    "outside_country": (
        "Le point est à {km} km hors de son pays ({country})\u00a0; ce qui le contient\u00a0: {other}.",
        "Corrigez la position ou le pays.",
    ),
    "outside_region": (
        "Le point est à {km} km hors de sa région\u00a0; ce qui le contient\u00a0: {other}.",
        "Corrigez la position ou la région.",
    ),
    "nowhere": (
        "La position est 0, 0\u00a0: un vide écrit en zéros.",
        "Laissez les deux coordonnées vides, ou donnez-les.",
    ),
    "exchanged": (
        "La latitude et la longitude sont échangées\u00a0: dans l’autre ordre, le point est dans {country}.",
        "Remettez chacune dans sa colonne.",
    ),
    "lost_sign": (
        "Un signe moins manque ou est de trop\u00a0: avec l’autre signe, le point est dans {country}.",
        "Corrigez le signe.",
    ),
    "after_today": (
        "Le jour est postérieur à aujourd’hui ({today}).",
        "Corrigez-le\u00a0; si l’horloge de la machine est fausse, donnez le jour avec --today.",
    ),
    "load_without_stage": (
        "Le site indique cette puissance et n’a pas d’étape correspondante dans site_stages\u00a0: aucun chiffre ne la compte.",
        "Ajoutez sa ligne à site_stages.",
    ),
    "stage_disagrees": ("Les étapes de ce site donnent une autre puissance ({other} MW).", "Accordez les deux tables."),
    "stage_without_load": (
        "Le site lui-même n’indique pas cette puissance ({column} est vide).",
        "Donnez-la dans sites.csv, ou retirez l’étape.",
    ),
    "stage_and_status": ("L’étape ne va pas avec l’état du site ({other}).", "Corrigez l’un des deux."),
    "stage_and_class": (
        "La lecture du portefeuille ne va pas avec l’étape ({other}).",
        "Employez in_service pour les étapes operational, et pour elles seules.",
    ),
    "segment_lands_elsewhere": (
        "Le système de ce segment n’atterrit pas à {other}.",
        "Nommez ses propres points d’atterrissement, écrits comme dans landings.csv.",
    ),
    "part_counts_twice": (
        "La ligne est une partie de {other} et compte à côté.",
        "Mettez counts_in_totals à no et donnez la raison.",
    ),
    "bad_answer": (
        "Ce n’est pas une réponse à un doute.",
        "Écrivez [règle colonne=valeur @ clé] comme siyada check l’affiche, une espace et la raison.",
    ),
}

AR: dict[str, tuple[str, str]] = {
    "negative": ("القيمة سالبة، ووحدتها ({unit}) لا تقبل ذلك.", AR_ANSWER),
    "beyond_unit": ("القيمة خارج ما تسمح به وحدتها ({unit}: من {least} إلى {greatest}). ما يناسب: {fits}.", AR_ANSWER),
    "share_under_one": ("القيمة أصغر من 1 وسلسلتها نسب مئوية: {fits} تناسبها.", AR_ANSWER),
    "not_whole": ("القيمة ليست عددا صحيحا، ووحدتها ({unit}) تعد واحدة واحدة.", AR_ANSWER),
    "sign": ("إشارة القيمة تخالف إشارة سلسلتها ({other}).", AR_ANSWER),
    "scale": ("تبتعد القيمة عن قيمة {when} ({other}) بمعامل {times}، كأنها بوحدة أخرى. ما يناسب: {fits}.", AR_ANSWER),
    "jump": ("تبتعد القيمة عن قيمة {when} ({other}) بمعامل {times}، أكثر مما تسمح به سلسلتها.", AR_ANSWER),
    "elsewhere": (
        "القيمة بعيدة عن المعطى نفسه في أماكن أخرى (من {least} إلى {greatest}). ما يناسب: {fits}.",
        AR_ANSWER,
    ),
    "target_magnitude": ("القيمة من رتبة مقدار غير رتبة هدفها ({target} {unit}). ما يناسب: {fits}.", AR_ANSWER),
    "beyond_size": ("القيمة خارج ما عرف لمثل هذا (من {least} إلى {greatest} {unit}). ما يناسب: {fits}.", AR_ANSWER),
    "part_over_whole": ("القيمة أكبر من {whole} ({other}) وهي جزء منها.", AR_ANSWER),
    "wide_bounds": ("الحد يساوي الحد الآخر ({other}) مضروبا في {times}.", AR_ANSWER),
    "load_and_size": ("القيمة لا تتفق مع ما بجانبها ({other}).", AR_ANSWER),
    "faster_than_light": ("زمن الذهاب والإياب أقصر مما يسمح به الضوء في الألياف ({least} ملي ثانية).", AR_ANSWER),
    "slow_for_distance": ("زمن الذهاب والإياب طويل جدا بالنسبة إلى المسافة ({other} كلم).", AR_ANSWER),
    "distance_disagrees": ("المسافة ليست مسافة ما بين المدينتين، وهي نحو {other} كلم.", AR_ANSWER),
    "shorter_than_apart": ("النظام أقصر من المسافة بين نقط إنزاله ({other} كلم).", AR_ANSWER),
    "opening_disagrees": ("تاريخ الافتتاح ليس تاريخه في أحداث الموقع ({other}).", AR_ANSWER),
    "opening_missing": ("أحداث الموقع تؤرخ افتتاحه ({other})، والموقع لا يذكره.", AR_ANSWER),
    "base_disagrees": ("القيمة المرجعية ليست القيمة المرصودة في تلك السنة ({other}).", AR_ANSWER),
    "target_behind_base": ("الهدف دون قيمته المرجعية ({other}).", AR_ANSWER),
    "target_far_from_base": ("الهدف من رتبة مقدار غير رتبة {other}، وهي قيمته المرجعية أو الهدف المجاور.", AR_ANSWER),
    "system_without_landing": ("ليس للنظام أي نقطة إنزال.", AR_ANSWER),
    "landings_disagree": ("حالة النظام لا تتفق مع حالة نقط إنزاله ({other}).", AR_ANSWER),
    "parts_over_envelope": ("أجزاء {other} مجتمعة أكبر منه ({whole} درهم).", AR_ANSWER),
    "source_not_cited": ("لا يستشهد أي سطر بهذا المصدر.", AR_ANSWER),
    "lone_day": ("هذا اليوم منفرد وبعيد عن سائر الأيام ({other}).", AR_ANSWER),
    "recorded_before_read": ("سجل السطر قبل قراءة أي من مصادره ({other}).", AR_ANSWER),
    "forecast": ("تتعلق القيمة بزمن بعد تسجيلها ({other}): فهي توقع.", AR_ANSWER),
    "source_before_fact": ("كل مصادر السطر أقدم مما يذكره ({other}).", AR_ANSWER),
    "far_from_coast": ("تبعد نقطة الإنزال {km} كلم عن الساحل.", AR_ANSWER),
    "town_disagrees": ("يبعد الموقع {km} كلم عن موقع المدينة نفسها في مكان آخر ({other}).", AR_ANSWER),
    "region_disagrees": ("يبعد الموقع {km} كلم عن موقع آخر في الجهة نفسها ({other}).", AR_ANSWER),
    "region_of_others": ("أسطر المدينة أو البلد نفسه لها جهة أخرى ({other}).", AR_ANSWER),
    "route_leaps": ("يقفز المسار هنا {km} كلم ثم يعود.", AR_ANSWER),
    "route_ends_elsewhere": ("ينتهي المسار على بعد {km} كلم من أقرب نقطة إنزال لنظامه.", AR_ANSWER),
    "route_on_land": ("يوجد المسار هنا على بعد {km} كلم داخل البر.", AR_ANSWER),
    "answer_lapsed": ("هذا الجواب لم يعد يجيب عن أي شك: تغيرت قيمته أو نسخ سطره.", "احذفوه، أو أجيبوا عن الشك القائم."),
    "outside_country": (
        "تقع النقطة على بعد {km} كلم خارج بلدها ({country})؛ ما يحتويها: {other}.",
        "صححوا الموقع أو البلد.",
    ),
    "outside_region": ("تقع النقطة على بعد {km} كلم خارج جهتها؛ ما يحتويها: {other}.", "صححوا الموقع أو الجهة."),
    "nowhere": ("الموقع هو 0, 0: فراغ مكتوب أصفارا.", "اتركوا الإحداثيتين فارغتين أو اذكروهما."),
    "exchanged": ("خط العرض وخط الطول متبادلان: بالترتيب الآخر تقع النقطة في {country}.", "ضعوا كلا منهما في عموده."),
    "lost_sign": ("علامة ناقص مفقودة أو زائدة: بالإشارة الأخرى تقع النقطة في {country}.", "صححوا الإشارة."),
    "after_today": (
        "هذا اليوم يأتي بعد اليوم الحالي ({today}).",
        "صححوه؛ وإن كانت ساعة الجهاز خاطئة فاذكروا اليوم بالخيار --today.",
    ),
    "load_without_stage": (
        "يذكر الموقع هذه القدرة وليست له مرحلة مطابقة في site_stages، فلا يحتسبها أي رقم.",
        "أضيفوا سطرها إلى site_stages.",
    ),
    "stage_disagrees": ("تعطي مراحل هذا الموقع قدرة أخرى ({other} ميغاواط).", "وفقوا بين الجدولين."),
    "stage_without_load": (
        "الموقع نفسه لا يذكر هذه القدرة ({column} فارغ).",
        "اذكروها في sites.csv أو احذفوا المرحلة.",
    ),
    "stage_and_status": ("المرحلة لا تتفق مع حالة الموقع ({other}).", "صححوا أحدهما."),
    "stage_and_class": (
        "تصنيف المشروع لا يتفق مع المرحلة ({other}).",
        "استعملوا in_service لمراحل operational دون غيرها.",
    ),
    "segment_lands_elsewhere": ("نظام هذا الجزء لا ينزل في {other}.", "اذكروا نقط إنزاله كما كتبت في landings.csv."),
    "part_counts_twice": (
        "السطر جزء من {other} ويحتسب إلى جانبه.",
        "اجعلوا counts_in_totals مساوية للقيمة no واذكروا السبب.",
    ),
    "bad_answer": (
        "هذا ليس جوابا عن شك.",
        "اكتبوا [القاعدة العمود=القيمة @ المفتاح] كما يطبعها siyada check ثم مسافة والسبب.",
    ),
}
