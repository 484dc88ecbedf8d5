"""The outlook module: labor figures, what is asked of them, and how answers are marked."""

from hitkit.outlook.chart import read_chart
from hitkit.outlook.explorer import OutlookExplorer, explore

__all__ = ["OutlookExplorer", "explore", "read_chart"]
