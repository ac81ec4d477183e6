"""Appointments as RFC 5545 has them: the value, its occurrences, and iCalendar text."""
