"""The composition root: settings, wiring, life cycle, rehearsal and the command line."""
