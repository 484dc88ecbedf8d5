"""Grade the red team's hand-ins with stock ``nbgrader autograde`` and with us, side by side.

python tests/autograder/compare_redteam.py > table.txt

nbgrader runs students' code as the user who grades, so run this as a user who has nothing to lose.
What would take the machine's memory or processes, or follow links out of the course, it is not
given.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from kit import hand_in, make_course
from nbgrader.api import Gradebook
from redteam import CASES, CELLS, FILES, WORTH, Case

from autograder.course import Course
from autograder.engine import Engine, Settings
from autograder.grading import grade_submission
from autograder.sandbox import Limits

TOO_DANGEROUS = {
    "SIGTERM to everyone",
    "disk bomb",
    "folders without end",
    "fork bomb",
    "killed by its own signal",
    "link instead of a notebook",
    "links to everywhere",
    "memory bomb",
    "memory bomb in children",
    "thread bomb",
    "processes that take the machine",
    "range without end",
    "writes everywhere",
}
PATIENCE = 3600


def main() -> None:
    root = Path(tempfile.mkdtemp(prefix="redteam-"))
    try:
        course = make_course(root / "course", {"lab": CELLS}, FILES, config="c.Execute.timeout = 5")
        for number, case in enumerate(CASES):
            folder = hand_in(course, f"s{number}", case.all_answers(), case.alter)
            if case.folder is not None:
                case.folder(folder)
        ours = _ours(course)
        tried = [n for n, case in enumerate(CASES) if case.name not in TOO_DANGEROUS]
        with ThreadPoolExecutor(2) as pool:
            halves = pool.map(lambda half: _theirs(course, root, half), (tried[::2], tried[1::2]))
        found = {n: score for half in halves for n, score in half.items()}
        theirs = [found.get(n, "not tried") for n in range(len(CASES))]
        _print(ours, theirs)
    finally:
        subprocess.run(["rm", "-rf", root], check=True)  # some lies too deep for Python to remove


def _ours(course: Path) -> list[float | None]:
    made = Course(course)
    with made.open_gradebook() as gradebook:
        release = made.load(gradebook, "lab")
    limits = Limits(memory_mib=700, processes=32, scratch_mib=32, cpu_seconds=60)
    settings = Settings(cell_seconds=3.0, call_seconds=2.0, submission_seconds=240.0, limits=limits)
    found: list[float | None] = []
    with Engine(settings) as engine:
        for number, _ in enumerate(CASES):
            submission = made.submission(f"s{number}", "lab")
            questions = grade_submission(engine, release, submission).result.questions
            marks = [q.points for q in questions if q.id in WORTH]
            found.append(None if None in marks else sum(m for m in marks if m is not None))
    return found


def _theirs(course: Path, root: Path, numbers: list[int]) -> dict[int, str]:
    """Return nbgrader's scores; one that ends the whole batch is left out of the next one."""
    place = root / f"nbgrader-{numbers[0]}"
    shutil.copytree(course, place, ignore=shutil.ignore_patterns("submitted"), symlinks=True)
    found: dict[int, str] = {}
    todo = list(numbers)
    while todo:
        for number in todo:
            handed_in = course / "submitted" / f"s{number}"
            folder = place / "submitted" / f"s{number}"
            shutil.copytree(handed_in, folder, symlinks=True, dirs_exist_ok=True)
        reached = [number for number in _reached(place) if number in todo]
        found |= {number: _score(place, number) for number in reached}
        if set(todo) - set(reached):
            found[reached[-1] if reached else todo[0]] = "ends all"
        todo = [number for number in todo if number not in found]
        shutil.rmtree(place / "submitted")
    return found


def _reached(place: Path) -> list[int]:
    """Run nbgrader over what lies there; return the students that it came to, in order."""
    log = place / "log.txt"
    with log.open("w") as file:
        process = subprocess.Popen(
            ["bash", "-c", "ulimit -v 6000000 -f 400000; exec nbgrader autograde lab"],
            cwd=place,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    text = log.read_text(errors="replace")
    return [int(number) for number in re.findall(r"student with ID 's(\d+)'", text)]


def _score(place: Path, number: int) -> str:
    """Return nbgrader's score for a student, or that it gave up on the hand-in."""
    if not (place / "autograded" / f"s{number}" / "lab" / "lab.ipynb").exists():
        return "error"
    with Gradebook(f"sqlite:///{place}/gradebook.db") as book:
        grades = book.find_submission_notebook("lab", "lab", f"s{number}").grades
        return f"{sum(g.auto_score or 0 for g in grades if g.name in WORTH):g}"


def _print(ours: list[float | None], theirs: list[str]) -> None:
    width = max(len(case.name) for case in CASES)
    print(f"{'hand-in':{width}}  deserved   ours  nbgrader")
    wrong = {"ours": 0, "nbgrader": 0, "paid": 0, "cheated": 0, "no mark": 0, "not tried": 0}
    for case, our, their in zip(CASES, ours, theirs, strict=True):
        deserved = sum(case.points().values())
        shown = "none" if our is None else f"{our:g}"
        print(
            f"{case.name:{width}}  {deserved:8g}  {shown:>5}  {their:>8}  {_verdict(case, their)}"
        )
        wrong["ours"] += our != deserved
        wrong["not tried"] += their == "not tried"
        if their != "not tried":
            wrong["nbgrader"] += their != f"{deserved:g}"
            wrong["no mark"] += not _is_number(their)
            wrong["paid"] += _is_number(their) and float(their) > deserved
            wrong["cheated"] += _is_number(their) and float(their) < deserved
    print(
        f"\n{len(CASES)} hand-ins. Ours: {wrong['ours']} other than deserved. "
        f"nbgrader: {wrong['nbgrader']} of {len(CASES) - wrong['not tried']} other than deserved "
        f"({wrong['paid']} too much, {wrong['cheated']} too little, {wrong['no mark']} no mark)."
    )


def _verdict(case: Case, their: str) -> str:
    deserved = sum(case.points().values())
    if not _is_number(their):
        return ""
    return (
        "too much" if float(their) > deserved else "too little" if float(their) < deserved else ""
    )


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


if __name__ == "__main__":
    main()
