"""Only plain data crosses, as what it is; nothing else does, whatever it says it is."""

from __future__ import annotations

import datetime as dt
import json
import re
import zoneinfo
from collections import Counter, OrderedDict, defaultdict, deque
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PurePath
from typing import Any

import dateutil.tz
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.values import Decoder, Encoder, Poisoned
from autograder.wire import Payload

HANDLE = object()


def cross(value: Any) -> Any:
    encoder = Encoder(lambda v: {"t": "handle"})
    payload = Payload.unpack(encoder.payload(encoder.encode(value)).pack())
    return Decoder(payload, lambda tree: HANDLE).decode(payload.tree)


def same(a: Any, b: Any) -> bool:
    """Say whether two values are alike in type and content; NaN is like NaN."""
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    return repr(a) == repr(b) or bool(a == b)


scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.dates(),
    st.complex_numbers(), st.datetimes(), st.timedeltas(), st.decimals(), st.fractions(),
)  # fmt: skip
keys = st.one_of(st.text(), st.integers(), st.booleans(), st.none(), st.dates())
data = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner), st.tuples(inner, inner), st.dictionaries(keys, inner), st.sets(keys)
    ),
    max_leaves=20,
)


@given(data)
@settings(max_examples=150, deadline=None)
def test_plain_data_crosses_unchanged(value: Any) -> None:
    assert same(cross(value), value)


