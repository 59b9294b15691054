"""One chart of every kind, with invented figures, in the three languages: what the tests draw and the eye looks at."""

from __future__ import annotations

from dashboard.content.axes import decimal_year, value_axis, year_axis
from dashboard.content.charts import (
    Bar,
    BarChart,
    Bullet,
    BulletChart,
    Dumbbell,
    DumbbellChart,
    Event,
    HeatCell,
    HeatChart,
    HeatRow,
    Lane,
    LedgerChart,
    LedgerRow,
    LedgerStage,
    Line,
    LineChart,
    Point,
    ScatterChart,
    ScatterPoint,
    Span,
    StackedBarChart,
    StackPart,
    TimelineChart,
    TornadoBar,
    TornadoChart,
    TrajectoryChart,
    Value,
)
from dashboard.content.maps import LegendItem, MapArea, MapChart, MapLabel, MapLine, MapMarker, MapPanel
from dashboard.content.values import Chart, Lang, Receipt, Table
from dashboard.i18n import Translator, translator

TABLE = Table("t", "t", (), ())
RECEIPT = Receipt("sum", (), "build")
BASE = {"title": "Invented", "subtitle": "", "alt": "Invented figures.", "table": TABLE, "receipt": RECEIPT}


def speak(lang: Lang, en: str, fr: str, ar: str) -> str:
    """The text of a language."""
    return {"en": en, "fr": fr, "ar": ar}[lang]


def mw(t: Translator, number: float | None, **more: object) -> Value:
    """A value in MW."""
    unit = speak(t.lang, "MW", "MW", "ميغاواط")
    return Value(number, f"{t.number(number, 1)}\u00a0{unit}", **more)  # type: ignore[arg-type]


def pct(t: Translator, number: float | None, **more: object) -> Value:
    """A value in percent."""
    return Value(number, t.percent(number, 1), **more)  # type: ignore[arg-type]


def gallery(lang: Lang) -> dict[str, Chart]:
    """Every kind by name."""
    t = translator(lang)
    made = (bars, range_bars, stack, lines, path, bullets, dumbbells, heat, timeline, tornado, ledger, scattered, a_map)
    return {make.__name__: make(t) for make in made}


def bars(t: Translator) -> BarChart:
    """Long labels, a provisional value, a band alone, a blank with its words."""
    say = lambda *texts: speak(t.lang, *texts)  # noqa: E731
    rows = (
        Bar(say("Casablanca-Settat", "Casablanca-Settat", "الدار البيضاء - سطات"), mw(t, 24.5)),
        Bar(say("Rabat-Salé-Kénitra", "Rabat-Salé-Kénitra", "الرباط - سلا - القنيطرة"), mw(t, 8.2, low=5.0, high=12.0)),
        Bar(
            say(
                "Data centre of the operator of telecommunications announced at Dakhla",
                "Centre de données de l'opérateur de télécommunications annoncé à Dakhla",
                "مركز بيانات لمتعهد الاتصالات المعلن عنه بالداخلة",
            ),
            mw(t, 12, is_provisional=True),
            "announced",
        ),
        Bar(
            say("Local share (estimate)", "Part locale (estimation)", "الحصة المحلية (تقدير)"),
            Value(None, say("6 to 11 MW", "6 à 11 MW", "من 6 إلى 11 ميغاواط"), low=6, high=11),
        ),
        Bar(
            say("Drâa-Tafilalet", "Drâa-Tafilalet", "درعة - تافيلالت"),
            Value(None, say("no figure found", "aucun chiffre trouvé", "لم يعثر على أي رقم")),
        ),
    )
    axis = value_axis([n for b in rows for n in (b.value.value, b.value.high)], t.number)
    legend = (
        LegendItem("accent", say("In service", "En service", "قيد الخدمة")),
        LegendItem("announced", say("Announced", "Annoncé", "معلن عنه")),
    )
    return BarChart("bars", **BASE, bars=rows, axis=axis, legend=legend)


