"""A look around the outlook tables: choose occupation, table, measure and place.

``OutlookExplorer`` is the widget; ``explore`` does the same in plain code.
"""

from hitkit.outlook.explorer.look import explore
from hitkit.outlook.explorer.widget import OutlookExplorer

__all__ = ["OutlookExplorer", "explore"]