@pytest.mark.parametrize(
    "value",
    [
        *(
            2**5000,
            -(2**64),
            float("nan"),
            -0.0,
            1e308,
            "a\ud800b",
            bytearray(b"x"),
            ...,
            range(2, 9, 3),
        ),
        *(Counter("aab"), OrderedDict(b=1, a=2), defaultdict(list, {1: [2]}), deque([1], 3)),
        *(Decimal("1.50"), Fraction(1, 3), dt.time(1, 2), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
        *(np.float64(1.5), np.int8(3), np.bool_(True), np.datetime64("2026-01-01"), np.str_("x")),
        *(pd.Timestamp("2026-01-01", tz="Europe/Paris"), pd.NaT, pd.NA, pd.Timedelta("1h")),
        *(pd.Period("2026-01"), pd.Interval(1, 2), int, np.float32, slice(1, None)),
        *(Path("data") / "ward.csv", re.compile("[A-Z]\\d", re.I), re.compile(b"x")),
        *(pd.timedelta_range("1D", periods=3), pd.date_range("2026", periods=3, freq="MS")),
    ],
    ids=lambda v: type(v).__name__,
)
def test_exact_types(value: Any) -> None:
    assert same(cross(value), value)


FRAME = pd.DataFrame(
    {
        "int": [1, 2, 3],
        "text": ["x", None, "z"],
        "category": pd.Categorical(["u", "v", "u"], ordered=True),
        "zoned": pd.date_range("2026", periods=3, tz="UTC"),
        "naive": pd.date_range("2026", periods=3),
        "nullable": pd.array([1, None, 3], dtype="Int64"),
        "float": [1.5, np.nan, 2],
        "mixed": np.array([1, "a", None], dtype=object),
        "period": pd.period_range("2026-01", periods=3, freq="M"),
        "cut": pd.cut([1, 5, 9], [0, 3, 6, 10]),
        "delta": pd.to_timedelta([1, 2, 3], unit="D"),
        "string": pd.array(["a", None, "c"], dtype="string"),
    },
    index=pd.date_range("2026", periods=3, freq="D", name="day"),
)


@pytest.mark.parametrize(
    "table",
    [FRAME, FRAME.reset_index(), FRAME.iloc[:0], FRAME.set_index(["int", "text"]), pd.DataFrame()],
)
def test_tables(table: pd.DataFrame) -> None:
    found = cross(table)
    assert type(found) is pd.DataFrame
    pd.testing.assert_frame_equal(found, table)
    found["new"] = 1  # what crossed can be worked with


@pytest.mark.parametrize(
    "zone",
    [
        dateutil.tz.UTC,
        dateutil.tz.gettz("America/New_York"),
        dt.timezone(dt.timedelta(hours=-5), "EST5"),
        zoneinfo.ZoneInfo("Europe/Paris"),
    ],
)
def test_moments_in_zones_of_any_make(zone: dt.tzinfo) -> None:
    moment = dt.datetime(2026, 7, 1, 5, tzinfo=zone)
    for value in (moment, pd.Timestamp(moment)):
        found = cross(value)
        assert found == value and found.utcoffset() == value.utcoffset()


def test_a_mask_that_hides_nothing_does_no_harm() -> None:
    assert cross(np.ma.array([1, 2], mask=[False, False])).tolist() == [1, 2]
    assert cross(np.ma.array([1, 2], mask=[False, True])) is HANDLE


@given(st.lists(st.none() | st.text(st.characters(codec="utf-8"))), st.integers(0, 5), st.data())
@settings(max_examples=100, deadline=None)
def test_text_columns(items: list[str | None], skip: int, drawn: st.DataObject) -> None:
    kind = drawn.draw(st.sampled_from(["str", "string[pyarrow]", "string[python]"]))
    column = pd.concat([pd.Series(items, dtype=kind)] * 2).iloc[skip:]
    found = cross(column)
    pd.testing.assert_series_equal(found, column)
    assert found.dtype.storage == column.dtype.storage


def forged(data: bytes = b"abc", ends: Any = (0, 1, 3), gone: Any = (False, False)) -> Any:
    """Return what a text column of these parts becomes."""
    arrays = np.frombuffer(data, np.uint8), np.array(ends, np.int64), np.array(gone, bool)
    encoder = Encoder(lambda v: {"t": "handle"})
    v, e, g = (encoder.encode(array) for array in arrays)
    tree = {"t": "column", "v": {"t": "arrowstrings", "m": "nan", "v": v, "e": e, "g": g}}
    payload = Payload.unpack(encoder.payload(tree).pack())
    return Decoder(payload, lambda tree: HANDLE).decode(payload.tree)


def test_text_columns_whose_parts_do_not_fit_are_refused() -> None:
    assert forged().tolist() == ["a", "bc"]
    for parts in (
        {"ends": (0, 1, 4)},
        {"ends": (0, 5, 3)},
        {"ends": (1, 2, 3)},
        {"ends": (0, -1, 3)},
        {"ends": (0, 2**63 - 1, -(2**63), -1, 3), "gone": (False,) * 4},
        {"ends": (0, 3)},
        {"ends": ()},
        {"gone": (False, False, False)},
        {"gone": ((False, False),)},
        {"data": b"a\xff\xfe"},
        {"data": "é".encode() + b"x"},
    ):
        with pytest.raises(Poisoned):
            forged(**parts)


def test_a_text_column_shares_nothing_with_an_array_that_can_be_written() -> None:
    arrays = np.frombuffer(b"abc", np.uint8), np.array((0, 1, 3)), np.zeros(2, bool)
    encoder = Encoder(lambda v: {"t": "handle"})
    v, e, g = (encoder.encode(array) for array in arrays)
    column = {"t": "column", "v": {"t": "arrowstrings", "m": "nan", "v": v, "e": e, "g": g}}
    payload = encoder.payload([column, e])
    sound = Payload.unpack(payload.pack())
    text, ends = Decoder(sound, lambda tree: HANDLE).decode(sound.tree)
    ends[:] = 7**9
    assert text.tolist() == ["a", "bc"]


def test_arrays_can_be_written() -> None:
    found = cross(np.arange(6).reshape(2, 3))
    found[0, 0] = 9
    assert found.shape == (2, 3)


class Number(int):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = int.__hash__

    def __index__(self) -> int:
        return 42


class Text(str):
    __slots__ = ()

    def __str__(self) -> str:
        return "heart"


class Frame(pd.DataFrame):
    def equals(self, other: object) -> bool:
        return True


@pytest.mark.parametrize(
    ("value", "plain"), [(Number(7), 7), (Text("lung"), "lung"), ([Number(7)], [7])]
)
def test_subclasses_become_their_base_by_value(value: Any, plain: Any) -> None:
    assert same(cross(value), plain)


def test_frame_subclass() -> None:
    assert type(cross(Frame(FRAME))) is pd.DataFrame


@pytest.mark.parametrize("value", [object(), lambda: 1, Number, iter([]), np.zeros(1, "i,i")])
def test_the_rest_stays_behind(value: Any) -> None:
    assert cross(value) is HANDLE


json_like = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda i: (
        st.lists(i, max_size=4) | st.dictionaries(st.sampled_from("tvnbdsmkcliozuf"), i, max_size=5)
    ),
    max_leaves=15,
)
KINDS = [
    "int",
    "complex",
    "tuple",
    "named",
    "dict",
    "set",
    "frozenset",
    "bytes",
    "range",
    "slice",
    "deque",
    "datetime",
    "date",
    "time",
    "timedelta",
    "decimal",
    "fraction",
    "NaT",
    "NA",
    "timestamp",
    "timedelta64",
    "period",
    "interval",
    "array",
    "objects",
    "scalar",
    "frame",
    "series",
    "index",
    "rangeindex",
    "multi",
    "column",
    "module",
    "type",
    "numpytype",
    "path",
    "pattern",
    "strings",
    "arrowstrings",
    "zoned",
    "masked",
    "periods",
    "intervals",
    "categorical",
    "handle",
]
SAFE = (
    *(
        type(None),
        bool,
        int,
        float,
        complex,
        str,
        bytes,
        bytearray,
        list,
        tuple,
        dict,
        set,
        frozenset,
    ),
    *(
        range,
        slice,
        deque,
        dt.date,
        dt.time,
        dt.timedelta,
        Decimal,
        Fraction,
        PurePath,
        re.Pattern,
        np.generic,
        np.ndarray,
    ),
    *(
        pd.DataFrame,
        pd.Series,
        pd.Index,
        pd.Period,
        pd.Interval,
        type(pd.NA),
        type(...),
        type,
        object,
    ),
)


