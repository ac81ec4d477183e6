"""The guide: plays an exercise step by step, told the time and saying when it next wants it."""