def range_bars(t: Translator) -> BarChart:
    """Values on both sides of zero, one bar alone in its role."""
    rows = tuple(
        Bar(name, pct(t, v), "home" if v == 4.2 else "peer") for name, v in (("A", 4.2), ("B", -3.1), ("C", 0.0))
    )
    return BarChart("range_bars", **BASE, bars=rows, axis=value_axis([4.2, -3.1], t.percent))


def stack(t: Translator) -> StackedBarChart:
    """Three parts with bands, one part too small for its text, one blank."""
    say = lambda *texts: speak(t.lang, *texts)  # noqa: E731
    parts = (
        StackPart(
            say("Sovereign", "Souverain", "سيادي"),
            "sovereign",
            (pct(t, 60), pct(t, 8, low=6, high=11), pct(t, 2), pct(t, None)),
        ),
        StackPart(
            say("Local, foreign-controlled", "Local sous contrôle étranger", "محلي تحت سيطرة أجنبية"),
            "local_foreign",
            (pct(t, 12), pct(t, 20), pct(t, 1, is_provisional=True), pct(t, 40)),
        ),
        StackPart(
            say("Offshore", "Hors du pays", "خارج البلد"), "offshore", (pct(t, 28), pct(t, 72), pct(t, 97), pct(t, 60))
        ),
    )
    rows = (
        say("Public administration", "Administration publique", "الإدارة العمومية"),
        say(
            "All resident demand (IT load)",
            "Toute la demande résidente (charge informatique)",
            "مجموع الطلب المقيم (الحمل المعلوماتي)",
        ),
        say("Accelerated computing", "Calcul accéléré", "الحوسبة المسرعة"),
        say("Cloud", "Cloud", "السحابة"),
    )
    return StackedBarChart("stack", **BASE, rows=rows, parts=parts, axis=value_axis([0, 100], t.percent))


def lines(t: Translator) -> LineChart:
    """Two scenarios with bands, an inner band, a gap, and ends that nearly meet."""
    say = lambda *texts: speak(t.lang, *texts)  # noqa: E731

    def series(start: float, step: float, spread: float, blank: int = -1) -> tuple[Point, ...]:
        found = []
        for i, year in enumerate(range(2024, 2031)):
            v = start + step * i
            band = {"low": v - spread * i, "high": v + spread * i}
            hover = f"{year} : {t.percent(v, 1)}"
            found.append(Point(year, None if i == blank else v, hover=hover, **({} if i == blank else band)))
        return tuple(found)

    made = (
        Line(say("Your scenario", "Votre scénario", "السيناريو الذي اخترتموه"), "scenario", series(20, 3, 1.2)),
        Line(
            say("If nothing changes", "Si rien ne change", "إذا لم يتغير شيء"), "drift", series(20, 2.7, 0.8, blank=3)
        ),
        Line("", "neutral", (Point(2029, None, low=30, high=32), Point(2030, None, low=31, high=34))),
    )
    y_axis = value_axis([p.high for each in made for p in each.points], t.percent)
    return LineChart("lines", **BASE, lines=made, x_axis=year_axis([2024, 2030]), y_axis=y_axis)


def path(t: Translator) -> TrajectoryChart:
    """A base, two observations (one provisional), two targets."""
    say = lambda *texts: speak(t.lang, *texts)  # noqa: E731
    return TrajectoryChart(
        "path",
        **BASE,
        observed=Line(
            say("Observed", "Observé", "المسجل"),
            "observed",
            (
                Point(2022.5, 1.2, t.number(1.2, 1)),
                Point(2023.5, 1.9),
                Point(2024.5, 2.4, t.number(2.4, 1), is_provisional=True),
            ),
        ),
        required=Line(
            say("Required path", "Trajectoire requise", "المسار المطلوب"),
            "required",
            (Point(2022.5, 1.2), Point(2026.5, 4.0), Point(2030.5, 10.0)),
        ),
        past_pace=Line(
            say("At the past pace", "Au rythme passé", "بالوتيرة السابقة"),
            "past_pace",
            (Point(2024.5, 2.4), Point(2030.5, 6.1)),
        ),
        targets=Line(
            say("Official target", "Cible officielle", "الهدف الرسمي"),
            "target",
            (Point(2026.5, 4.0, t.number(4)), Point(2030.5, 10.0, t.number(10))),
        ),
        x_axis=year_axis([2022, 2031]),
        y_axis=value_axis([0, 10], t.number, title=say("Billion dirhams", "Milliards de dirhams", "مليار درهم")),
    )


