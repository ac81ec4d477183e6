"""Everything that is kept: one database in one folder, one repository per kind of thing."""
