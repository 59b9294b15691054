"""Signing in, where a section [auth] asks for it: who may see what, and the way to the provider and back by the routes of `st.login`."""
