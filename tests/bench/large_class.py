"""Grade a large class while another program writes to its gradebook; watch the grader's memory.

python tests/bench/large_class.py [students]
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "autograder"))

from kit import answer, given, graded, hand_in, make_course, manual

CELLS = [
    given("import pandas as pd\nstays = pd.read_csv('data/stays.csv')"),
    answer("a1", "rows = len(stays)"),
    graded("q1", 2, "assert rows == 200"),
    answer("a2", "mean = stays.days.mean()"),
    graded("q2", 2, "assert abs(mean - stays.days.mean()) < 1e-9"),
    answer("a3", "by_unit = stays.groupby('unit').days.sum()"),
    graded("q3", 2, "pd.testing.assert_series_equal(by_unit, stays.groupby('unit').days.sum())"),
    manual("m1", 4),
]
TABLE = "unit,days\n" + "\n".join(f"{'ABCD'[n % 4]},{n % 17}" for n in range(200))
BESIDE = 300_000  # bytes that each student hands in beside the notebook

GRADE = """
import sys, autograder
def memory():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 // 2**20
def show(progress):
    print(progress.done, memory(), flush=True)
report = autograder.grade(".", "lab", jobs=2, progress=show)
print("report", len(report.graded), len(report.not_graded), memory(), flush=True)
"""
# As formgrader does: a comment every now and then.
COMMENT = """
import time
from nbgrader.api import Gradebook
number = 0
while True:
    with Gradebook("sqlite:///gradebook.db") as book:
        for submission in book.assignment_submissions("lab")[:3]:
            for comment in submission.notebooks[0].comments:
                number += 1
                comment.manual_comment = f"Comment {number}"
        book.db.commit()
    print(number, flush=True)
    time.sleep(0.2)
"""


def run(code: str, root: Path) -> subprocess.Popen[str]:
    """Start a program in the course."""
    command = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def main() -> None:
    """Run and print."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    with tempfile.TemporaryDirectory() as folder:
        root = make_course(
            Path(folder) / "course", {"lab": CELLS}, {"data/stays.csv": TABLE.encode()}
        )
        for number in range(size):
            name = f"s{number:05d}"
            wrong = {"a1": f"rows = {number}"} if number % 3 == 0 else {}
            (hand_in(root, name, wrong) / "photo.bin").write_bytes(bytes(BESIDE))
        start = time.monotonic()
        grader, other = run(GRADE, root), run(COMMENT, root)
        said = grader.communicate()[0].splitlines()
        seconds = time.monotonic() - start
        other.kill()
        comments = other.communicate()[0]
        assert grader.returncode == 0, said[-5:]
        memory = [int(line.split()[1]) for line in said[:-1]]
        _, count, failed, last = said[-1].split()
        with sqlite3.connect(root / "gradebook.db") as db:
            whole = db.execute("PRAGMA integrity_check").fetchone()[0]
            rows = db.execute("SELECT count(*) FROM submitted_assignment").fetchone()[0]
    print(f"graded                               {count:>8} of {size}, {failed} not graded")
    print(f"a submission                         {seconds / size:8.3f} s")
    for share in (0.1, 0.25, 0.5, 0.75, 1.0):
        at = max(0, round(size * share) - 1)
        print(f"memory of the grader after {at + 1:6d}    {memory[at]:8d} MiB")
    print(f"memory at the end                    {last:>8} MiB")
    print(f"comments written meanwhile           {comments.split()[-1]:>8}")
    print(f"gradebook                            {rows:8d} submissions, integrity: {whole}")
    assert (int(count), int(failed), rows, whole) == (size, 0, size, "ok")
    assert "locked" not in comments and "Traceback" not in comments, comments[-2000:]


if __name__ == "__main__":
    main()
