"""A plain Streamlit page: its own elements, one after another. `streamlit run streamlit_page.py -- CONTENT`."""

import json
import sys
from pathlib import Path

import pandas as pd
import streamlit as st

st.set_page_config(layout="wide")
content = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
shown = content[st.radio("Layer", list(content))]
st.title(shown["title"])
st.write(shown["question"])
for sentence in shown["sentences"]:
    st.write(sentence)
for column, kpi in zip(st.columns(len(shown["kpis"])), shown["kpis"], strict=True):
    column.metric(kpi["label"], kpi["text"])
for number, chart in enumerate(shown["charts"]):
    st.subheader(chart["title"])
    st.plotly_chart(chart["figure"], key=f"chart-{number}")
for table in shown["tables"]:
    st.subheader(table["title"])
    st.dataframe(pd.DataFrame(table["rows"], columns=[f"{n} {label}" for n, label in enumerate(table["columns"], 1)]))
