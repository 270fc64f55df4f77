"""Rebar: cited rows become checked claims and drawn exhibits."""
