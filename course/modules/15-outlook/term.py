"""The seeded part of module 15."""

from hitkit.outlook.assignment import draw

__all__ = ["draw"]
