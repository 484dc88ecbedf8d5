"""Hospitals as files: CSV, a Frictionless description, a dictionary, datasheets, SQLite."""
