"""Plain data across the boundary: exact built-in, numpy and pandas types, or an opaque handle.

:func:`encode` runs where a value lives and only has to be honest for the honest. :func:`decode`
trusts nothing: whatever it is given, it returns objects of the exact types listed here, or raises
:class:`Poisoned`.
"""

from __future__ import annotations

import base64
import datetime as dt
import re
import sys
import types
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PurePath
from typing import Any

import numpy as np
import pandas as pd

from .wire import Payload

MAX_DEPTH = 40
MAX_ITEMS = 4_000_000
MAX_BYTES = 64 << 20
_MAX_PATTERN = 10_000
_BIG = 1 << 4096
_SCALARS = {type(None), bool, str, float}
_DTYPE = re.compile(r"[<>|=](?:[biufc]\d{1,2}|[SU]\d{1,6}|[mM]8(?:\[\d{0,4}[a-zA-Zμ]{1,2}\])?)")
_ZONE = re.compile(r"[A-Za-z0-9_+\-/:]{1,60}")
_FREQ = re.compile(r"[A-Za-z0-9\-]{1,20}")
_STEPPED = (pd.DatetimeIndex, pd.TimedeltaIndex)
_MASKED: dict[str, Any] = {
    t.name: t
    for t in (
        *(pd.Int8Dtype(), pd.Int16Dtype(), pd.Int32Dtype(), pd.Int64Dtype()),
        *(pd.UInt8Dtype(), pd.UInt16Dtype(), pd.UInt32Dtype(), pd.UInt64Dtype()),
        *(pd.Float32Dtype(), pd.Float64Dtype(), pd.BooleanDtype()),
    )
}
_TYPES: dict[str, type] = {
    t.__name__: t
    for t in (
        *(bool, int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset),
        *(range, object, type, type(None), Exception, ValueError, TypeError, KeyError, IndexError),
    )
}
_MODULES = {  # that an answer may bring in by a name that the instructor's answers do not bind
    *("collections", "datetime", "decimal", "fractions", "functools", "json", "math", "matplotlib"),
    *("numpy", "pandas", "random", "re", "scipy", "seaborn", "sklearn", "statistics", "string"),
}
_FACTORIES = {t.__name__: t for t in (int, float, str, list, dict, set, tuple, bool)}


class Poisoned(ValueError):
    """A value that is not what it says it is, or goes beyond the limits."""


class TooLarge(ValueError):
    """A value beyond what may cross the boundary."""


Handle = Callable[[Any], dict[str, Any]]


