"""Frozen values that the rooms hand each other; nothing here does anything."""
