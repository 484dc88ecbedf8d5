"""Form checks of module 03 help, and never tell what is right."""

from __future__ import annotations

import numpy as np
import pytest
from hitkit.check import FormError
from hitkit.quality import forms


def test_pairs_name_two_known_numbers_the_smaller_first() -> None:
    forms.number_pairs(["M1-M2"], "found", ["M1", "M2"])
    with pytest.raises(FormError, match="smaller number stands first"):
        forms.number_pairs(["M2-M1"], "found", ["M1", "M2"])
    with pytest.raises(FormError, match="no pair of numbers"):
        forms.number_pairs(["M1,M2"], "found", ["M1", "M2"])
    with pytest.raises(FormError, match="has no answer yet"):
        forms.number_pairs(..., "found", ["M1"])


def test_numbers_of_any_kind_will_do() -> None:
    forms.numbers({"a": np.float64(1.5), "b": np.int64(2)}, "counts", ["a", "b"], "pairs")
    with pytest.raises(FormError, match="has nothing yet for b"):
        forms.numbers({"a": 1}, "counts", ["a", "b"], "pairs")
    with pytest.raises(FormError, match="should be a dictionary"):
        forms.numbers([1, 2], "counts", ["a", "b"], "pairs")
    with pytest.raises(FormError, match="has nothing yet for a"):
        forms.numbers({"a": ...}, "counts", ["a"], "pairs")
