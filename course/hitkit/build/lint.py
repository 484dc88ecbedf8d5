"""Check the built student edition: nothing secret in it, nothing inaccessible, nothing untrue.

Each rule is one small function from a page to complaints.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from hitkit import curriculum
from hitkit.build import module as modules
from hitkit.build.notebook import NOTEBOOKS, build
from hitkit.build.release import PUBLIC_SEED
from hitkit.build.template import Filler, literal
from hitkit.build.work import solutions
from hitkit.curriculum import Curriculum, Module

_SECRET_WORDS = ("BEGIN SOLUTION", "END SOLUTION", "HIDDEN TESTS", "MARK SCHEME")
_STRAY_FILES = re.compile(
    r"\.log$|\.ipynb_checkpoints|__pycache__|(^|/)keys?(/|\.)|gradebook|\.db$"
)
_HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)
_IMAGE = re.compile(r"!\[(.*?)\]\(|<img\b([^>]*)>", re.DOTALL)
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(")
_BARE_URL = re.compile(r"(?<![(<\"'])https?://\S+")
_VAGUE = {"", "here", "click here", "link", "this", "this link", "more", "read more", "page"}
_PLOT = re.compile(r"\.(plot|bar|barh|hist|scatter|step|boxplot|errorbar|subplots)\(")
_CODE = re.compile(
    r"(?<![\w.])[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}(?![\w.]*\w)|(?<=`)[A-TV-Z]\d\d(?=`)"
)
_TABLE_RULE = re.compile(r"\|?[\s:|-]*---[\s:|-]*\|?")
_POINTS = re.compile(r"^#+ .*\((\d+) points?\)$", re.MULTILINE)


@dataclass(frozen=True)
class Complaint:
    """Something to mend, and where."""

    file: str
    cell: str
    says: str

    def __str__(self) -> str:
        where = f"{self.file}, cell {self.cell}" if self.cell else self.file
        return f"{where}: {self.says}"


@dataclass(frozen=True)
class Page:
    """One notebook of the student edition, with the source that it was made from."""

    file: str
    module: Module
    notebook: NotebookNode
    source: NotebookNode

    def complain(self, cell: NotebookNode | None, says: str) -> Complaint:
        """Return a complaint about a cell (or, with ``None``, about the whole notebook)."""
        return Complaint(self.file, cell.id if cell else "", says)

    def cells(self, kind: str) -> list[NotebookNode]:
        """Return the ``markdown`` or ``code`` cells."""
        return [cell for cell in self.notebook.cells if cell.cell_type == kind]


Rule = Callable[[Page], Iterator[Complaint]]


def student_edition(root: Path | None = None) -> list[Complaint]:
    """Check the student edition under ``root`` (the checkout, if none is given)."""
    root = root or curriculum.course_folder().parent
    course = curriculum.load(root / "course" if (root / "course").is_dir() else None)
    complaints = [*_map(course), *_strays(root / "notebooks")]
    for module in course.modules:
        filler = Filler(modules.draw(module, PUBLIC_SEED))
        for name in NOTEBOOKS:
            path = root / "notebooks" / module.id / f"{name}.ipynb"
            file = str(path.relative_to(root))
            if not path.exists():
                complaints.append(Complaint(file, "", "is missing. Run: make build"))
                continue
            page = Page(
                file, module, nbformat.read(path, as_version=4), build(module, name, filler)
            )
            complaints += [complaint for rule in RULES for complaint in rule(page)]
    return complaints


def _map(course: Curriculum) -> Iterator[Complaint]:
    for module in course.modules:
        where = f"course/curriculum.toml, {module.id}"
        practised = {name for question in module.questions for name in question.objectives}
        for objective in module.objectives:
            if objective.id not in practised:
                yield Complaint(where, "", f"no graded question practises objective {objective.id}")
        for question in module.questions:
            for number in question.brief:
                if number not in course.brief:
                    yield Complaint(
                        where, "", f"{question.id} claims topic {number}; no such topic"
                    )
        for number in sorted(set(module.claims) - set(module.brief)):
            yield Complaint(where, "", f"claims topic {number}, but no graded question carries it")


def _strays(folder: Path) -> Iterator[Complaint]:
    for path in sorted(folder.rglob("*")):
        file = path.relative_to(folder.parent).as_posix()
        if _STRAY_FILES.search(file):
            yield Complaint(file, "", "does not belong into a student edition; remove it")


def no_secrets(page: Page) -> Iterator[Complaint]:
    """No solution, hidden test or key."""
    secrets = {name: code for name, code in solutions(page.source).items() if len(code) > 60}
    keys = {
        name: literal(key)
        for name, key in modules.draw(page.module, PUBLIC_SEED).keys.items()
        if len(literal(key)) > 40
    }
    for cell in page.notebook.cells:
        for word in _SECRET_WORDS:
            if word in cell.source:
                yield page.complain(cell, f"shows {word!r}")
        for what, texts in (("solution", secrets), ("key", keys)):
            for name, text in texts.items():
                if text in cell.source:
                    yield page.complain(cell, f"shows the {what} of {name}")


def no_outputs(page: Page) -> Iterator[Complaint]:
    """No output and no execution count."""
    for cell in page.cells("code"):
        if cell.outputs or cell.execution_count:
            yield page.complain(cell, "has an output; clear it")


def headings(page: Page) -> Iterator[Complaint]:
    """One H1, at the top, and no level skipped."""
    level = 0
    for cell in page.cells("markdown"):
        for match in _HEADING.finditer(_without_code(cell.source)):
            found = len(match.group(1))
            if found == 1 and level:
                yield page.complain(cell, "a second H1; use one a notebook")
            if found > level + 1:
                yield page.complain(cell, f"a heading of level {found} after one of level {level}")
            level = found
    if not level:
        yield page.complain(None, "has no heading")


def alt_texts(page: Page) -> Iterator[Complaint]:
    """Alt text on every picture."""
    for cell in page.cells("markdown"):
        for markdown_alt, html in _IMAGE.findall(cell.source):
            if not markdown_alt.strip() and not re.search(r"alt=[\"'][^\"']+", html):
                yield page.complain(cell, "a picture without alt text")


def link_texts(page: Page) -> Iterator[Complaint]:
    """Link text that says where it leads."""
    for cell in page.cells("markdown"):
        source = _without_code(cell.source)
        for text in _LINK.findall(source):
            if text.strip().casefold() in _VAGUE:
                yield page.complain(cell, f"the link text {text!r} does not say where it leads")
        for url in _BARE_URL.findall(source):
            yield page.complain(cell, f"a bare address, {url}; give it a text")


def no_formulas(page: Page) -> Iterator[Complaint]:
    """No two dollar signs in a paragraph: JupyterLab sets what is between them as a formula."""
    for cell in page.cells("markdown"):
        for paragraph in _without_code(cell.source).split("\n\n"):
            if paragraph.count("$") > 1:
                yield page.complain(cell, "two dollar signs make a formula; write 'dollars'")


def table_headers(page: Page) -> Iterator[Complaint]:
    """A header in every column of a table."""
    for cell in page.cells("markdown"):
        lines = cell.source.split("\n")
        for above, line in pairwise(lines):
            names = above.strip().strip("|").split("|")
            if _TABLE_RULE.fullmatch(line.strip()) and not all(name.strip() for name in names):
                yield page.complain(cell, "a table with a column that has no header")


def plot_labels(page: Page) -> Iterator[Complaint]:
    """Title and axis labels on every plot."""
    for cell in page.cells("code"):
        if _PLOT.search(cell.source):
            for label in ("title", "xlabel", "ylabel"):
                if label not in cell.source:
                    yield page.complain(cell, f"a plot without {label}")


def points_agree(page: Page) -> Iterator[Complaint]:
    """Points in the prompt and in nbgrader's metadata are those of the map."""
    if not page.file.endswith("lab.ipynb"):
        return
    promised = [
        int(points) for cell in page.cells("markdown") for points in _POINTS.findall(cell.source)
    ]
    if promised != [question.points for question in page.module.questions]:
        yield page.complain(
            None, "points in the prompts are not those of curriculum.toml, in order"
        )
    given = {
        cell.metadata.nbgrader.grade_id.removesuffix("-test"): cell.metadata.nbgrader.points
        for cell in page.notebook.cells
        if cell.metadata.get("nbgrader", {}).get("points")
    }
    if given != {question.id: question.points for question in page.module.questions}:
        yield page.complain(None, "points in the cells are not those of curriculum.toml")


def codes_exist(page: Page) -> Iterator[Complaint]:
    """Every ICD-10-CM code is in the table; those shown as wrong on purpose are not."""
    for cell in page.notebook.cells:
        for code in sorted(set(_CODE.findall(cell.source))):
            meant_wrong = code in page.module.not_codes
            if _is_code(code) == meant_wrong:
                yield page.complain(
                    cell,
                    f"{code} is in the ICD-10-CM table, though `not_codes` lists it"
                    if meant_wrong
                    else f"{code} is not in the ICD-10-CM table; if that is the point, "
                    "list it under `not_codes` in curriculum.toml",
                )


RULES: tuple[Rule, ...] = (
    no_secrets,
    no_outputs,
    headings,
    alt_texts,
    link_texts,
    no_formulas,
    table_headers,
    plot_labels,
    points_agree,
    codes_exist,
)


def _without_code(source: str) -> str:
    return re.sub(r"```.*?```|`[^`]*`", "", source, flags=re.DOTALL)


@cache
def _is_code(code: str) -> bool:
    import simple_icd_10_cm as icd  # noqa: PLC0415  # one second, for those who need it

    return bool(icd.is_valid_item(code))
