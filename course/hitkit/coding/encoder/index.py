"""Search of the tabular list: typed words or the beginning of a code in, ranked entries out."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from hitkit.coding.encoder.words import requirements, words
from hitkit.coding.tabular import Entry, Tabular, collector_paused, tabular, terms

# Categories that community hospitals and clinics meet every day: they break ties in ranking.
_EVERYDAY_CATEGORIES = """
A08 A09 A41 B34 B37 C18 C34 C50 C61 C79 D50 D62 D63 D64 E03 E08 E09 E10 E11 E13 E55 E66 E78 E86
E87 F10 F11 F17 F32 F33 F41 F43 G20 G30 G40 G43 G47 G89 H10 H25 H26 H40 H66 I10 I11 I12 I13 I20
I21 I25 I26 I48 I50 I63 I69 I70 I73 I82 I95 J01 J02 J06 J09 J10 J11 J12 J15 J18 J20 J30 J40 J44
J45 J69 J90 J96 K21 K25 K29 K35 K40 K52 K57 K59 K70 K80 K85 K92 L02 L03 L08 L89 L97 M06 M10 M15
M16 M17 M19 M25 M48 M51 M54 M62 M79 M80 M81 N17 N18 N20 N30 N39 N40 O24 O34 O80 R05 R06 R07 R09
R10 R11 R19 R31 R33 R41 R42 R50 R51 R53 R55 R56 R65 R73 R79 S00 S01 S06 S22 S32 S42 S52 S61 S62
S72 S82 S83 S93 T14 T78 T81 U07 V43 W01 W10 W18 W19 Y92 Z00 Z01 Z12 Z20 Z23 Z37 Z38 Z51 Z68 Z72
Z79 Z85 Z86 Z87 Z95
"""
EVERYDAY = frozenset(_EVERYDAY_CATEGORIES.split())

_CODE = re.compile(r"[A-Za-z]\d[0-9A-Za-z.]*-?|[A-Za-z][0-9A-Za-z]{2}-[A-Za-z][0-9A-Za-z]{2}")
_LEVEL = {"chapter": -0.5, "block": -0.1, "category": 0.5, "subcategory": 0.15, "7th character": 0}
_PREFIX = 0.72  # what a word counts that is only begun
_READING = 0.85  # what another reading of a lay term counts
_ABOVE = 0.5  # what a word counts that only the category's title has
_SPELL_CUTOFF = 0.75
_LENGTH = 0.45  # what longer texts lose
_EVERYDAY = 0.6
_WHOLE = 1.5  # what a text gains that is, word for word, what was typed
_ASIDE = -0.6
_ASIDES = ("Personal history", "Family history", "Sequelae", "Encounter for screening")
_RANGE = re.compile(r" *\([A-Z0-9]{3}(-[A-Z0-9]{3})?\)$")

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that a search found, and the text it was found by."""

    position: int
    entry: Entry
    matched: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the best hits, how many there are, and a sentence for the reader."""

    hits: list[Hit]
    total: int
    said: str


class Index:
    """Words to places in the tabular list, held in memory.

    One document is one title, inclusion term or Includes note. The documents of each word lie
    one after another, in the order of the alphabet: a word that is only begun is one slice.
    """

    def __init__(
        self, table: Tabular, named: Callable[[Entry], Sequence[tuple[str, str]]] = terms
    ) -> None:
        self._table = table
        entries = table.entries
        owner: list[int] = list(range(len(entries)))
        self._labels: list[str] = []
        texts = [entry.title for entry in entries]
        for i, entry in enumerate(entries):
            for kind, text in named(entry):
                owner.append(i)
                texts.append(text)
                self._labels.append(f"{kind}: {' '.join(text.split())}")
        self._owner = np.array(owner, dtype=np.int32)
        cut = _cut(entries, texts)
        self._file(cut)
        category = _categories(table)
        self._category = np.array([category[i] for i in owner], dtype=np.int32)
        self._prior = _prior(entries, category, owner, cut)
        self._codes = sorted((entry.code.replace(".", ""), i) for i, entry in enumerate(entries))

    def _file(self, cut: list[list[str]]) -> None:
        self._words = sorted({word for text in cut for word in text})
        number = {word: n for n, word in enumerate(self._words)}
        word = np.fromiter(map(number.__getitem__, chain.from_iterable(cut)), dtype=np.int32)
        lengths = np.fromiter(map(len, cut), dtype=np.int32)
        order = np.argsort(word, kind="stable")
        self._documents = np.repeat(np.arange(len(cut), dtype=np.int32), lengths)[order]
        self._starts = np.searchsorted(word[order], np.arange(len(self._words) + 1))
        self._length = lengths
        self._first = np.array([number[text[0]] if text else -1 for text in cut], dtype=np.int32)

    def find(self, typed: str, limit: int = 20) -> Found:
        """Find entries by a code, by the beginning of one, or by words in any order."""
        tidy = typed.strip()
        by_code = self._by_code(tidy)
        if by_code:
            hits = [Hit(i, self._table.entries[i], "code") for i in by_code[:limit]]
            return Found(hits, len(by_code), _count(len(by_code)))
        if not words(tidy):
            return Found([], 0, "Type words of a diagnosis, or a code.")
        return self._by_words(tidy, limit)

    def _by_code(self, typed: str) -> list[int]:
        exact = self._table.position(typed)
        if exact is not None and self._table.entries[exact].level in ("chapter", "block"):
            return [exact, *self._table.children(exact)]
        if not _CODE.fullmatch(typed):
            return []
        start = typed.upper().replace(".", "").rstrip("-")
        low = bisect_left(self._codes, (start,))
        high = bisect_left(self._codes, (start + "~",))
        found = [i for code, i in self._codes[low:high] if "-" not in code]
        shallow_first = sorted(found, key=lambda i: len(self._table.entries[i].code))
        return shallow_first if len(found) > 1 else found

    def _by_words(self, typed: str, limit: int) -> Found:
        scores = self._prior.copy()
        met = np.zeros(len(scores), dtype=np.int8)
        whole = self._length == len(words(typed))
        unknown: list[str] = []
        respelled: list[str] = []
        needed = requirements(words(typed))
        for choice in needed:
            known = [option for option in choice if all(self._range(word) for word in option)]
            if not known:
                guess = self._respell(choice[0])
                if not guess:
                    unknown += [w for w in typed.split() if set(words(w)) & set(choice[0])]
                    continue
                respelled.append(" ".join(guess))
                known = [guess]
            weight = self._requirement(known, choice[0])
            inherited = weight[self._category] * _ABOVE
            weight = np.where(weight > 0, weight, inherited)
            met += weight > 0
            scores += weight
            whole &= weight >= 1
        scores[whole] += _WHOLE
        most = int(met.max())
        if not most:
            return Found([], 0, "Nothing found. Try fewer or other words, or the body part alone.")
        candidates = np.flatnonzero(met == most)
        hits = self._best(candidates, scores, limit)
        seen = np.zeros(len(self._table.entries), dtype=bool)
        seen[self._owner[candidates]] = True
        total = int(seen.sum())
        return Found(hits, total, _said(total, unknown, respelled, most < len(needed)))

    def _requirement(self, options: list[list[str]], typed: list[str]) -> Scores:
        """Weigh each document by how well it meets one requirement; 0 where it does not."""
        best = np.zeros(len(self._prior), dtype=np.float32)
        for option in options:
            weight = np.full(len(best), 1 if option == typed else _READING, dtype=np.float32)
            begun = _PREFIX if len(options) == 1 or option != typed else _PREFIX / 2
            for word in option:
                weight = np.minimum(weight, self._word(word, begun))
            np.maximum(best, weight, out=best)
        return best

    def _word(self, word: str, begun: float) -> Scores:
        weight = np.zeros(len(self._prior), dtype=np.float32)
        low, high = self._range(word) or (0, 0)
        weight[self._documents[self._starts[low] : self._starts[high]]] = begun
        if self._words[low] == word:
            weight[self._documents[self._starts[low] : self._starts[low + 1]]] = 1
        weight[(self._first >= low) & (self._first < high) & (weight > 0)] *= 1.15
        return weight

    def _range(self, word: str) -> tuple[int, int] | None:
        low = bisect_left(self._words, word)
        high = bisect_left(self._words, word + "~")
        return (low, high) if low < high else None

    def _respell(self, option: list[str]) -> list[str]:
        """Guess a misspelt word from words that begin and measure alike; empty if none is near."""
        guess: list[str] = []
        for word in option:
            low, high = self._range(word[:1]) or (0, 0)
            alike = [w for w in self._words[low:high] if abs(len(w) - len(word)) < 3]
            near = difflib.get_close_matches(word, alike, n=1, cutoff=_SPELL_CUTOFF)
            guess += [word] if self._range(word) else near
        return guess if len(guess) == len(option) else []

    def _best(self, candidates: NDArray[np.intp], scores: Scores, limit: int) -> list[Hit]:
        wide = min(len(candidates), max(8 * limit, 200))
        top = candidates[np.argpartition(-scores[candidates], wide - 1)[:wide]]
        ranked = top[np.lexsort((top, -scores[top]))]
        hits: dict[int, Hit] = {}
        for document in ranked.tolist():
            position = int(self._owner[document])
            if position not in hits:
                entry = self._table.entries[position]
                hits[position] = Hit(position, entry, self._label(document))
            if len(hits) == limit:
                break
        return list(hits.values())

    def _label(self, document: int) -> str:
        titles = len(self._table.entries)
        return "title" if document < titles else self._labels[document - titles]


@lru_cache(maxsize=1)
@collector_paused()
def index() -> Index:
    """Build the index of the whole tabular list; takes a second or so, once."""
    return Index(tabular())


def _categories(table: Tabular) -> list[int]:
    """Return for each entry the position of its category, or of itself above that level."""
    category: list[int] = []
    for i, entry in enumerate(table.entries):
        deeper = entry.level in ("subcategory", "7th character") and entry.parent is not None
        category.append(category[entry.parent or 0] if deeper else i)
    return category


def _cut(entries: list[Entry], texts: list[str]) -> list[list[str]]:
    """Cut each text into words; of a 7th-character code only what it adds to its parent's title."""
    ending = lru_cache(maxsize=None)(words)
    cut: list[list[str]] = []
    for entry, text in zip(entries, texts, strict=False):
        above = entries[entry.parent].title if entry.parent is not None else ""
        if entry.level == "7th character" and text.startswith(above):
            cut.append(cut[entry.parent or 0] + ending(text[len(above) :]))
        else:
            cut.append(words(_RANGE.sub("", text)))
    return cut + [words(text) for text in texts[len(entries) :]]


