"""How long a term takes to build and a class to play, and where the time goes."""

import tempfile
import time
from pathlib import Path

from hitkit import term
from hitkit.cli import _grade_all
from hitkit.demo import run
from hitkit.tools_path import own_tools_first


def seconds(work: object) -> float:
    start = time.perf_counter()
    assert callable(work)
    work()
    return time.perf_counter() - start


def main() -> None:
    own_tools_first()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        modules = term.choose(())
        every = seconds(lambda: term.new(folder / "all", "bench"))
        print(f"term of {len(modules)} modules      {every:6.1f} s")
        for module in modules:
            one = seconds(lambda module=module: term.new(folder / module.id, "bench", [module.id]))
            print(f"  {module.id:28}{one:6.1f} s, {one / every:.2f} of the whole term")
        spent: list[float] = []

        def grade(course: Path, assignment: str) -> run.Graded:
            start = time.perf_counter()
            graded = _grade_all(course, assignment)
            spent.append(time.perf_counter() - start)
            return graded

        whole = seconds(lambda: run.play(folder / "demo", "04", grade))
        print(f"demo class                    {whole:6.1f} s")
        print(f"  of it grading               {spent[0]:6.1f} s, {spent[0] / whole:.0%}")


if __name__ == "__main__":
    main()
