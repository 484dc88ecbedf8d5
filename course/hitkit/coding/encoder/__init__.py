"""A look-up of ICD-10-CM: words to codes, the tabular list, its notes, an answer sheet.

``Encoder`` is the widget; ``search``, ``tree``, ``notes`` and ``picks`` do the same in plain code.
"""

from hitkit.coding.encoder.plain import notes, picks, search, tree
from hitkit.coding.encoder.widget import Encoder

__all__ = ["Encoder", "notes", "picks", "search", "tree"]
