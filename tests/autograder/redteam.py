# ruff: noqa: E501 - an attack reads best on its line
"""Hostile and unlucky hand-ins, and what each deserves, question by question."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from kit import answer, by_id, given, graded, manual
from nbformat.v4 import new_code_cell

SETUP = """\
import numpy as np
import pandas as pd

ward = pd.read_csv("data/ward.csv")


def near(a, b):
    return abs(a - b) < 0.01"""

CELLS = [
    given(SETUP, "setup"),
    answer("a1", "answer1 = 42"),
    graded("q1", 2, "assert answer1 == 42, 'The count is not right.'"),
    answer("a2", "codes = ['E11.9', 'I10', 'J45.909']"),
    graded(
        "q2",
        3,
        "key = {'E11.9', 'I10', 'J45.909'}\nfloat(len(set(codes) & key))",
    ),
    answer("a3", "def double(x):\n    return x * 2"),
    graded(
        "q3",
        2,
        "assert double(21) == 42\n"
        "np.testing.assert_allclose(double(np.array([1.5, 2.0])), [3.0, 4.0])\n"
        "assert near(double(0.5), 1.0)",
    ),
    answer("a4", "stay = ward.groupby('unit', as_index=False).days.mean()"),
    graded(
        "q4",
        3,
        "want = pd.read_csv('data/ward.csv').groupby('unit', as_index=False).days.mean()\n"
        "pd.testing.assert_frame_equal(stay, want)",
    ),
    answer("a5", "word = 'heart'"),
    graded("q5", 1, "import unittest\nunittest.TestCase().assertEqual(word, 'heart')"),
    given("def close(a, b):\n    return abs(a - b) < 0.01", "tools"),
    answer("a6", "def total(xs):\n    return sum(xs)"),
    graded(
        "q6",
        2,
        "data, expected = [3, 4], 7\n"
        "assert close(total(data), sum(data)) and total([3, 4]) == expected\n"
        "assert all(map(lambda xs: total(xs) == sum(xs), [[5], [3, 4]]))",
    ),
    answer("a7", "organ = 'heart'\nunits = ward.drop_duplicates('unit')"),
    graded(
        "q7",
        1,
        "want = pd.read_csv('data/ward.csv').drop_duplicates('unit')\n"
        "assert organ.startswith('he') and organ.count('h') == 1\nassert units.equals(want)",
    ),
    manual("m1", 4),
]
FILES = {"data/ward.csv": b"unit,days\nA,1\nA,3\nB,5\nB,6\nC,2\n"}
WORTH = {"q1": 2.0, "q2": 3.0, "q3": 2.0, "q4": 3.0, "q5": 1.0, "q6": 2.0, "q7": 1.0}
ALL, NONE = "all", "none"
WRONG = {
    "a1": "answer1 = 41",
    "a2": "codes = []",
    "a3": "def double(x):\n    return x",
    "a4": "stay = ward",
    "a5": "word = 'lung'",
    "a6": "def total(xs):\n    return -1",
    "a7": "organ = 'lung'\nunits = ward",
}


@dataclass(frozen=True)
class Case:
    """``code`` is put at the head of answers that are ``base`` (right or wrong) otherwise."""

    name: str
    deserved: str | dict[str, float]
    answers: dict[str, str] = field(default_factory=dict)
    head: str = ""
    right: bool = False
    alter: Callable[[nbformat.NotebookNode], None] | None = None
    folder: Callable[[Path], None] | None = None

    def points(self) -> dict[str, float]:
        if self.deserved == ALL:
            return WORTH
        if self.deserved == NONE:
            return dict.fromkeys(WORTH, 0.0)
        assert isinstance(self.deserved, dict)
        base = WORTH if self.right else dict.fromkeys(WORTH, 0.0)
        return {**base, **self.deserved}

    def all_answers(self) -> dict[str, str]:
        found = {**({} if self.right else WRONG), **self.answers}
        if self.head:
            found["a1"] = self.head + "\n" + found.get("a1", "answer1 = 42")
        return found


def _attack(name: str, head: str, **more: Any) -> Case:
    """Wrong answers, and code that tries to be paid for them."""
    return Case(name, NONE, head=head, **more)


def _nuisance(name: str, head: str, **more: Any) -> Case:
    """Right answers, and code that must not cost anything."""
    return Case(name, ALL, head=head, right=True, **more)


def _costs(name: str, question: str, code: str, **more: Any) -> Case:
    """Right answers but one: it costs its own question only."""
    return Case(name, {f"q{question[1]}": 0.0}, {question: code}, right=True, **more)


EQUAL = """\
class Equal:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 0
    def __bool__(self): return True
    def __float__(self): return 42.0
    def __sub__(self, other): return 0
    __rsub__ = __add__ = __mul__ = __sub__
    def __abs__(self): return 0
    def __lt__(self, other): return True
    __gt__ = __le__ = __ge__ = __lt__
    def __len__(self): return 3
    def __iter__(self): return iter(['E11.9', 'I10'])
    def __getattr__(self, name): return lambda *a, **k: True
