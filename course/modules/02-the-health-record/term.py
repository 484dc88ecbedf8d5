"""The seeded part of module 02."""

from hitkit.record.assignment import draw

__all__ = ["draw"]
