"""The answer sheet: picked codes by encounter."""

from hitkit.widgets.sheet import Sheet, is_texts

SHEET = Sheet[list[str]](
    name="answer sheet",
    variable="codes",
    is_entry=is_texts,
    advice="It is written by the Encoder and should not be edited by hand. Pick the codes again, "
    'or type them into the answer cell: codes = {"E01": ["I10"]}',
    empty="pick codes in the Encoder, or type them.",
)
