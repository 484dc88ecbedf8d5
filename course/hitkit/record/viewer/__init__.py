"""One chart to look through, part by part, and its deficiencies to file."""

from hitkit.record.viewer.plain import findings, read_chart, show
from hitkit.record.viewer.widget import ChartViewer

__all__ = ["ChartViewer", "findings", "read_chart", "show"]
