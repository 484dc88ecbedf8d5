"""A receipt for work that was handed in: which files, how large, their hashes, and when.

The same files always give the same number. A receipt is not signed: it proves what was handed in
against the copy that the instructor collected, not against an instructor.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILE_NAME = "submission_receipt.txt"
_LEFT_OUT = {FILE_NAME, "timestamp.txt", "submission_secret.txt"}  # not the student's work
_HEAD = "Receipt for work handed in"
_FIELDS = ("course", "assignment", "student", "handed in", "files", "receipt")
_ROW = re.compile(r"([0-9a-f]{64}) +(\d+)  (.+)")


@dataclass(frozen=True)
class Item:
    """One file: its path inside the folder, its size in bytes, its SHA-256."""

    path: str
    size: int
    sha256: str

    def __str__(self) -> str:
        return f"{self.sha256} {self.size:>12}  {self.path}"


@dataclass(frozen=True)
class Receipt:
    """What one student handed in, when; all of it printable text, as :func:`of` makes it."""

    course: str
    assignment: str
    student: str
    handed_in: str
    items: tuple[Item, ...]

    @property
    def number(self) -> str:
        """One SHA-256 over the list of files: the same bytes always have the same number."""
        table = "".join(f"{item}\n" for item in self.items)
        return hashlib.sha256(table.encode()).hexdigest()

    def to_text(self) -> str:
        """Return the receipt as text for people and for :func:`from_text`."""
        values = (self.course, self.assignment, self.student, self.handed_in)
        fields = zip(_FIELDS, (*values, len(self.items), self.number), strict=True)
        lines = [_HEAD, "", *(f"{name:<12}{value}" for name, value in fields), ""]
        return "\n".join([*lines, *map(str, self.items)]) + "\n"


def of(folder: Path, course: str, assignment: str, student: str, handed_in: str) -> Receipt:
    """Return the receipt for a folder. Links and other things that are no files are left out."""
    items = sorted(_items(folder), key=lambda item: item.path)
    course, assignment = _printable(course), _printable(assignment)
    return Receipt(course, assignment, _printable(student), _printable(handed_in), tuple(items))


def from_text(text: str) -> Receipt:
    """Read what :meth:`Receipt.to_text` wrote; ValueError for anything else."""
    head, _, table = text.partition("\n\n")[2].partition("\n\n")
    fields = {line[:12].strip(): line[12:] for line in head.split("\n")}
    rows = [_ROW.fullmatch(line) for line in table.split("\n")[:-1]]
    if not text.startswith(f"{_HEAD}\n\n") or tuple(fields) != _FIELDS or not all(rows):
        raise ValueError("This is no receipt, or it was changed.")
    receipt = Receipt(
        fields["course"],
        fields["assignment"],
        fields["student"],
        fields["handed in"],
        tuple(Item(row[3], int(row[2]), row[1]) for row in rows if row),
    )
    if receipt.to_text() != text:
        raise ValueError("This receipt was changed: its number does not fit its list of files.")
    return receipt


def read(folder: Path) -> Receipt | None:
    """Return the receipt kept in a collected folder, or None where there is no sound one."""
    try:
        return from_text((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def verify(folder: Path, receipt: Receipt) -> list[str]:
    """Return a sentence for each difference between a folder and a receipt, none if they agree."""
    there = {item.path: item for item in _items(folder)}
    noted = {item.path: item for item in receipt.items}
    sentences = [f"{path} is on the receipt, but not here." for path in noted.keys() - there.keys()]
    sentences += [
        f"{path} is here, but not on the receipt." for path in there.keys() - noted.keys()
    ]
    sentences += [
        f"{path} is not the file that was handed in."
        for path in noted.keys() & there.keys()
        if noted[path] != there[path]
    ]
    return sorted(sentences)


def _items(folder: Path) -> Iterator[Item]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not (Path(root) / name).is_symlink()]
        for name in names:
            path = Path(root) / name
            inside = path.relative_to(folder).as_posix()
            if inside not in _LEFT_OUT and stat.S_ISREG(path.lstat().st_mode):
                digest = _sha256(path)
                yield Item(_printable(inside), path.stat().st_size, digest)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _printable(text: str) -> str:
    """Return text on one line: what cannot be printed becomes an escape, as in Python's strings."""
    return "".join(c if c.isprintable() and c != "\\" else ascii(c)[1:-1] for c in text)


def main(arguments: list[str]) -> int:
    """Say whether a folder holds what a receipt lists; 0: yes, 1: no, 2: it cannot be told."""
    if len(arguments) != 2:
        print("Use: python -m autograder.receipt FOLDER RECEIPT", file=sys.stderr)
        return 2
    folder, kept = map(Path, arguments)
    try:
        receipt = from_text(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        print(f"{kept} cannot be read as a receipt: {error}", file=sys.stderr)
        return 2
    differences = verify(folder, receipt)
    print("\n".join(differences) or f"{folder} holds what receipt {receipt.number[:12]} lists.")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
