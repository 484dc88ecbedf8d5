"""The deficiency sheet: one finding for each item of the worksheet."""

from hitkit.widgets.sheet import Sheet, is_text

SHEET = Sheet[str](
    name="deficiency sheet",
    variable="findings",
    is_entry=is_text,
    advice="It is written by the Chart Viewer and should not be edited by hand. File the findings "
    "again, or type them into the answer cell.",
    empty="file findings in the viewer, or type them.",
)
