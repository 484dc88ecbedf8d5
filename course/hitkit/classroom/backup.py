"""Keep a copy of a whole classroom, and bring it back where there is none.

A copy may be taken while everybody works: databases are copied through SQLite, which never
gives out half a change.
"""

import contextlib
import gzip
import json
import os
import pwd
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from hitkit.classroom.machine import Machine
from hitkit.classroom.roster import Class, RosterError

LIST = "hit-backup.json"
_LEFT_OUT = {".cache", ".ipynb_checkpoints", ".Trash-0", "__pycache__"}
_DATABASES = (".db", ".sqlite")


def save(
    held: Class, machine: Machine, target: Path, progress: Callable[[Path], None] = lambda _: None
) -> Path:
    """Write homes, courses, the exchange and the Hub's own things into one new file."""
    if target.exists():
        raise RosterError(f"{target} exists already. Nothing was changed; choose a new name.")
    folders = {held.hub.state, held.hub.exchange, *(course.folder for course in held.courses)}
    folders |= set(machine.closed(held))
    tops = [f for f in sorted(folders) if f.is_dir() and not folders & set(f.parents)]
    descriptor, partial = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as tar:
            _add_text(tar, LIST, json.dumps({"folders": [str(top) for top in tops]}))
            for top in tops:
                progress(top)
                _add(tar, top)
        os.link(partial, target)  # never over a file that came meanwhile
    finally:
        Path(partial).unlink(missing_ok=True)
    return target


def _add(tar: tarfile.TarFile, path: Path) -> None:
    if path.name in _LEFT_OUT or path.is_socket() or path.is_fifo():
        return
    if path.suffix in _DATABASES and path.is_file() and not path.is_symlink():
        _add_database(tar, path)
        return
    with contextlib.suppress(FileNotFoundError):  # gone while the copy was taken
        tar.add(path, recursive=False)
        if path.is_dir() and not path.is_symlink():
            for entry in sorted(path.iterdir()):
                _add(tar, entry)


def _add_database(tar: tarfile.TarFile, path: Path) -> None:
    with tempfile.TemporaryDirectory() as room:
        copy = Path(room, path.name)
        try:
            with (
                contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source,
                contextlib.closing(sqlite3.connect(copy)) as target,
            ):
                source.backup(target)
        except sqlite3.DatabaseError:  # a student's file that is only called so
            tar.add(path)
            return
        entry = tar.gettarinfo(path)
        entry.size = copy.stat().st_size
        with copy.open("rb") as file:
            tar.addfile(entry, file)


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(text.encode())
    tar.addfile(entry, BytesIO(text.encode()))


def bring_back(source: Path, progress: Callable[[Path], None] = lambda _: None) -> list[Path]:
    """Bring back what :func:`save` wrote, whole or not at all; it goes over nothing."""
    try:
        _read_through(source)
        with tarfile.open(source) as tar:
            folders = _check(tar)
            with _staged(folders) as rooms:
                _extract(tar, rooms, progress)
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, KeyError) as error:
        raise RosterError(
            f"{source} is no backup of a classroom, or is damaged ({error}). Nothing was changed."
        ) from None
    return folders


def _read_through(source: Path) -> None:
    """Read to the end, where the checksum stands; tarfile by itself stops before it."""
    with gzip.open(source) as file:
        while file.read(1 << 20):
            pass


def _check(tar: tarfile.TarFile) -> list[Path]:
    listed = tar.extractfile(LIST)
    assert listed is not None
    folders = [Path(name) for name in json.load(listed)["folders"]]
    problems = [
        f"{folder} is there already. Move it away first; nothing was changed."
        for folder in folders
        if folder.is_dir() and any(folder.iterdir())
    ]
    if os.geteuid() == 0:
        owners = {entry.uname for entry in tar.getmembers() if entry.uname}
        known = {entry.pw_name for entry in pwd.getpwall()}
        problems += [
            f"The backup has files of {name}, who has no account here. Run: useradd {name}"
            for name in sorted(owners - known)
        ]
    if problems:
        raise RosterError(*problems)
    return folders


@contextlib.contextmanager
def _staged(folders: list[Path]) -> Iterator[dict[Path, Path]]:
    """Give a folder beside each, and put them in place together when the block ends well."""
    with contextlib.ExitStack() as stack:
        rooms = {}
        for folder in folders:
            folder.parent.mkdir(parents=True, exist_ok=True)
            beside = tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent)
            rooms[folder] = Path(stack.enter_context(beside), folder.name)
        yield rooms
        done: list[Path] = []
        try:
            for folder, room in rooms.items():
                if folder.is_dir():
                    folder.rmdir()
                room.rename(folder)
                done.append(folder)
        except BaseException:
            for folder in done:
                folder.rename(rooms[folder])
            raise


def _extract(
    tar: tarfile.TarFile, rooms: dict[Path, Path], progress: Callable[[Path], None]
) -> None:
    # It is our own file: owners and rights come back as they were. Python before 3.11.4 knows
    # no filters, and does so anyway.
    tar.extraction_filter = lambda member, _: member
    for folder, room in rooms.items():
        progress(folder)
        inside = str(folder).lstrip("/")
        members = [m for m in tar.getmembers() if f"{m.name}/".startswith(f"{inside}/")]
        for member in members:
            member.name = room.name + member.name[len(inside) :]
        tar.extractall(room.parent, members)