class Encoder:
    """Turns values into a :class:`Payload`; ``handle`` describes what is not plain data."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._blobs: list[bytes | bytearray | memoryview] = []
        self._bytes = 0
        self._items = 0

    def payload(self, tree: Any) -> Payload:
        """Return a finished tree with the arrays met on the way."""
        return Payload(tree, self._blobs)

    def _count(self, items: int, size: int = 0) -> None:
        self._items += items
        self._bytes += size
        if self._items > MAX_ITEMS or self._bytes > MAX_BYTES:
            raise TooLarge

    def encode(self, value: Any, depth: int = 0) -> Any:
        """Return the JSON form of one value."""
        kind = type(value)
        if kind in _SCALARS:
            if kind is str:
                self._count(1, len(value))
            return value
        if depth > MAX_DEPTH:
            return self._handle(value)
        encode = _ENCODERS.get(kind)
        if encode is None:
            encode = next((e for base, e in _ENCODERS.items() if isinstance(value, base)), None)
            if isinstance(value, tuple) and hasattr(kind, "_fields"):
                encode = _namedtuple
        if encode is None:
            return self._handle(value)
        try:
            return encode(self, value, depth + 1)
        except TooLarge:
            raise
        except RecursionError as error:
            raise TooLarge from error
        except Exception:
            return self._handle(value)

    def all(self, values: Any, depth: int) -> list[Any]:
        """Encode a sequence, at full speed where it holds nothing but scalars."""
        self._count(len(values))
        kinds = set(map(type, values))
        if kinds <= _SCALARS:
            if str in kinds:
                self._count(0, sum(len(v) for v in values if type(v) is str))
            return list(values)
        return [self.encode(v, depth) for v in values]

    def blob(self, array: np.ndarray[Any, Any]) -> int:
        """Keep an array beside the tree; return its number."""
        data = np.ascontiguousarray(array).tobytes()
        self._count(1, len(data))
        self._blobs.append(data)
        return len(self._blobs) - 1


def _int(e: Encoder, v: Any, _: int) -> Any:
    plain = int.__index__(v)
    return plain if -_BIG < plain < _BIG else {"t": "int", "v": hex(plain)}


def _list(e: Encoder, v: Any, depth: int) -> Any:
    return e.all(list.__getitem__(v, slice(None)), depth)


def _tuple(e: Encoder, v: Any, depth: int) -> Any:
    return {"t": "tuple", "v": e.all(tuple.__getitem__(v, slice(None)), depth)}


def _namedtuple(e: Encoder, v: Any, depth: int) -> Any:
    fields = list(map(str, type(v)._fields))
    return {
        "t": "named",
        "n": type(v).__name__,
        "f": fields,
        "v": e.all(list(tuple.__iter__(v)), depth),
    }


def _dict(e: Encoder, v: Any, depth: int) -> Any:
    items = list(v.items()) if type(v) is OrderedDict else list(dict.items(v))
    tree: dict[str, Any] = {
        "t": "dict",
        "k": e.all([k for k, _ in items], depth),
        "v": e.all([x for _, x in items], depth),
    }
    for cls in (Counter, OrderedDict, defaultdict):
        if isinstance(v, cls):
            tree["c"] = cls.__name__
    if isinstance(v, defaultdict):
        tree["f"] = getattr(v.default_factory, "__name__", "")
    return tree


def _set(e: Encoder, v: Any, depth: int) -> Any:
    name = "frozenset" if isinstance(v, frozenset) else "set"
    return {"t": name, "v": e.all(list(type(v).__iter__(v)), depth)}


def _bytes(e: Encoder, v: Any, _: int) -> Any:
    e._count(1, len(v))
    name = "bytearray" if isinstance(v, bytearray) else "bytes"
    return {"t": name, "v": base64.b64encode(v).decode()}


def _datetime(e: Encoder, v: Any, depth: int) -> Any:
    zone = None if v.tzinfo is None else _zone(v.tzinfo, v)
    return {
        "t": "datetime",
        "v": dt.datetime.isoformat(v.replace(tzinfo=None)),
        "z": zone,
        "f": v.fold,
    }


def _zone(zone: Any, at: dt.datetime | None = None) -> str:
    """Return a zone by its name, or by its distance from UTC where it has none."""
    name = getattr(zone, "key", None) or getattr(zone, "zone", None)
    return str(name or ("UTC" if zone is dt.UTC else dt.timezone(zone.utcoffset(at))))


def _array(e: Encoder, v: Any, depth: int) -> Any:
    if np.ma.is_masked(v):
        raise TypeError("masked")
    array = np.asarray(v)
    shape = list(array.shape)
    if array.dtype == object:
        return {"t": "objects", "s": shape, "v": e.all(array.ravel().tolist(), depth)}
    if not _DTYPE.fullmatch(array.dtype.str):
        raise TypeError("dtype")
    return {"t": "array", "d": array.dtype.str, "s": shape, "b": e.blob(array)}


def _scalar(e: Encoder, v: Any, depth: int) -> Any:
    tree = _array(e, np.asarray(v), depth)
    return {**tree, "t": "scalar"}


def _index(e: Encoder, v: Any, depth: int) -> Any:
    if isinstance(v, pd.MultiIndex):
        return {
            "t": "multi",
            "l": [_index(e, level, depth) for level in v.levels],
            "c": [_array(e, np.asarray(codes), depth) for codes in v.codes],
            "n": e.all(list(v.names), depth),
        }
    name = e.encode(v.name, depth)
    if isinstance(v, pd.RangeIndex):
        return {"t": "rangeindex", "v": [v.start, v.stop, v.step], "n": name}
    freq = getattr(v, "freqstr", None) if isinstance(v, _STEPPED) else None
    return {"t": "index", "v": _column(e, v.array, depth), "n": name, "f": freq}


def _column(e: Encoder, v: Any, depth: int) -> Any:  # noqa: PLR0911
    """Encode the array behind a column or an index."""
    kind = v.dtype
    if isinstance(kind, pd.StringDtype):
        missing = "NA" if kind.na_value is pd.NA else "nan"
        if kind.storage == "pyarrow":
            return {"t": "arrowstrings", "m": missing, **_arrow(e, v, depth)}
        flat = v.to_numpy(object, na_value=None).tolist()
        return {"t": "strings", "m": missing, "v": e.all(flat, depth)}
    if isinstance(v, pd.Categorical):
        codes = _array(e, np.asarray(v.codes), depth)
        return {
            "t": "categorical",
            "c": codes,
            "l": _index(e, v.categories, depth),
            "o": bool(v.ordered),
        }
    if isinstance(kind, pd.DatetimeTZDtype):
        plain = np.asarray(v.tz_convert("UTC").tz_localize(None))
        return {"t": "zoned", "v": _array(e, plain, depth), "z": _zone(kind.tz), "u": kind.unit}
    if kind.name in _MASKED and kind.kind in "iufb":
        return {
            "t": "masked",
            "d": kind.name,
            "v": _array(e, v._data, depth),
            "m": _array(e, v._mask, depth),
        }
    if isinstance(kind, pd.PeriodDtype):
        return {"t": "periods", "v": _array(e, np.asarray(v.asi8), depth), "f": v.freqstr}
    if isinstance(kind, pd.IntervalDtype):
        left, right = _index(e, v.left, depth), _index(e, v.right, depth)
        return {"t": "intervals", "l": left, "r": right, "c": kind.closed}
    return _array(e, v.to_numpy() if hasattr(v, "to_numpy") else np.asarray(v), depth)


def _arrow(e: Encoder, v: Any, depth: int) -> dict[str, Any]:
    """Encode text that Arrow holds as Arrow holds it: UTF-8, where each item ends, what is missing.

    In a list, item by item, it would take most of the time of a table's way across.
    """
    import pyarrow as pa  # noqa: PLC0415

    text = pa.chunked_array([pa.array(v, pa.large_string())]).combine_chunks()
    e._count(len(text))
    ends, data = np.zeros(1, np.int64), np.zeros(0, np.uint8)
    if len(text):
        _, where, what = text.buffers()
        ends = np.frombuffer(where, np.int64)[text.offset : text.offset + len(text) + 1]
        data = np.frombuffer(what, np.uint8) if what else data
    plain = {"v": data[ends[0] : ends[-1]], "e": ends - ends[0], "g": np.asarray(text.is_null())}
    return {key: _array(e, array, depth) for key, array in plain.items()}


def _series(e: Encoder, v: Any, depth: int) -> Any:
    return {
        "t": "series",
        "v": _column(e, v.array, depth),
        "i": _index(e, v.index, depth),
        "n": e.encode(v.name, depth),
    }


def _frame(e: Encoder, v: Any, depth: int) -> Any:
    columns = [_column(e, v.iloc[:, i].array, depth) for i in range(v.shape[1])]
    return {
        "t": "frame",
        "i": _index(e, v.index, depth),
        "c": _index(e, v.columns, depth),
        "v": columns,
    }


def _timestamp(e: Encoder, v: Any, depth: int) -> Any:
    if v is pd.NaT:
        return {"t": "NaT"}
    zone = None if v.tzinfo is None else _zone(v.tzinfo, v)
    plain = v.tz_convert("UTC").tz_localize(None) if zone else v
    return {"t": "timestamp", "v": _scalar(e, plain.to_datetime64(), depth), "z": zone}


def _module(e: Encoder, v: Any, depth: int) -> Any:
    return {"t": "module", "v": v.__name__}


def _type(e: Encoder, v: Any, depth: int) -> Any:
    name = v.__name__
    if v is _TYPES.get(name):
        return {"t": "type", "v": name}
    if v.__module__ == "numpy" and issubclass(v, np.generic):
        return {"t": "numpytype", "v": name}
    raise TypeError("a class")


_ENCODERS: dict[type, Callable[[Encoder, Any, int], Any]] = {
    bool: lambda e, v, _: bool(v),
    np.generic: _scalar,
    int: _int,
    float: lambda e, v, _: float.fromhex(float.hex(v)),
    str: lambda e, v, _: str.__str__(v),
    complex: lambda e, v, _: {"t": "complex", "v": [v.real, v.imag]},
    list: _list,
    tuple: _tuple,
    dict: _dict,
    set: _set,
    frozenset: _set,
    bytes: _bytes,
    bytearray: _bytes,
    type({}.keys()): lambda e, v, d: e.all(list(v), d),
    type({}.values()): lambda e, v, d: e.all(list(v), d),
    type({}.items()): lambda e, v, d: e.all(list(v), d),
    range: lambda e, v, _: {"t": "range", "v": [v.start, v.stop, v.step]},
    slice: lambda e, v, d: {"t": "slice", "v": e.all([v.start, v.stop, v.step], d)},
    deque: lambda e, v, d: {"t": "deque", "v": e.all(list(v), d), "m": v.maxlen},
    type(pd.NaT): _timestamp,
    pd.Timestamp: _timestamp,
    pd.Timedelta: lambda e, v, d: {"t": "timedelta64", "v": _scalar(e, v.to_timedelta64(), d)},
    pd.Period: lambda e, v, _: {"t": "period", "v": v.ordinal, "f": v.freqstr},
    pd.Interval: lambda e, v, d: {"t": "interval", "v": e.all([v.left, v.right], d), "c": v.closed},
    type(pd.NA): lambda e, v, _: {"t": "NA"},
    dt.datetime: _datetime,
    dt.date: lambda e, v, _: {"t": "date", "v": dt.date.isoformat(v)},
    dt.time: lambda e, v, _: {"t": "time", "v": dt.time.isoformat(v.replace(tzinfo=None))},
    dt.timedelta: lambda e, v, _: {"t": "timedelta", "v": [v.days, v.seconds, v.microseconds]},
    Decimal: lambda e, v, _: {"t": "decimal", "v": Decimal.__str__(v)},
    Fraction: lambda e, v, d: {
        "t": "fraction",
        "v": [_int(e, v.numerator, d), _int(e, v.denominator, d)],
    },
    np.ndarray: _array,
    pd.DataFrame: _frame,
    pd.Series: _series,
    pd.Index: _index,
    pd.Categorical: lambda e, v, d: {"t": "column", "v": _column(e, v, d)},
    pd.api.extensions.ExtensionArray: lambda e, v, d: {"t": "column", "v": _column(e, v, d)},
    PurePath: lambda e, v, _: {"t": "path", "v": PurePath.__str__(v)},
    re.Pattern: lambda e, v, d: {"t": "pattern", "v": e.encode(v.pattern, d), "f": v.flags},
    types.ModuleType: _module,
    type: _type,
    type(Ellipsis): lambda e, v, _: {"t": "ellipsis"},
}


class Decoder:
    """Turns a payload back into values; ``handle`` makes stand-ins for what is not plain data."""

    def __init__(self, payload: Payload, handle: Callable[[dict[str, Any]], Any]) -> None:
        self.tree = payload.tree
        self._blobs = payload.blobs
        self._handle = handle
        self._items = 0

    def decode(self, tree: Any) -> Any:
        """Return the value; :class:`Poisoned` for anything else than :func:`encode` writes."""
        try:
            return self._value(tree, 0)
        except Poisoned:
            raise
        except MemoryError:
            raise Poisoned("it is too large") from None
        except Exception as error:
            raise Poisoned(f"it does not hold together ({type(error).__name__})") from None

    def _value(self, tree: Any, depth: int) -> Any:
        kind = type(tree)
        if kind in _SCALARS or kind is int:
            return tree
        if depth > MAX_DEPTH + 8:
            raise Poisoned("it is nested too deeply")
        if kind is list:
            return self._all(tree, depth + 1)
        if tree["t"] == "handle":
            return self._handle(tree)
        return _DECODERS[tree["t"]](self, tree, depth + 1)

    def _all(self, trees: Any, depth: int) -> list[Any]:
        if type(trees) is not list:
            raise Poisoned("a list is missing")
        self._items += len(trees)
        if self._items > MAX_ITEMS:
            raise Poisoned("it has too many items")
        if set(map(type, trees)) <= _SCALARS:
            return trees
        return [self._value(t, depth) for t in trees]

    def array(self, tree: Any, depth: int) -> np.ndarray[Any, Any]:
        """Return an exact ndarray."""
        if tree["t"] == "objects":
            shape = _shape(tree)
            flat = self._all(tree["v"], depth)
            found = np.empty(len(flat), dtype=object)
            for at, item in enumerate(flat):
                found[at] = item
            return found.reshape(shape)
        if tree["t"] not in ("array", "scalar") or not _DTYPE.fullmatch(tree["d"]):
            raise Poisoned("an array of another kind")
        dtype = np.dtype(tree["d"])
        return np.frombuffer(self._blobs[_whole(tree["b"])], dtype=dtype).reshape(_shape(tree))

    def strings(self, tree: Any, depth: int) -> Any:
        """Return a pandas string array."""
        items = self._all(tree["v"], depth)
        if not set(map(type, items)) <= {str, type(None)}:
            raise Poisoned("a text column with something else in it")
        return pd.array(items, dtype=pd.StringDtype("python", na_value=_missing(tree)))

    def arrow_strings(self, tree: Any, depth: int) -> Any:
        """Return a pandas string array that Arrow holds, once every item of it is sound."""
        import pyarrow as pa  # noqa: PLC0415

        data, ends, gone = (self.array(tree[key], depth) for key in "veg")
        kinds = [array.dtype.str for array in (data, ends, gone)]
        if kinds != ["|u1", "<i8", "|b1"] or any(a.ndim != 1 for a in (data, ends, gone)):
            raise Poisoned("a text column with something else in it")
        fit = len(ends) == len(gone) + 1 and ends[0] == 0 and ends[-1] == len(data)
        if not (fit and (ends[1:] >= ends[:-1]).all()):
            raise Poisoned("a text column whose items do not fit")
        self._items += len(gone)
        if self._items > MAX_ITEMS:
            raise Poisoned("it has too many items")
        there = np.packbits(~gone, bitorder="little")
        # Copies, since a forger may have named the same bytes as an array that a test changes.
        buffers = (pa.py_buffer(array.tobytes()) for array in (ends, data, there))
        text = pa.LargeStringArray.from_buffers(len(gone), *buffers)
        text.validate(full=True)
        return pd.array(text, dtype=pd.StringDtype("pyarrow", na_value=_missing(tree)))

    def column(self, tree: Any, depth: int) -> Any:  # noqa: PLR0911
        """Return the array behind a column or an index."""
        kind = tree["t"]
        if kind == "strings":
            return self.strings(tree, depth)
        if kind == "arrowstrings":
            return self.arrow_strings(tree, depth)
        if kind == "categorical":
            codes = self.array(tree["c"], depth)
            return pd.Categorical.from_codes(
                codes, self.index(tree["l"], depth), ordered=bool(tree["o"])
            )
        if kind == "zoned":
            plain = pd.DatetimeIndex(self.array(tree["v"], depth))
            return plain.tz_localize("UTC").tz_convert(_zone_name(tree["z"])).array
        if kind == "masked":
            data, mask = self.array(tree["v"], depth), self.array(tree["m"], depth)
            if mask.dtype != bool or data.dtype != _MASKED[tree["d"]].numpy_dtype:
                raise Poisoned("a column without its mask")
            return _MASKED[tree["d"]].construct_array_type()(data, mask)
        if kind == "periods":
            ordinals = self.array(tree["v"], depth).astype("int64")
            periods: Any = pd.PeriodIndex
            return periods.from_ordinals(ordinals, freq=_freq(tree["f"])).array
        if kind == "intervals":
            left, right = self.index(tree["l"], depth), self.index(tree["r"], depth)
            return pd.arrays.IntervalArray.from_arrays(left, right, closed=_closed(tree["c"]))
        return self.array(tree, depth)

    def index(self, tree: Any, depth: int) -> pd.Index[Any]:
        """Return an exact pandas index."""
        if depth > MAX_DEPTH + 8:
            raise Poisoned("it is nested too deeply")
        kind = tree["t"]
        if kind == "multi":
            levels: list[Any] = [self.index(level, depth + 1) for level in tree["l"]]
            codes: list[Any] = [self.array(c, depth) for c in tree["c"]]
            return pd.MultiIndex(levels=levels, codes=codes, names=self._all(tree["n"], depth))
        name = self._value(tree["n"], depth)
        if kind == "rangeindex":
            start, stop, step = map(_whole, tree["v"])
            return pd.RangeIndex(start, stop, step, name=name)
        if kind != "index":
            raise Poisoned("an index of another kind")
        values = self.column(tree["v"], depth)
        found = pd.Index(values, dtype=values.dtype, name=name)
        if tree["f"] is not None and isinstance(found, _STEPPED):
            found = type(found)(found, freq=_freq(tree["f"]))
        return found

    def series(self, tree: Any, depth: int) -> pd.Series[Any]:
        """Return an exact Series."""
        values = self.column(tree["v"], depth)
        name = self._value(tree["n"], depth)
        return pd.Series(values, index=self.index(tree["i"], depth), name=name, dtype=values.dtype)

    def frame(self, tree: Any, depth: int) -> pd.DataFrame:
        """Return an exact DataFrame."""
        index, columns = self.index(tree["i"], depth), self.index(tree["c"], depth)
        arrays = [self.column(c, depth) for c in tree["v"]]
        if len(arrays) != len(columns) or any(len(a) != len(index) for a in arrays):
            raise Poisoned("a table whose columns differ in length")
        series = {i: pd.Series(a, index=index, dtype=a.dtype) for i, a in enumerate(arrays)}
        frame = pd.DataFrame(series, index=index)
        frame.columns = columns
        return frame

    def scalar(self, tree: Any, depth: int) -> Any:
        """Return an exact numpy scalar."""
        array = self.array(tree, depth)
        if array.shape != ():
            raise Poisoned("a number that is an array")
        return array[()]

    def mapping(self, tree: Any, depth: int) -> Any:
        """Return an exact dict, or one of its relations in the standard library."""
        keys, values = self._all(tree["k"], depth), self._all(tree["v"], depth)
        items = zip(keys, values, strict=True)
        kind = tree.get("c")
        if kind == "Counter":
            return Counter(dict(items))
        if kind == "OrderedDict":
            return OrderedDict(items)
        if kind == "defaultdict":
            return defaultdict(_FACTORIES.get(tree.get("f", "")), items)
        return dict(items)

    def named(self, tree: Any, depth: int) -> Any:
        """Return a named tuple of a fresh class."""
        name, fields = tree["n"], tree["f"]
        if len(fields) > 100 or not all(type(f) is str and len(f) < 100 for f in [name, *fields]):
            raise Poisoned("a named tuple without names")
        values = self._all(tree["v"], depth)
        if any(map(callable, values)):
            raise Poisoned("a named tuple with methods of its own")
        return namedtuple(name, fields)(*values)


def _missing(tree: Any) -> Any:
    return pd.NA if tree["m"] == "NA" else np.nan


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise Poisoned("a number that is none")
    return value


def _shape(tree: Any) -> list[int]:
    shape = [_whole(n) for n in tree["s"]]
    if len(shape) > 16 or any(n < 0 for n in shape):
        raise Poisoned("an array without a shape")
    return shape


def _zone_name(name: Any) -> str:
    if (
        type(name) is not str
        or not _ZONE.fullmatch(name)
        or name.startswith("dateutil")
        or ".." in name
    ):
        raise Poisoned("a time zone of another kind")
    return name


def _freq(name: Any) -> str:
    if type(name) is not str or not _FREQ.fullmatch(name):
        raise Poisoned("a frequency of another kind")
    return name


def _closed(name: Any) -> Any:
    if name not in ("left", "right", "both", "neither"):
        raise Poisoned("an interval of another kind")
    return name


def _decode_datetime(d: Decoder, t: Any, _: int) -> Any:
    value = dt.datetime.fromisoformat(t["v"]).replace(fold=1 if t["f"] else 0)
    if t["z"] is None:
        return value
    return value.replace(
        tzinfo=dt.UTC if t["z"] == "UTC" else pd.Timestamp(0, tz=_zone_name(t["z"])).tzinfo
    )


def _decode_timestamp(d: Decoder, t: Any, depth: int) -> Any:
    plain = pd.Timestamp(d.scalar(t["v"], depth))
    return plain if t["z"] is None else plain.tz_localize("UTC").tz_convert(_zone_name(t["z"]))


def _decode_module(d: Decoder, t: Any, depth: int) -> Any:
    module = sys.modules.get(t["v"])
    if module is None or depth > 1 or t["v"].split(".")[0] not in _MODULES:
        raise Poisoned("it is a module")
    return module


def _decode_decimal(d: Decoder, t: Any, _: int) -> Decimal:
    if len(t["v"]) > 10_000:
        raise Poisoned("a number with too many digits")
    return Decimal(t["v"])


def _decode_int(d: Decoder, t: Any, _: int) -> int:
    if len(t["v"]) > 1_000_000:
        raise Poisoned("a number with too many digits")
    return int(t["v"], 16)


def _decode_path(d: Decoder, t: Any, _: int) -> Path:
    if type(t["v"]) is not str:
        raise Poisoned("a path without a name")
    return Path(t["v"])


def _decode_pattern(d: Decoder, t: Any, depth: int) -> re.Pattern[Any]:
    text = d._value(t["v"], depth)
    if type(text) not in (str, bytes) or len(text) > _MAX_PATTERN:
        raise Poisoned("a pattern of another kind")
    return re.compile(text, _whole(t["f"]) & ~re.DEBUG)


def _numpy_type(d: Decoder, t: Any, _: int) -> Any:
    found = getattr(np, t["v"])
    if not (isinstance(found, type) and issubclass(found, np.generic)):
        raise Poisoned("a type of another kind")
    return found


_DECODERS: dict[str, Callable[[Decoder, Any, int], Any]] = {
    "int": _decode_int,
    "complex": lambda d, t, _: complex(float(t["v"][0]), float(t["v"][1])),
    "tuple": lambda d, t, n: tuple(d._all(t["v"], n)),
    "named": Decoder.named,
    "dict": Decoder.mapping,
    "set": lambda d, t, n: set(d._all(t["v"], n)),
    "frozenset": lambda d, t, n: frozenset(d._all(t["v"], n)),
    "bytes": lambda d, t, _: base64.b64decode(t["v"], validate=True),
    "bytearray": lambda d, t, _: bytearray(base64.b64decode(t["v"], validate=True)),
    "range": lambda d, t, _: range(*map(_whole, t["v"])),
    "slice": lambda d, t, n: slice(*d._all(t["v"], n)),
    "deque": lambda d, t, n: deque(d._all(t["v"], n), maxlen=t["m"]),
    "datetime": _decode_datetime,
    "date": lambda d, t, _: dt.date.fromisoformat(t["v"]),
    "time": lambda d, t, _: dt.time.fromisoformat(t["v"]),
    "timedelta": lambda d, t, _: dt.timedelta(*map(_whole, t["v"])),
    "decimal": _decode_decimal,
    "fraction": lambda d, t, n: Fraction(*d._all(t["v"], n)),
    "NaT": lambda d, t, _: pd.NaT,
    "NA": lambda d, t, _: pd.NA,
    "timestamp": _decode_timestamp,
    "timedelta64": lambda d, t, n: pd.Timedelta(d.scalar(t["v"], n)),
    "period": lambda d, t, _: pd.Period(ordinal=_whole(t["v"]), freq=_freq(t["f"])),
    "interval": lambda d, t, n: pd.Interval(*d._all(t["v"], n), closed=_closed(t["c"])),
    "array": Decoder.array,
    "objects": Decoder.array,
    "scalar": Decoder.scalar,
    "frame": Decoder.frame,
    "series": Decoder.series,
    "index": Decoder.index,
    "rangeindex": Decoder.index,
    "multi": Decoder.index,
    "column": lambda d, t, n: d.column(t["v"], n),
    "path": _decode_path,
    "pattern": _decode_pattern,
    "module": _decode_module,
    "type": lambda d, t, _: _TYPES[t["v"]],
    "numpytype": _numpy_type,
    "ellipsis": lambda d, t, _: Ellipsis,
}
