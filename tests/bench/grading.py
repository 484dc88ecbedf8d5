"""Time sealed grading against ``nbgrader autograde``: same class, same scores, one run.

    python tests/bench/grading.py [students] [nbgrader's share]

nbgrader grades the first few students only, at its own pace; its rate does not depend on how many
there are.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "autograder"))

import nbformat
import psutil
from jupyter_client.manager import start_new_kernel
from kit import answer, given, graded, hand_in, make_course

import autograder
from autograder.course import Course
from autograder.engine import shared_engine

SETUP = """\
%matplotlib inline
import ipywidgets as widgets
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from IPython.display import display

stays = pd.read_csv("data/stays.csv", dtype={"code": str})
slider = widgets.IntSlider(value=3, max=10)
display(slider)"""
QUESTIONS = [
    ("rows = len(stays)", "assert rows == 5000"),
    ("mean = stays.days.mean()", "assert abs(mean - stays.days.mean()) < 1e-9"),
    (
        "by_unit = stays.groupby('unit', as_index=False).days.mean()",
        "pd.testing.assert_frame_equal(by_unit, stays.groupby('unit', as_index=False).days.mean())",
    ),
    ("long = stays[stays.days > 20]", "assert len(long) == (stays.days > 20).sum()"),
    (
        "def rate(table):\n    return (table.days > 10).mean()",
        "assert rate(stays) == (stays.days > 10).mean()\nassert rate(stays.head(10)) <= 1",
    ),
    ("codes = sorted(stays.code.unique())", "len(set(codes) & set(stays.code)) / 400"),
    (
        "ax = stays.groupby('unit').days.mean().plot.bar(title='Stay', ylabel='days')\n"
        "labels = [t.get_text() for t in ax.get_xticklabels()]",
        "assert labels == sorted(stays.unit.unique())",
    ),
    (
        "stays['band'] = pd.cut(stays.days, [0, 5, 10, 40], labels=['s', 'm', 'l'])\n"
        "bands = stays.band.value_counts()",
        "assert bands.sum() == len(stays)",
    ),
    (
        "wide = stays.pivot_table(index='unit', columns='sex', values='days', aggfunc='median')",
        "assert list(wide.columns) == ['F', 'M'] and len(wide) == 8",
    ),
    (
        "top = stays.code.value_counts().head(5).to_dict()",
        "want = stays.code.value_counts()\nassert all(want[k] == v for k, v in top.items())",
    ),
    (
        "q = stays.days.quantile([.25, .5, .75]).tolist()",
        "np.testing.assert_array_less(q, [40] * 3)",
    ),
    (
        "def clean(table):\n    return table.drop_duplicates('id').sort_values('id')",
        "assert clean(stays.sample(50, random_state=1)).id.is_monotonic_increasing",
    ),
]


def table() -> bytes:
    """Return 5,000 invented stays."""
    lines = ["id,unit,sex,code,days"]
    for n in range(5000):
        days = n * 7919 % 39 + 1
        lines.append(f"{n},{'ABCDEFGH'[n % 8]},{'FM'[n // 8 % 2]},C{n * 31 % 400:03d},{days}")
    return "\n".join(lines).encode()


def cells() -> list[object]:
    """Return the notebook of 12 questions."""
    found: list[object] = [given(SETUP, "setup")]
    for number, (solution, check) in enumerate(QUESTIONS, 1):
        found += [answer(f"a{number}", solution), graded(f"q{number}", 1, check)]
    return found


def class_of(root: Path, size: int) -> Path:
    """Make a course where every third student gets one question wrong."""
    make_course(root, {"lab": cells()}, {"data/stays.csv": table()})
    for number in range(size):
        wrong = {f"a{number % 12 + 1}": "pass"} if number % 3 == 0 else {}
        hand_in(root, f"s{number:04d}", wrong)
    return root


def processor() -> float:
    """Seconds of processor time of this process and those that it waited for."""
    used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def in_a_running_kernel(root: Path) -> float:
    """Return the processor seconds of the cells alone, in a Jupyter kernel that has run them."""
    source = root / "source" / "lab"
    codes = [cell.source for cell in nbformat.read(source / "lab.ipynb", 4).cells]
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    manager, client = start_new_kernel(cwd=str(source), env={**os.environ, **one_thread})
    try:
        kernel, spent = psutil.Process(manager.provisioner.process.pid), []
        for _ in range(6):
            before = sum(kernel.cpu_times()[:2])
            for code in codes:
                done = client.execute_interactive(code, output_hook=lambda message: None)
                assert done["content"]["status"] == "ok", code
            spent.append(sum(kernel.cpu_times()[:2]) - before)
        return min(spent)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def with_nbgrader(root: Path, share: int) -> tuple[float, dict[str, float]]:
    """Return seconds a submission by ``nbgrader autograde``, and its scores."""
    other = root.parent / "stock"
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("autograded", ".autograder*"))
    names = sorted(p.name for p in (other / "submitted").iterdir())
    for name in names[share:]:
        shutil.rmtree(other / "submitted" / name)
    start = time.monotonic()
    command = [sys.executable, "-m", "nbgrader", "autograde", "lab"]
    subprocess.run(command, cwd=other, check=True, capture_output=True)
    spent = time.monotonic() - start
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{other}/gradebook.db") as book:
        scores = {n: book.find_submission("lab", n).score for n in names[:share]}
    return spent / share, scores


def main() -> None:
    """Run and print."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    share = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    with tempfile.TemporaryDirectory() as folder:
        root = class_of(Path(folder) / "course", size)
        alone = in_a_running_kernel(root)
        cpu, start = processor(), time.monotonic()
        report = autograder.grade(root, "lab", jobs=2)
        all_seconds, all_cpu = time.monotonic() - start, processor() - cpu
        cells_cpu = sum(r.cpu_seconds for r in report.results.values())
        points = {student: result.points for student, result in report.results.items()}
        warm = shared_engine(Course(root).sealed.settings()).warm_seconds
        main_cpu, all_cpu = all_cpu, all_cpu + cells_cpu + warm
        hand_in(root, "s0001", {"a1": "rows = 1"})
        start = time.monotonic()
        assert autograder.grade(root, "lab", jobs=2).graded == ("s0001",)
        warm_seconds = time.monotonic() - start
        hand_in(root, "s0001", {"a1": "rows = 2"})
        start = time.monotonic()
        command = [sys.executable, "-m", "hitkit.cli", "grade", "lab", "--jobs", "2"]
        again = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
        again_seconds = time.monotonic() - start
        assert f"1 graded, {size - 1} had not changed" in again.stdout, again.stdout
        stock, scores = with_nbgrader(root, share)
    ours = all_seconds / size
    same = all(abs(points[n] - s) < 1e-9 for n, s in scores.items() if n != "s0001")
    print(f"sandbox                              {report.sandbox}")
    print(f"class of {size}, 12 questions, 5,000 rows")
    print(f"nbgrader autograde, a submission     {stock:8.3f} s   {60 / stock:7.1f} a minute")
    print(f"sealed, 2 jobs, a submission         {ours:8.3f} s   {60 / ours:7.1f} a minute")
    print(f"ratio                                {stock / ours:8.1f} x   same scores: {same}")
    print(f"processor time, cells in a kernel    {alone:8.3f} s")
    print(
        f"processor time, whole, a submission  {all_cpu / size:8.3f} s"
        f"   {all_cpu / size / alone:7.2f} x"
    )
    print(f"  of it in the two processes         {cells_cpu / size:8.3f} s")
    print(f"  rebuild, orchestrate, write        {main_cpu / size:8.3f} s")
    print(f"  warm-up, shared by all             {warm / size:8.3f} s")
    print(f"grading all                          {all_seconds:8.2f} s")
    for where, seconds in (("the same grader", warm_seconds), ("a new process", again_seconds)):
        print(
            f"after one change, {where:18} {seconds:8.2f} s   {seconds / all_seconds:7.3f} of all"
        )


if __name__ == "__main__":
    main()
