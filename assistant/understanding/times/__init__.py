"""Spoken English times: normalise, read the parts, resolve them, and say what was ambiguous."""
