"""What the checks say of runs over popular sites and of the networks behind them, in three languages."""

from __future__ import annotations

from etl.messages.plausible import AR_ANSWER, EN_ANSWER, FR_ANSWER

EN: dict[str, tuple[str, str]] = {
    "not_a_cdn_mark": (
        "A network is written as AS13335, the end of a name as cloudfront.net, in small letters.",
        "Write one of the two.",
    ),
    "no_sites_measured": (
        "The run measured no site: its three counts are zero.",
        "Remove the row, or give its counts.",
    ),
    "graded_without_source": ("The row names no source.", "Grade it D, or add a source that was read."),
    "run_of_another_size": ("The run measured {sites} sites; such a run measures {least} to {greatest}.", EN_ANSWER),
    "run_repeats": ("The three counts are those of the run before ({other}).", EN_ANSWER),
    "run_of_another_country": ("The three counts are those of another country on the same day ({other}).", EN_ANSWER),
    "networks_and_run": ("The networks answer {sites} sites, and the run of that day measured {other}.", EN_ANSWER),
}

FR: dict[str, tuple[str, str]] = {
    "not_a_cdn_mark": (
        "Un réseau s’écrit comme AS13335, la fin d’un nom comme cloudfront.net, en minuscules.",
        "Écrivez l’un des deux.",
    ),
    "no_sites_measured": (
        "La mesure ne porte sur aucun site\u00a0: ses trois nombres sont nuls.",
        "Retirez la ligne, ou donnez ses nombres.",
    ),
    "graded_without_source": ("La ligne ne cite aucune source.", "Mettez la note D, ou ajoutez une source lue."),
    "run_of_another_size": (
        "La mesure porte sur {sites} sites\u00a0; une telle mesure en compte de {least} à {greatest}.",
        FR_ANSWER,
    ),
    "run_repeats": ("Les trois nombres sont ceux de la mesure précédente ({other}).", FR_ANSWER),
    "run_of_another_country": ("Les trois nombres sont, le même jour, ceux d’un autre pays ({other}).", FR_ANSWER),
    "networks_and_run": (
        "Les réseaux répondent pour {sites} sites, et la mesure de ce jour porte sur {other}.",
        FR_ANSWER,
    ),
}

AR: dict[str, tuple[str, str]] = {
    "not_a_cdn_mark": (
        "تكتب الشبكة على شكل AS13335، ونهاية الاسم على شكل cloudfront.net بأحرف صغيرة.",
        "اكتبوا أحد الشكلين.",
    ),
    "no_sites_measured": ("لم يشمل القياس أي موقع: أعداده الثلاثة أصفار.", "احذفوا السطر أو اذكروا أعداده."),
    "graded_without_source": ("لا يذكر السطر أي مصدر.", "اجعلوا الدرجة D أو أضيفوا مصدرا مقروءا."),
    "run_of_another_size": ("عدد المواقع المقيسة {sites}، ومثل هذا القياس يشمل من {least} إلى {greatest}.", AR_ANSWER),
    "run_repeats": ("الأعداد الثلاثة هي أعداد القياس السابق ({other}).", AR_ANSWER),
    "run_of_another_country": ("الأعداد الثلاثة هي في اليوم نفسه أعداد بلد آخر ({other}).", AR_ANSWER),
    "networks_and_run": ("تجيب الشبكات عن {sites} من المواقع، وقياس ذلك اليوم يشمل {other}.", AR_ANSWER),
}