def bullets(t: Translator) -> BulletChart:
    """A value short of its target, one past it, one unknown."""
    say = lambda *texts: speak(t.lang, *texts)  # noqa: E731
    return BulletChart(
        "bullets",
        **BASE,
        bullets=(
            Bullet(
                say("Homes passed by fibre", "Foyers raccordables à la fibre", "الأسر القابلة للربط بالألياف"),
                pct(t, 46.3),
                pct(t, 75),
                pct(t, 30),
            ),
            Bullet(
                say("5G coverage", "Couverture 5G", "تغطية الجيل الخامس"),
                pct(t, 82, is_provisional=True),
                pct(t, 70),
                role="on_track",
            ),
            Bullet(
                say("Talents trained a year", "Talents formés par an", "المواهب المكونة سنويا"),
                Value(None, say("not measured", "non mesuré", "غير مقيس")),
                pct(t, 100),
            ),
        ),
        value_label=say("Latest", "Dernière valeur", "آخر قيمة"),
        target_label=say("Target", "Cible", "الهدف"),
        base_label=say("Base", "Base", "سنة الأساس"),
        axis=value_axis([0, 100], t.percent),
    )


def dumbbells(t: Translator) -> DumbbellChart:
    """Expected against opened, in years: a slip, no slip, and one not open."""
    say = lambda *texts: speak(t.lang, *texts)  # noqa: E731
    rows = (
        Dumbbell("Nouaceur 2", Value(2019.5, "2019"), Value(2022.2, t.period("2022-03"))),
        Dumbbell(
            say("Government cloud, Rabat", "Cloud de l'État, Rabat", "سحابة الدولة، الرباط"),
            Value(2024, "2024"),
            Value(2024, "2024"),
        ),
        Dumbbell("Igoudar (Dakhla)", Value(2026.5, t.period("2026-06"), is_provisional=True), Value(None, "")),
    )
    return DumbbellChart(
        "dumbbells",
        **BASE,
        dumbbells=rows,
        start_label=say("Expected", "Prévu", "المرتقب"),
        end_label=say("Opened", "Ouvert", "الافتتاح"),
        axis=year_axis([2019, 2027]),
    )


def heat(t: Translator) -> HeatChart:
    """Neighbours side by side, with blanks that say so."""
    say = lambda *texts: speak(t.lang, *texts)  # noqa: E731
    none = say("no figure", "aucun chiffre", "لا رقم")
    columns = (
        say("IT load, MW", "Charge informatique, MW", "الحمل المعلوماتي، ميغاواط"),
        say("Systems", "Câbles", "الكابلات"),
        say("Exchange points", "Points d'échange", "نقط التبادل"),
        say("Latency, ms", "Latence, ms", "زمن الاستجابة"),
    )
    names = (
        ("Morocco", "Maroc", "المغرب"),
        ("South Africa", "Afrique du Sud", "جنوب إفريقيا"),
        ("Côte d'Ivoire", "Côte d'Ivoire", "كوت ديفوار"),
    )
    values = ((44.5, 5, 1, 62), (410, 9, 7, 21), (None, 6, 2, None))
    rows = tuple(
        HeatRow(
            say(*name),
            tuple(
                HeatCell(v, t.number(v, 1) or none, "blank" if v is None else f"heat_{(i + j * 2) % 5}")
                for j, v in enumerate(cells)
            ),
        )
        for i, (name, cells) in enumerate(zip(names, values, strict=True))
    )
    return HeatChart("heat", **BASE, columns=columns, rows=rows)