@given(
    st.sampled_from(KINDS),
    st.dictionaries(st.sampled_from("vnbdsmkcliozufeg"), json_like, max_size=6),
)
@settings(max_examples=400, deadline=None)
def test_forged_trees_give_plain_data_or_are_refused(kind: str, rest: dict[str, Any]) -> None:
    payload = Payload({"t": kind, **rest}, [bytearray(b"12345678")])
    try:
        found = Decoder(Payload.unpack(payload.pack()), lambda tree: HANDLE).decode(payload.tree)
    except Poisoned:
        return
    assert isinstance(found, SAFE) or type(found).__module__ in ("pandas", "numpy", "builtins")


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_forged_bytes_are_refused(raw: bytes) -> None:
    with pytest.raises(ValueError):
        Payload.unpack(raw)


@pytest.mark.parametrize(
    "tree",
    [
        {"t": "module", "v": "os.path.nothing"},
        {"t": "module", "v": "builtins"},
        {"t": "module", "v": "autograder.trusted"},
        {"t": "numpytype", "v": "load"},
        {"t": "array", "d": "|O8", "s": [1], "b": 0},
        {"t": "array", "d": "<f8", "s": [10**9, 10**9], "b": 0},
        {"t": "array", "d": "<f8", "s": [1], "b": 7},
        {
            "t": "zoned",
            "v": {"t": "array", "d": "<M8[ns]", "s": [1], "b": 0},
            "z": "dateutil//etc/passwd",
        },
        {"t": "nothing"},
        {"t": ["list"]},
        {"t": "dict", "k": [[]], "v": [1]},
        {"t": "decimal", "v": "9" * 20_000},
    ],
)
def test_known_tricks_are_refused(tree: Any) -> None:
    with pytest.raises(Poisoned):
        Decoder(Payload(tree, [bytearray(8)]), lambda t: HANDLE).decode(tree)


def test_depth_is_limited() -> None:
    tree: Any = []
    for _ in range(900):
        tree = [tree]
    with pytest.raises(Poisoned):
        Decoder(Payload(json.loads(json.dumps(tree))), lambda t: HANDLE).decode(tree)
