"""Kill the grader at random moments, and count what was lost.

    python tests/bench/kills.py [kills]

Every other kill comes at a step of writing below the course; the rest after a random time.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "autograder"))

from kills import STEPS, Killed


def main() -> None:
    """Run and print."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    with tempfile.TemporaryDirectory() as folder:
        victim = Killed(Path(folder), size=6, seed=7)
        victim.change(victim.students[:3])
        start = time.monotonic()
        victim.run()
        whole = time.monotonic() - start
        victim.settle()
        ended: Counter[str] = Counter()
        while ended["killed"] < kills:
            victim.change(victim.some())
            if ended["killed"] % 2:
                ended[victim.run(seconds=victim.chance.uniform(0, whole))] += 1
            else:
                ended[victim.run(point=victim.chance.randint(1, STEPS))] += 1
            victim.settle()
        left = victim.clean()
    print(f"one run, cold                        {whole:8.1f} s")
    print(f"killed                               {ended['killed']:8d}")
    print(f"came to their end before             {ended['finished']:8d}")
    print("after each kill and one more run: all graded once, manual grades and comments kept,")
    print(f"gradebook whole, no stray folder; work folders left in the end: {len(left)}")
    assert not left, left


if __name__ == "__main__":
    main()
