"""Hearthside: a voice assistant for two partners that lives on their own computer."""