def _prior(
    entries: list[Entry], category: list[int], owner: list[int], cut: list[list[str]]
) -> Scores:
    """Rank documents before any word is typed: short, high and everyday ones first."""
    standing = [
        _LEVEL[entry.level]
        + _EVERYDAY * (entries[category[i]].code in EVERYDAY)
        + _ASIDE * entry.title.startswith(_ASIDES)
        for i, entry in enumerate(entries)
    ]
    own = np.array(standing, dtype=np.float32)[np.array(owner, dtype=np.int32)]
    measured = [
        len(cut[entries[i].parent or 0] if entries[i].level == "7th character" else text)
        for i, text in zip(owner, cut, strict=True)
    ]
    length = np.array(measured, dtype=np.float32)
    return np.asarray(own - _LENGTH * np.log1p(length), dtype=np.float32)


def _count(total: int) -> str:
    return "1 entry found." if total == 1 else f"{total:,} entries found."


def _said(total: int, unknown: list[str], respelled: list[str], partial: bool) -> str:
    parts = [_count(total)]
    if respelled:
        parts.append(f"Searched for: {', '.join(respelled)}.")
    if unknown:
        parts.append(f"No entry has: {', '.join(unknown)}.")
    elif partial:
        parts.append("No entry has all the words; these have most.")
    return " ".join(parts)
