"""A Dash page, as its own tutorial lays one out. `python dash_page.py CONTENT PORT`, in an environment of its own."""

import json
import sys
from pathlib import Path

from dash import Dash, Input, Output, dcc, html

content = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
app = Dash(__name__, compress=False)
app.layout = html.Main([dcc.RadioItems(list(content), next(iter(content)), id="layer"), html.Div(id="page")])


@app.callback(Output("page", "children"), Input("layer", "value"))
def draw(layer):
    """The page for a layer."""
    shown = content[layer]
    kpis = [html.Div([html.H3(kpi["label"]), html.P(kpi["text"], className="kpi")]) for kpi in shown["kpis"]]
    charts = [
        part for chart in shown["charts"] for part in (html.H2(chart["title"]), dcc.Graph(figure=chart["figure"]))
    ]
    return [
        html.H1(shown["title"]),
        html.P(shown["question"]),
        *(html.P(sentence) for sentence in shown["sentences"]),
        html.Div(kpis, style={"display": "flex", "gap": "2rem"}),
        *charts,
        *(part for table in shown["tables"] for part in (html.H2(table["title"]), _table(table))),
    ]


def _table(table):
    head = html.Thead(html.Tr([html.Th(label) for label in table["columns"]]))
    return html.Table([head, html.Tbody([html.Tr([html.Td(text) for text in row]) for row in table["rows"]])])


if __name__ == "__main__":
    app.run(host="localhost", port=sys.argv[2], debug=False)
