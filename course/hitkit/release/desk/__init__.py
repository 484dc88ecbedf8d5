"""The Release Desk: read requests with their papers and file decisions, by widget or plain code."""

from hitkit.release.desk.plain import decisions, rules, show
from hitkit.release.desk.widget import ReleaseDesk

__all__ = ["ReleaseDesk", "decisions", "rules", "show"]
