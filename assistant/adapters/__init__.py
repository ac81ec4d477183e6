"""One file per borrowed engine, named ``<port>_<library>.py``."""
