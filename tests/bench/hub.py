"""A class on one host: everybody logs in at once, starts, runs the lab, hands in; then kills.

python tests/bench/hub.py [STUDENTS]        8 if not told; 60 is a large class
"""

from __future__ import annotations

import os
import re
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import psutil
import requests
from hitkit import curriculum
from hitkit import term as terms
from hitkit.classroom import local
from hitkit.demo.classroom import Classroom
from hitkit.tools_path import own_tools_first

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.classroom.person import Person, Refused

MIB = 1024 * 1024
WORK = curriculum.load().module(local.MODULE).id
RUN = (
    "import pandas as pd, matplotlib.pyplot, ipywidgets\n"
    f"rows = pd.read_csv('{local.COURSE}/{WORK}/data/encounters.csv', dtype=str)\n"
    "open('saved.txt', 'w').write(str(len(rows)))\n"
    "print('rows', len(rows))"
)


@dataclass(frozen=True)
class Day:
    """One student's day, in seconds."""

    log_in: float
    start: float
    run: float
    hand_in: float


def main(students: int) -> None:
    """Play the class and print what it took."""
    own_tools_first()
    with tempfile.TemporaryDirectory(prefix="bench-hub-") as room:
        folder = Path(room, "hub")
        _class_file(folder, students)
        began = time.monotonic()
        with local.running(folder, port=0) as hub:
            print(f"Hub up after {time.monotonic() - began:.0f} s")
            people = _play(hub, students)
            _proxy_dies(people[0])
            _server_dies(people[0])
        _hub_dies(folder, people[0].name)
        held = Classroom(terms.open_term(folder / "courses" / local.COURSE))
        held.collect(WORK)
        print(f"Handed in and collected: {len(held.submitted(WORK))} of {students}")


def _class_file(folder: Path, students: int) -> None:
    folder.mkdir()
    (folder / local.MARKER).touch()
    text = local.class_text(folder)
    entries = "\n".join(f'    {{ id = "s{number:03}" }},' for number in range(students))
    text = re.sub(r"students = \[.*?\n\]", f"students = [\n{entries}\n]", text, flags=re.S)
    (folder / "class.toml").write_text(text)


def _play(hub: local.Running, students: int) -> list[Person]:
    people = [
        Person(hub.base, f"s{number:03}", hub.numbers.password, patience=600)
        for number in range(students)
    ]
    before = _used()
    began = time.monotonic()
    handed_in = threading.Barrier(students + 1)
    with ThreadPoolExecutor(students) as pool:
        days = [pool.submit(_day, person, handed_in) for person in people]
        handed_in.wait(timeout=1800)
        took = time.monotonic() - began
        after = _used()
        handed_in.wait(timeout=1800)
    done = [day.result() for day in days]
    print(f"{students} students: all in, run and handed in after {took:.0f} s")
    for name in ("log_in", "start", "run", "hand_in"):
        times = [getattr(day, name) for day in done]
        print(f"  {name:8} median {statistics.median(times):5.1f} s, longest {max(times):5.1f} s")
    memory, processor = (b - a for a, b in zip(before, after, strict=True))
    print(f"  memory   {memory / students / MIB:.0f} MiB a student, with a kernel")
    print(f"  in all   {processor / students:.1f} s of processor time a student")
    return people


def _day(person: Person, handed_in: threading.Barrier) -> Day:
    marks = [time.monotonic()]

    def done() -> None:
        marks.append(time.monotonic())

    person.log_in()
    done()
    person.start()
    done()
    person.fetch(local.COURSE, WORK)
    with person.kernel() as kernel:
        assert "rows" in person.execute(kernel, RUN)
        done()
        person.submit(local.COURSE, WORK)
        done()
        handed_in.wait(timeout=1800)  # everybody's kernel is there when memory is measured
        handed_in.wait(timeout=1800)
    return Day(*(later - sooner for sooner, later in pairwise(marks)))


def _used() -> tuple[int, float]:
    """Memory, what is shared counted once, and processor time of all that was started here."""
    memory, processor = 0, 0.0
    for process in psutil.Process().children(recursive=True):
        try:
            memory += process.memory_full_info().pss
            processor += sum(process.cpu_times()[:2])
        except psutil.NoSuchProcess:
            continue
    return memory, processor


def _proxy_dies(person: Person) -> None:
    _kill("hitkit.classroom.proxy")
    _until(lambda: person.ask("GET", "api/contents/saved.txt")["type"] == "file", "proxy")


def _server_dies(person: Person) -> None:
    server = next(
        process
        for process in psutil.Process().children(recursive=True)
        if "jupyterhub-singleuser" in " ".join(process.cmdline())
        and process.environ().get("JUPYTERHUB_USER") == person.name
    )
    os.kill(server.pid, signal.SIGKILL)
    _until(lambda: person.start() is None and _whole(person), "a student's server")


def _hub_dies(folder: Path, name: str) -> None:
    with local.running(folder, port=0) as hub:
        person = Person(hub.base, name, hub.numbers.password)
        person.log_in()
        person.start()
        person.run("open('late.txt', 'w').write('kept')")
        hub.process.kill()
        hub.process.wait()
    with local.running(folder, port=0) as hub:
        person = Person(hub.base, name, hub.numbers.password)
        person.log_in()
        person.start()
        assert person.run("print(open('late.txt').read())").strip() == "kept"
        assert _whole(person)
    print("Killed: the Hub. What was saved and handed in is there.")


def _whole(person: Person) -> bool:
    saved = person.run("print(open('saved.txt').read())").strip().isdigit()
    return saved and any(a["status"] == "submitted" for a in person.assignments(local.COURSE))


def _kill(module: str) -> None:
    for process in psutil.Process().children(recursive=True):
        if module in process.cmdline():
            process.kill()


def _until(holds: Callable[[], bool], what: str) -> None:
    began = time.monotonic()
    while time.monotonic() - began < 300:
        try:
            if holds():
                print(
                    f"Killed: {what}. Back after {time.monotonic() - began:.0f} s, work is whole."
                )
                return
        except (Refused, requests.RequestException):
            pass
        time.sleep(0.5)
    raise SystemExit(f"Killed: {what}. It did not come back.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
