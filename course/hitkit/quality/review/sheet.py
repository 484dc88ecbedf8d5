"""The review sheet: what was decided on each pair."""

from hitkit.widgets.sheet import Sheet, is_text

SHEET = Sheet[str](
    name="review sheet",
    variable="decisions",
    is_entry=is_text,
    advice="It is written by Match Review and should not be edited by hand. Decide the pairs "
    "again, or type the decisions into the answer cell.",
    empty="decide pairs in Match Review, or type them.",
)