def timeline(t: Translator) -> TimelineChart:
    """Lanes with close events, a stretch of works, an expected opening after today."""
    say = lambda *texts: speak(t.lang, *texts)  # noqa: E731

    def event(period: str, role: str, *texts: str, **more: bool) -> Event:
        return Event(decimal_year(period), role, say(*texts), f"{t.period(period)} : {say(*texts)}", **more)

    announced = ("Announced", "Annonce", "إعلان")
    lanes = (
        Lane(
            "Nexus AI Factory",
            (
                event("2025-05-20", "announced", *announced),
                event("2025-08", "memorandum", "Memorandum", "Mémorandum d'entente", "مذكرة تفاهم"),
                event(
                    "2027", "in_service", "Opening expected", "Ouverture prévue", "افتتاح مرتقب", is_provisional=True
                ),
            ),
        ),
        Lane(
            say("Toubkal supercomputer", "Supercalculateur Toubkal", "الحاسوب الفائق «توبقال»"),
            (
                event("2019", "announced", *announced),
                event("2021-02-15", "in_service", "Opening", "Mise en service", "افتتاح"),
            ),
            (Span(2019.9, 2021.1, "under_construction", say("Works", "Travaux", "أشغال")),),
        ),
        Lane("Medusa", ()),
    )
    legend = tuple(
        LegendItem(role, say(*texts))
        for role, texts in (
            ("announced", announced),
            ("memorandum", ("Memorandum", "Mémorandum", "مذكرة تفاهم")),
            ("in_service", ("In service", "En service", "قيد الخدمة")),
        )
    )
    now = say("today", "aujourd'hui", "اليوم")
    return TimelineChart(
        "timeline", **BASE, lanes=lanes, x_axis=year_axis([2018, 2028]), legend=legend, now=2026.4, now_text=now
    )


def tornado(t: Translator) -> TornadoChart:
    """What moves the share; one bar both of whose ends are on one side."""
    say = lambda *texts: speak(t.lang, *texts)  # noqa: E731
    rows = (
        TornadoBar(
            say("Demand held abroad", "Demande tenue à l'étranger", "الطلب المستضاف بالخارج"), pct(t, 14.1), pct(t, 4.9)
        ),
        TornadoBar(
            say(
                "Servers in use of the capacity built",
                "Taux d'occupation de la capacité construite",
                "نسبة إشغال الطاقة المنجزة",
            ),
            pct(t, 6.1),
            pct(t, 10.4),
        ),
        TornadoBar("p", pct(t, 8.2), pct(t, 9.1)),
    )
    return TornadoChart(
        "tornado",
        **BASE,
        centre=pct(t, 8),
        bars=rows,
        low_label=say("Input at its low", "Paramètre au plus bas", "المعطى عند أدنى قيمة"),
        high_label=say("Input at its high", "Paramètre au plus haut", "المعطى عند أعلى قيمة"),
        axis=value_axis([4.9, 14.1], t.percent, from_zero=False),
    )


def ledger(t: Translator) -> LedgerChart:
    """Promise to delivery: amounts, an unpublished amount, a slip in words."""
    say = lambda *texts: speak(t.lang, *texts)  # noqa: E731
    unknown = Value(None, say("not published", "non publié", "غير منشور"))
    stages = (
        LedgerStage(say("Announced", "Annoncé", "معلن عنه"), "announced", mw(t, 1540)),
        LedgerStage(say("Memorandum", "Mémorandum", "مذكرة تفاهم"), "memorandum", mw(t, 540)),
        LedgerStage(say("Under construction", "En construction", "قيد الإنشاء"), "under_construction", mw(t, 58)),
        LedgerStage(say("In service", "En service", "قيد الخدمة"), "in_service", mw(t, 22.5)),
    )
    rows = (
        LedgerRow(
            "Igoudar Dakhla",
            (mw(t, 500), mw(t, 500), None, None),
            say("no date published", "aucune date publiée", "دون تاريخ منشور"),
        ),
        LedgerRow("Nexus AI Factory", (mw(t, 500), mw(t, 40, is_provisional=True), mw(t, 40), None)),
        LedgerRow(
            "Nouaceur",
            (mw(t, 18), None, mw(t, 18), mw(t, 4.5)),
            say("opened 2 years late", "ouvert avec 2 ans de retard", "افتتح متأخرا بسنتين"),
        ),
        LedgerRow(say("Government cloud", "Cloud de l'État", "سحابة الدولة"), (unknown, None, None, unknown)),
    )
    return LedgerChart("ledger", **BASE, stages=stages, rows=rows)


