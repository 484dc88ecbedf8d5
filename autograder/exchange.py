"""Hand in and collect through nbgrader's exchange, with a receipt, and without following links.

In ``nbgrader_config.py``, for students and instructor::

    c.ExchangeFactory.submit = "autograder.exchange.ReceiptSubmit"
    c.ExchangeFactory.collect = "autograder.exchange.ReceiptCollect"
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect, ExchangeSubmit

from autograder import receipt


class ReceiptSubmit(ExchangeSubmit):
    """Leaves a receipt with the student, where feedback on this hand-in will come to lie."""

    def copy_files(self) -> None:
        """Hand in as nbgrader does, then write the receipt."""
        super().copy_files()
        paper = receipt.of(
            Path(self.inbound_path, self.assignment_filename),
            self.coursedir.course_id,
            self.coursedir.assignment_id,
            self.assignment_filename.split(f"+{self.coursedir.assignment_id}+")[0],
            self.timestamp,
        )
        place = Path(self.src_path, "feedback", self.timestamp)
        try:
            place.mkdir(parents=True, exist_ok=True)
            (place / receipt.FILE_NAME).write_text(paper.to_text(), encoding="utf-8")
            self.log.info("Receipt %s is kept in %s", paper.number[:12], place)
        except OSError as error:
            self.log.warning("Your work is handed in, but no receipt could be kept: %s", error)


class ReceiptCollect(ExchangeCollect):
    """Collects plain files only, each hand-in whole or not at all, and writes its receipt.

    nbgrader copies what a student's links point to, with the instructor's rights; a link to the
    source would bring the solutions into a submission. It also ends at the first hand-in that
    cannot be copied. Here that one is reported, after all others are collected.
    """

    def init_src(self) -> None:
        """Find the hand-ins; one that is itself a link is refused."""
        super().init_src()
        links = [r for r in self.src_records if Path(self.inbound_path, r["filename"]).is_symlink()]
        for record in links:
            self.log.error("%s is a link, not a hand-in, and was refused.", record["filename"])
            self.src_records.remove(record)

    def copy_files(self) -> None:
        """Collect all; then fail if some could not be collected."""
        self._failed: list[str] = []
        super().copy_files()
        if self._failed:
            self.fail("Not collected: " + "; ".join(self._failed) + ". All others were.")

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy one hand-in and write its receipt beside it."""
        student, assignment, stamp = Path(src).name.rsplit("+", 3)[:3]
        parent = Path(dest).parent
        try:
            self._refuse_giant(src)
            with tempfile.TemporaryDirectory(dir=parent, prefix=".collect-") as room:
                for left_out in copy_plain_files(Path(src), Path(room, "plain")):
                    self.log.warning("%s: %s is no plain file, left out", student, left_out)
                super().do_copy(str(Path(room, "plain")), str(Path(room, "whole")), log)
                whole = Path(room, "whole")
                paper = receipt.of(whole, self.coursedir.course_id, assignment, student, stamp)
                (whole / receipt.FILE_NAME).write_text(paper.to_text(), encoding="utf-8")
                whole.rename(dest)
        except (OSError, RuntimeError) as error:
            self.log.error("%s: %s", student, error)
            self._failed.append(f"{student} ({error})")

    def _refuse_giant(self, src: str) -> None:
        size, most = self.get_size(src) // 1000, self.coursedir.max_dir_size
        if size > most:
            raise RuntimeError(
                f"{size} kB are more than the {most} kB of CourseDirectory.max_dir_size"
            )


def copy_plain_files(source: Path, target: Path) -> list[str]:
    """Copy folders and plain files; return the paths of whatever else lay there."""
    left_out = []
    for root, folders, names in os.walk(source):
        here = target / Path(root).relative_to(source)
        here.mkdir()
        for name in names:
            try:
                _copy(Path(root, name), here / name)
            except _NotPlain:
                left_out.append(str(Path(root, name).relative_to(source)))
        links = [name for name in folders if Path(root, name).is_symlink()]
        left_out += [str(Path(root, name).relative_to(source)) for name in links]
    return left_out


class _NotPlain(Exception):
    pass


def _copy(source: Path, target: Path) -> None:
    """Copy a plain file; a link that is put in its place meanwhile is not followed either."""
    if not stat.S_ISREG(source.lstat().st_mode):
        raise _NotPlain
    fd = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(fd, "rb") as reader, target.open("xb") as writer:
        shutil.copyfileobj(reader, writer)
