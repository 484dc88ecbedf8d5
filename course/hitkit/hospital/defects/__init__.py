"""Defects: each a small function, planted into a clean block and written to the ledger."""