def scattered(t: Translator) -> ScatterChart:
    """Four countries, two of them in one place, on a scale of its own each."""
    say = lambda *texts: speak(t.lang, *texts)  # noqa: E731
    names = (say("Home", "Le pays", "البلد"), "B", say("Another country", "Un autre pays", "بلد آخر"), "D")
    places = ((0.42, 61.0), (0.8, 12.5), (0.42, 61.5), (0.77, 3.0))
    points = tuple(
        ScatterPoint(name, "home" if i == 0 else "peer", x, y, hover=f"{name} : {t.number(x, 2)}, {t.number(y, 1)}")
        for i, (name, (x, y)) in enumerate(zip(names, places, strict=True))
    )
    x_axis = value_axis([x for x, _ in places], lambda v: t.number(v, 2), title="x", from_zero=False)
    y_axis = value_axis([y for _, y in places], t.number, title=say("Value", "Valeur", "القيمة"), from_zero=False)
    return ScatterChart("scattered", **BASE, points=points, x_axis=x_axis, y_axis=y_axis)


def a_map(t: Translator) -> MapChart:
    """Two invented regions and an invented coast, two systems, four shapes of markers, in two frames."""
    say = lambda *texts: speak(t.lang, *texts)  # noqa: E731
    south = MapArea(
        (((-400, 0), (100, 0), (150, 500), (-250, 500), (-400, 0)),), "region", say("South", "Sud", "الجنوب")
    )
    north = MapArea(
        (((-250, 500), (150, 500), (300, 1000), (-50, 1050), (-250, 500)),),
        "region_active",
        say("North", "Nord", "الشمال"),
    )
    systems = (
        MapLine("Invented-1", "in_service", (((-600, 1000), (-300, 700), (-200, 640)),)),
        MapLine("Invented-2", "planned", (((-600, 100), (-450, 300), (-210, 610)),)),
    )
    markers = (
        MapMarker(-180, 640, 24.5, "in_service", say("Harbour: 4 sites", "Port : 4 sites", "الميناء: 4 مواقع"), "4"),
        MapMarker(0, 800, 6.0, "under_construction", say("Capital", "Capitale", "العاصمة"), "2"),
        MapMarker(-250, 120, 500.0, "announced", say("Campus", "Campus", "مجمع"), is_provisional=True),
        MapMarker(60, 300, None, "stalled", say("Oasis", "Oasis", "واحة")),
    )
    names = (
        MapLabel(say("South", "Sud", "الجنوب"), -100, 250),
        MapLabel(say("North", "Nord", "الشمال"), -420, 900, "right", (-100, 900)),
        MapLabel(say("Atlantic", "Atlantique", "المحيط الأطلسي"), -480, 480, is_quiet=True),
    )
    main = MapPanel(
        "main",
        say("Country", "Pays", "البلد"),
        -650,
        -50,
        400,
        1100,
        (south, north),
        systems,
        markers,
        names,
        names[:2],
    )
    coast = MapPanel(
        "coast", say("Coast", "Littoral", "الساحل"), -300, 550, 100, 850, (north,), systems, markers[:2], names[1:2]
    )
    return MapChart(
        "a_map",
        **BASE,
        panels=(main, coast),
        size_max=500,
        marker_legend=(
            LegendItem("in_service", say("In service", "En service", "قيد الخدمة")),
            LegendItem("under_construction", say("Under construction", "En construction", "قيد الإنشاء")),
            LegendItem("announced", say("Announced", "Annoncé", "معلن عنه")),
            LegendItem("stalled", say("Stalled", "À l'arrêt", "متوقف")),
        ),
        line_legend=(
            LegendItem("in_service", say("System in service", "Câble en service", "كابل قيد الخدمة")),
            LegendItem("planned", say("System planned", "Câble prévu", "كابل مبرمج")),
        ),
        fill_legend=(
            LegendItem(
                "region_active",
                say("Region with a site in service", "Région ayant un site en service", "جهة بها موقع قيد الخدمة"),
            ),
        ),
    )