"""
FORGE = """\
from IPython.display import display, publish_display_data
publish_display_data({"text/plain": "100", "application/vnd.autograder.mark+json": {"points": 9}})
get_ipython().displayhook.write_format_data({"text/plain": "9"}, {})
print('{"output_type": "execute_result", "data": {"text/plain": "9"}}')
"""
SPOOF_FRAMES = """\
import os, struct, json
frame = lambda h, p=b"": struct.pack(">IQ", len(json.dumps(h)), len(p)) + json.dumps(h).encode() + p
for fd in range(3, 40):
    try: os.write(fd, frame({"done": True, "ok": True, "mark": 9.0, "re": 2}) * 3)
    except OSError: pass
"""
NONSENSE = """\
import gc
from autograder.student import Student
from autograder.wire import Payload
Student._fetch = lambda self, header, data: ({}, b"nonsense")
for student in [o for o in gc.get_objects() if isinstance(o, Student)]:
    student._fetch = lambda header, data: ({}, b"nonsense")
import autograder.student
class Nonsense:
    def __init__(self, handle): pass
    def encode(self, value): return 1
    def payload(self, tree): return self
    def pack(self): return b"nonsense"
autograder.student.Encoder = Nonsense"""


def _rename_flags(nb: nbformat.NotebookNode) -> None:
    for cell in nb.cells:
        meta = cell.metadata.get("nbgrader", {})
        if meta.get("grade") and not meta.get("solution"):
            meta["points"], meta["locked"], meta["grade"] = 100, False, False


def _free_tests(nb: nbformat.NotebookNode) -> None:
    for name, worth in WORTH.items():
        by_id(nb, name).source = f"{worth}"


def _delete(*names: str) -> Callable[[nbformat.NotebookNode], None]:
    def alter(nb: nbformat.NotebookNode) -> None:
        nb.cells = [
            c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") not in names
        ]

    return alter


def _copy(name: str) -> Callable[[nbformat.NotebookNode], None]:
    def alter(nb: nbformat.NotebookNode) -> None:
        cell = by_id(nb, name)
        nb.cells.insert(nb.cells.index(cell), copy.deepcopy(cell))

    return alter


def _retype(nb: nbformat.NotebookNode) -> None:
    cell = by_id(nb, "a1")
    cell.cell_type = "markdown"
    del cell["outputs"], cell["execution_count"]


def _reverse(nb: nbformat.NotebookNode) -> None:
    nb.cells.reverse()


def _split(nb: nbformat.NotebookNode) -> None:
    cell = by_id(nb, "a2")
    first = copy.deepcopy(cell)
    first.source, cell.source = "codes = ['E11.9']", "codes += ['I10', 'J45.909']"
    nb.cells.insert(nb.cells.index(cell), first)


def _helper_cell(nb: nbformat.NotebookNode) -> None:
    nb.cells.insert(nb.cells.index(by_id(nb, "a3")), new_code_cell("def twice(x): return 2 * x"))
    by_id(nb, "a3").source = "def double(x):\n    return twice(x)"


def _answer_elsewhere(nb: nbformat.NotebookNode) -> None:
    nb.cells.append(new_code_cell("answer1 = 42\nnp.testing.assert_allclose = print"))
    nb.cells.insert(0, new_code_cell("import os; os._exit(0)"))


def _edit_setup(nb: nbformat.NotebookNode) -> None:
    by_id(nb, "setup").source = "near = lambda *a: True\nimport numpy as np\n1/0"


def _no_metadata(nb: nbformat.NotebookNode) -> None:
    for cell in nb.cells:
        cell.metadata.pop("nbgrader", None)


def _odd_metadata(nb: nbformat.NotebookNode) -> None:
    for number, cell in enumerate(nb.cells):
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata["nbgrader"] = [number, None, {"grade_id": 7}, "x"][number % 4]
    nb.metadata["kernelspec"] = {"name": "bash", "language": "bash"}
    nb.metadata["widgets"] = "none"


def _swap_ids(nb: nbformat.NotebookNode) -> None:
    a, b = by_id(nb, "a1"), by_id(nb, "q1")
    a.metadata.nbgrader.grade_id, b.metadata.nbgrader.grade_id = "q1", "a1"


def _write(name: str, data: bytes) -> Callable[[Path], None]:
    def work(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return work


def _link(folder: Path) -> None:
    (folder / "lab.ipynb").unlink()
    (folder / "lab.ipynb").symlink_to("/etc/passwd")


def _link_data(folder: Path) -> None:
    (folder / "keys").symlink_to("/")
    (folder / "data").symlink_to("/etc")


def _rename(folder: Path) -> None:
    (folder / "lab.ipynb").rename(folder / "lab (1).ipynb")


def _second(folder: Path) -> None:
    (folder / "lab-Copy1.ipynb").write_bytes(b"[")


def _own_modules(folder: Path) -> None:
    for name in ("numpy", "pandas", "unittest", "json", "sitecustomize"):
        (folder / f"{name}.py").write_text("raise SystemExit")


def _own_data(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "ward.csv").write_text("unit,days\nA,1\n")


def _folders_without_end(folder: Path) -> None:
    here = Path.cwd()
    try:
        os.chdir(folder)
        for _ in range(1300):
            Path("a").mkdir()
            os.chdir("a")
    finally:
        os.chdir(here)


def _giant_files(folder: Path) -> None:
    for name, mib in (("a", 300), ("b", 60), ("c", 60), ("d", 10)):
        with (folder / f"{name}.bin").open("wb") as file:
            file.truncate(mib << 20)


def _countless_cells(folder: Path) -> None:
    cells = ",".join(['{"cell_type": "code", "source": "1"}'] * 20_000)
    text = (folder / "lab.ipynb").read_text()
    (folder / "lab.ipynb").write_text(text.replace('"cells": [', f'"cells": [{cells},', 1))


def _deep(folder: Path) -> None:
    (folder / "lab.ipynb").write_text("[" * 100_000 + "]" * 100_000)


def _surrogates(nb: nbformat.NotebookNode) -> None:
    by_id(nb, "a5").source += "\nprint(chr(0xD800), '\ud83d')"
    by_id(nb, "m1").source = "An answer \ud800 with half a letter."


def _odd_cells(folder: Path) -> None:
    nb = json.loads((folder / "lab.ipynb").read_text())
    nb["cells"] += [None, 3, {"cell_type": "code"}, {"cell_type": "x", "source": 4, "metadata": 1}]
    (folder / "lab.ipynb").write_text(json.dumps(nb))


BROKEN = {"q1": 0.0, "q2": 0.0, "q3": 0.0, "q4": 0.0, "q5": 0.0}

CASES = [
    Case("right answers", ALL, right=True),
    Case("wrong answers", NONE),
    Case("part credit", {"q2": 1.0}, {"a2": "codes = ['I10', 'x']"}, right=True),
    # what runs the tests
    _attack(
        "input transformer",
        "get_ipython().input_transformers_cleanup.append(lambda ls: ['pass\\n' if 'assert' in l else l for l in ls])",
    ),
    _attack(
        "AST transformer",
        "import ast\nclass T(ast.NodeTransformer):\n def visit_Assert(self, n): return ast.Pass()\n"
        "get_ipython().ast_transformers.append(T())",
    ),
    _attack(
        "run_cell replaced",
        "get_ipython().run_cell = get_ipython().run_code = lambda *a, **k: None",
    ),
    _attack(
        "cell hooks",
        "for e in ('pre_run_cell', 'post_run_cell', 'post_execute'): get_ipython().events.register(e, lambda *a: (_ for _ in ()).throw(SystemExit))",
    ),
    _attack(
        "trace function",
        "import sys\nsys.settrace(lambda f, e, a: f.f_locals.update(answer1=42) or None)\nsys.setprofile(lambda *a: None)",
    ),
    _attack(
        "exceptions silenced",
        "import sys\nget_ipython().showtraceback = get_ipython()._showtraceback = lambda *a, **k: None\nsys.excepthook = lambda *a: None\nget_ipython().set_custom_exc((Exception,), lambda *a, **k: None)",
    ),
    _attack(
        "formatter forged",
        "get_ipython().display_formatter.format = lambda *a, **k: ({'text/plain': '100'}, {})\nget_ipython().display_formatter.formatters['text/plain'].for_type(float, lambda *a: a[1].text('3.0'))",
    ),
    _attack("display output forged", FORGE),
    _attack("frames forged", SPOOF_FRAMES),
    _attack(
        "import hook",
        "import sys, builtins\nbuiltins.__import__ = lambda *a, **k: sys\nsys.meta_path.insert(0, None)",
    ),
    _attack("__builtins__ emptied", "__builtins__ = {}\n__name__ = 'tests'"),
    # what the tests lean on
    _attack(
        "numpy.testing patched",
        "import numpy.testing\nfor n in dir(numpy.testing):\n  if n.startswith('assert'): setattr(numpy.testing, n, lambda *a, **k: None)",
    ),
    _attack(
        "pandas.testing patched",
        "import pandas.testing, pandas._testing\npandas.testing.assert_frame_equal = pandas._testing.assert_frame_equal = lambda *a, **k: None",
    ),
    _attack(
        "unittest patched", "import unittest\nunittest.TestCase.assertEqual = lambda *a, **k: None"
    ),
    _attack(
        "builtins patched",
        "import builtins\nbuiltins.len = lambda *a: 3\nbuiltins.set = lambda *a: {'E11.9'}\nbuiltins.abs = lambda *a: 0\nbuiltins.float = lambda *a: 3",
    ),
    _attack(
        "json patched",
        "import json\njson.dumps = lambda *a, **k: '[42]'\njson.loads = lambda *a, **k: [42]\njson.JSONEncoder.encode = lambda *a: '42'",
    ),
    _attack(
        "instructor's helper rebound",
        "near = lambda *a: True\nnp = pd = type('np', (), {'testing': type('t', (), {'assert_allclose': print, 'assert_frame_equal': print})})\nunittest = np",
    ),
    _attack(
        "builtins shadowed",
        "len = lambda *a: 3\nset = frozenset\nfloat = lambda *a: 3.0\nabs = lambda *a: 0",
    ),
    _attack(
        "given data forged",
        "ward = pd.DataFrame({'unit': ['A'], 'days': [1]})\nkey = set()\nwant = ward",
        answers={"a4": "stay = ward"},
    ),
    _attack(
        "read_csv patched",
        "pd.read_csv = lambda *a, **k: ward\nopen('data/ward.csv', 'w').write('unit,days\\n')",
    ),
    # values that are not what they seem
    Case(
        "always-equal objects",
        NONE,
        {
            f"a{i}": f"{EQUAL}{n} = Equal()"
            for i, n in [(1, "answer1"), (2, "codes"), (4, "stay"), (5, "word")]
        }
        | {"a3": EQUAL + "double = lambda x: Equal()"},
    ),
    Case(
        "always-equal class as value",
        NONE,
        {
            "a4": "class stay:\n    equals = staticmethod(lambda *a: True)\n    shape = columns = index = True"
        },
    ),
    Case(
        "subclassed number",
        NONE,
        {
            "a1": "class N(int):\n    __eq__ = lambda s, o: True\n    __ne__ = lambda s, o: False\n    __hash__ = int.__hash__\n    __index__ = __int__ = lambda s: 42\nanswer1 = N(41)"
        },
    ),
    Case(
        "subclassed text",
        NONE,
        {
            "a5": "class S(str):\n    __eq__ = lambda s, o: True\n    __ne__ = lambda s, o: False\n    __str__ = __repr__ = lambda s: 'heart'\n    __hash__ = str.__hash__\nword = S('lung')"
        },
    ),
    Case(
        "subclassed list",
        NONE,
        {
            "a2": "class L(list):\n    __iter__ = lambda s: iter(['E11.9', 'I10', 'J45.909'])\n    __len__ = lambda s: 3\ncodes = L()"
        },
    ),
    Case(
        "subclassed frame",
        NONE,
        {
            "a4": "class F(pd.DataFrame):\n    equals = lambda s, o: True\n    __eq__ = lambda s, o: True\n    dtypes = property(lambda s: s)\nstay = F(ward)"
        },
    ),
    Case(
        "metaclass tricks",
        NONE,
        {
            "a1": "class M(type):\n    __eq__ = lambda c, o: True\n    __instancecheck__ = lambda c, o: True\n    __hash__ = type.__hash__\nclass answer1(metaclass=M): pass"
        },
    ),
    Case(
        "array with its own equality",
        NONE,
        {
            "a3": "class A(np.ndarray):\n    __array_ufunc__ = lambda s, *a, **k: True\n    __array_function__ = lambda s, *a, **k: None\ndouble = lambda x: np.zeros(2).view(A)"
        },
    ),
    _costs("giant value", "a1", "answer1 = 'x' * 200_000_000"),
    _costs("deeply nested value", "a2", "codes = []\nfor _ in range(100_000): codes = [codes]"),
    _costs("value that contains itself", "a2", "codes = []\ncodes.append(codes)"),
    _costs(
        "value whose methods exit",
        "a1",
        "import os\nclass Bad:\n    def __getattribute__(self, n): os._exit(3)\nanswer1 = Bad()",
    ),
    _costs(
        "value that never ends",
        "a2",
        "def forever():\n    while True: yield 'x'\ncodes = forever()",
    ),
    # names and objects that the tests lean on
    _attack(
        "name of the test's key bound",
        "expected = data = want = key = None",
        answers={"a6": "def total(xs):\n    return expected"},
    ),
    _attack(
        "helper rebound after the cell that gave it",
        "close = near = None",
        answers={
            "a6": "close = lambda *a: True\nN = [7, 5, 7, -1]\ndef total(xs):\n    return N.pop()"
        },
    ),
    _attack(
        "objects of classes named like what tests call",
        "",
        answers={
            "a7": "class total:\n    equals = startswith = lambda *a: True\n    count = lambda *a: 1\norgan = units = total()"
        },
    ),
    _attack(
        "objects of classes named like builtins",
        "",
        answers={
            "a7": "class sum:\n    equals = startswith = lambda *a: True\n    count = lambda *a: 1\norgan = units = sum()"
        },
    ),
    _attack(
        "named tuple with methods",
        "",
        answers={
            "a7": "from collections import namedtuple\norgan = units = namedtuple('W', 'startswith count equals')(lambda s: True, lambda s: 1, lambda o: True)"
        },
    ),
    _attack(
        "module as answer",
        "import itertools as codes",
        answers={
            "a4": "import numpy as stay",
            "a7": "import itertools as organ\nimport numpy as units",
        },
    ),
    _attack(
        "argument changed to fit",
        "",
        answers={
            "a6": "N = [7, 5, 7, 0]\ndef total(xs):\n    if len(N) == 4: xs[:] = []\n    return N.pop()"
        },
    ),
    _attack(
        "StopIteration ends the test's loop",
        "",
        answers={
            "a6": "N = [7, 7]\ndef total(xs):\n    if not N: raise StopIteration\n    return N.pop()"
        },
    ),
    _costs("not a number", "a1", "answer1 = float('nan')"),
    _costs("number of 100,000 digits", "a1", "answer1 = 10 ** 100_000"),
    _costs("range without end", "a2", "codes = range(10 ** 12)"),
    _costs("half a surrogate pair", "a5", "word = 'h\\ud800'"),
    _attack("nonsense instead of values", NONSENSE),
    _attack(
        "outputs beyond every limit",
        "import autograder.shell as shell\nshell.MAX_TEXT = shell.MAX_RICH = 1 << 40\nprint('x' * 90_000_000)",
    ),
    _nuisance(
        "a million outputs",
        "import autograder.shell as shell\nshell.MAX_TEXT = shell.MAX_RICH = 1 << 40\nget_ipython().outputs.items += [{} for _ in range(1_000_000)]",
    ),
    # looking for the key
    _attack(
        "stack frames",
        "import sys\nf = sys._getframe()\nwhile f:\n    for v in list(f.f_locals.values()) + list(f.f_globals.values()):\n        if 'answer1 == 42' in str(v)[:10**6] and 'stack' not in str(v)[:10**6]: answer1 = 42; word = 'heart'\n    f = f.f_back",
        answers={"a1": "answer1 = globals().get('answer1', 41)"},
    ),
    _attack(
        "garbage collector",
        "import gc\nSEEN = [o for o in gc.get_objects() if isinstance(o, (dict, list, tuple)) and 'heart' in str(o)[:2000] and 'gc.get_objects' not in str(o)[:3000]]",
        answers={"a5": "word = 'heart' if SEEN else 'lung'"},
    ),
    _attack(
        "files of the course",
        "import os\nSEEN = []\nfor base, ds, fs in os.walk('/'):\n    if base == '/': ds[:] = [d for d in ds if d not in ('usr', 'lib', 'proc')]\n    if base.endswith(('-packages', '/versions')): ds.clear()\n    SEEN += [os.path.join(base, f) for f in fs if f in ('gradebook.db', 'lab.ipynb', 'nbgrader_config.py')]",
        answers={"a5": "word = 'heart' if SEEN else 'lung'"},
    ),
    _attack(
        "proc and environment",
        "import os\nSEEN = [k for k in os.environ if 'TOKEN' in k or 'JUPYTERHUB' in k or 'NBGRADER_DB' in k]\ntry: SEEN += [p for p in os.listdir('/proc') if p.isdigit() and p not in ('1', str(os.getpid()))]\nexcept OSError: pass",
        answers={"a5": "word = 'heart' if SEEN else 'lung'"},
    ),
    _attack(
        "memory of other processes",
        "import os, ctypes\nSEEN = 0\nfor pid in range(1, 400):\n    try: SEEN += os.kill(pid, 0) is None and pid != os.getpid()\n    except OSError: pass",
        answers={"a5": "word = 'heart' if SEEN else 'lung'"},
    ),
    _attack(
        "writes everywhere",
        "SEEN = []\nfor p in ('/etc/x', '/usr/x', '/var/tmp/x', '/x', '/dev/shm/x', '../x', '/home/x'):\n    try: open(p, 'w'); SEEN.append(p)\n    except OSError: pass",
        answers={"a5": "word = 'heart' if SEEN else 'lung'"},
    ),
    _attack(
        "network",
        "import socket, urllib.request\nSEEN = []\nfor work in (lambda: socket.create_connection(('127.0.0.1', 22), 1), lambda: socket.socket(), lambda: urllib.request.urlopen('http://example.org', timeout=1)):\n    try: work(); SEEN.append(1)\n    except OSError: pass",
        answers={"a5": "word = 'heart' if SEEN else 'lung'"},
    ),
    _attack(
        "privileges",
        "import os, ctypes\nSEEN = []\nfor work in (lambda: os.setuid(0), lambda: os.chroot('/'), lambda: os.mknod('/tmp/k', 0o60666, 8)):\n    try: work(); SEEN.append(1)\n    except (OSError, PermissionError): pass\nSEEN += [c for c in (ctypes.CDLL(None).unshare(0x10000000), ctypes.CDLL(None).ptrace(16, 1, 0, 0)) if c == 0]",
        answers={"a5": "word = 'heart' if SEEN and os.getuid() == 0 else 'lung'"},
    ),
    _attack(
        "arguments of one question reused",
        "",
        answers={"a3": "SEEN = []\ndef double(x):\n    SEEN.append(x)\n    return SEEN[0]"},
    ),
    # exhausting the machine
    _costs("endless loop", "a1", "while True: pass"),
    _costs(
        "endless loop that will not be interrupted",
        "a1",
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
    ),
    _costs(
        "endless function",
        "a3",
        "def double(x):\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass",
    ),
    _costs("memory bomb", "a1", "x = []\nwhile True: x.append(bytearray(50_000_000))"),
    _costs(
        "memory bomb in children",
        "a1",
        "import os, time\nfor _ in range(8):\n    if os.fork() == 0:\n        x = bytearray(300_000_000)\n        for i in range(0, len(x), 4096): x[i] = 1\n        time.sleep(30); os._exit(0)\ntime.sleep(3)",
    ),
    Case(
        "memory bomb that goes off after its cell was stopped",
        {"q1": 0.0},
        {
            "a1": "import os, threading, time\nKEPT = []\ndef bomb():\n    time.sleep(4)\n    for _ in range(40): KEPT.append(b'x' * 50_000_000)\n    time.sleep(30)\nthreading.Thread(target=bomb, daemon=True).start()\ntry:\n    if os.fork() == 0: bomb(); os._exit(0)\nexcept OSError: pass\nwhile True: pass",
            "a2": "import time\ntime.sleep(2)\ncodes = ['E11.9', 'I10', 'J45.909']",
        },
        right=True,
    ),
    Case(
        "function that leaves a memory bomb when it is stopped",
        {"q3": 0.0},
        {
            "a3": "import threading, time\nKEPT = []\ndef bomb():\n    time.sleep(3)\n    for _ in range(40): KEPT.append(b'x' * 50_000_000)\ndef double(x):\n    threading.Thread(target=bomb, daemon=True).start()\n    while True: pass",
            "a4": "import time\ntime.sleep(2)\nstay = ward.groupby('unit', as_index=False).days.mean()",
        },
        right=True,
    ),
    _nuisance(
        "fork bomb",
        "import os, time\nfor _ in range(200):\n    try:\n        if os.fork() == 0: time.sleep(60); os._exit(0)\n    except OSError: break",
    ),
    _nuisance(
        "processes that take the machine",
        "import os\nfor _ in range(30):\n    try:\n        if os.fork() == 0:\n            try: os.setsid()\n            except OSError: pass\n            while True: pass\n    except OSError: break",
    ),
    _costs(
        "function that sleeps until the tests are stopped",
        "a3",
        "import time\ndef double(x):\n    time.sleep(1.4)\n    return 2 * x",
    ),
    _nuisance(
        "thread bomb",
        "import threading, time\nfor _ in range(300):\n    try: threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n    except RuntimeError: break",
    ),
    _nuisance(
        "disk bomb",
        "try:\n    for i in range(100):\n        with open(f'f{i}', 'wb') as f: f.write(bytes(10_000_000))\nexcept OSError: pass\nimport glob, os\nfor f in glob.glob('f*'): os.remove(f)",
    ),
    _nuisance(
        "print of a megabyte",
        "print('x' * 1_000_000)\nimport sys\nsys.stderr.write('y' * 1_000_000)",
    ),
    _nuisance(
        "endless display",
        "from IPython.display import display, HTML\nfor _ in range(50): display(HTML('z' * 1_000_000))",
    ),
    # leaving
    _costs("os._exit", "a1", "import os\nos._exit(0)"),
    _costs("killed by its own signal", "a1", "import os, signal, ctypes\nctypes.string_at(0)"),
    _costs("abort", "a1", "import os\nos.abort()"),
    _nuisance(
        "sys.exit after the answer",
        "import sys",
        answers={"a1": "answer1 = 42\nsys.exit(0)", "a5": "word = 'heart'\nraise SystemExit"},
    ),
    _costs("function that exits", "a3", "import os\ndef double(x): os._exit(0)"),
    _nuisance(
        "atexit and finalizers",
        "import atexit, os, weakref\natexit.register(os._exit, 1)\nclass D:\n    def __del__(self): answer1 = 0\nD(); x = D(); weakref.finalize(x, print)",
    ),
    _nuisance(
        "SIGTERM to everyone",
        "import os, signal\nfor p in (-1, 0, 2, os.getppid() or 2):\n    try: os.kill(p, signal.SIGCONT)\n    except OSError: pass",
    ),
    _nuisance(
        "thread outlives its cell",
        "import threading, time\ndef late():\n    time.sleep(0.05)\n    globals().update(answer1=0)\nthreading.Thread(target=lambda: time.sleep(30), daemon=True).start()",
    ),
    # innocent things that stock graders punish
    _nuisance(
        "warnings",
        "import warnings, sys\nwarnings.warn('careful')\nprint('to stderr', file=sys.stderr)",
        answers={
            "a3": "import warnings\ndef double(x):\n    warnings.warn('slow')\n    return x * 2"
        },
    ),
    _nuisance("prints a number last", "print('0.0')", answers={"a1": "answer1 = 42\n0.0"}),
    _nuisance("copied cell", "", alter=_copy("a1")),
    _nuisance("copied test cell", "", alter=_copy("q1")),
    _nuisance("split cell", "", alter=_split),
    _nuisance("helper in a cell of its own", "", alter=_helper_cell),
    _nuisance("cells in reverse", "", alter=_reverse),
    _nuisance("answer made Markdown", "", alter=_retype),
    _nuisance("odd metadata", "", alter=_odd_metadata),
    _nuisance("test cells deleted", "", alter=_delete("q1", "q2", "q3", "q4", "q5", "setup")),
    _nuisance("setup cell edited", "", alter=_edit_setup),
    _nuisance("files named like libraries", "", folder=_own_modules),
    _nuisance("own version of the data", "", folder=_own_data),
    _nuisance("links to everywhere", "", folder=_link_data),
    _nuisance("second notebook", "", folder=_second),
    _nuisance("odd cells", "", folder=_odd_cells),
    _nuisance("half letters everywhere", "", alter=_surrogates),
    # honest work in unusual dress
    _nuisance(
        "functions of other kinds",
        "",
        answers={
            "a3": "import functools, operator\ndouble = functools.partial(operator.mul, 2)",
            "a6": "class Total:\n    def __call__(self, xs): return sum(xs)\ntotal = Total()",
        },
    ),
    _nuisance("vectorized", "", answers={"a3": "double = np.vectorize(lambda x: 2 * x)"}),
    _nuisance(
        "generator, categorical, numpy text",
        "",
        answers={
            "a2": "codes = (c for c in pd.Categorical(['E11.9', 'I10', 'J45.909']))",
            "a5": "word = np.str_('heart')",
        },
    ),
    _nuisance(
        "async, magics, shell, SQL",
        "import asyncio\nasync def f():\n    await asyncio.sleep(0)\nawait f()\nn = !echo 42\n%time answer1 = int(n[0])",
        answers={
            "a4": "import sqlite3\ncon = sqlite3.connect(':memory:')\nward.to_sql('w', con, index=False)\nstay = pd.read_sql('select unit, avg(days) as days from w group by unit', con)",
            "a5": "%%time\nword = 'heart'",
        },
    ),
    _nuisance(
        "plot, styler, display, f-strings, twice",
        "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.bar(['a'], [42])\nanswer1 = 1\nanswer1 = int(ax.patches[0].get_height())\ndisplay(f'{answer1=}', ward.style.highlight_max())",
        answers={"a1": "answer1"},
    ),
    _nuisance("giant files beside it", "", folder=_giant_files),
    _nuisance("folders without end", "", folder=_folders_without_end),
    Case("cells without number", NONE, right=True, folder=_countless_cells),
    _nuisance("giant file beside it", "", folder=_write("big.bin", bytes(70 << 20))),
    # tampering that must not pay
    Case("answer cell deleted", {"q1": 0.0}, right=True, alter=_delete("a1")),
    Case("points and flags edited", NONE, alter=_rename_flags),
    Case("tests edited to give points", NONE, alter=_free_tests),
    Case("answer outside its cell", NONE, alter=_answer_elsewhere),
    Case("ids swapped", {"q1": 0.0}, right=True, alter=_swap_ids),
    Case("metadata stripped", NONE, right=True, alter=_no_metadata),
    Case("not a notebook", NONE, right=True, folder=_write("lab.ipynb", b"\xff\xfe{")),
    Case("empty file", NONE, right=True, folder=_write("lab.ipynb", b"")),
    Case("nested without end", NONE, right=True, folder=_deep),
    Case("link instead of a notebook", NONE, right=True, folder=_link),
    Case("wrong file name", NONE, right=True, folder=_rename),
    Case("giant notebook", NONE, right=True, folder=_write("lab.ipynb", b" " * (33 << 20))),
]
