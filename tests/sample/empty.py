"""The page with which every other is compared: as little as Streamlit can show."""

import streamlit as st

st.write("empty")
