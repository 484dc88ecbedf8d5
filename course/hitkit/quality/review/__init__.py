"""Match Review: two records side by side, and a sheet of decisions, by widget or plain code."""

from hitkit.quality.review.plain import decisions, short_forms, show
from hitkit.quality.review.widget import MatchReview

__all__ = ["MatchReview", "decisions", "short_forms", "show"]
