"""Whose turn it is and what it is about: open questions, interruptions, and who answers."""
