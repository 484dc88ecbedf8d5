"""The page that shows the map to people: modules, objectives, points, what is covered."""

from collections.abc import Iterable, Sequence

from hitkit.curriculum import GRADED_BY, Curriculum, Module


def curriculum_page(course: Curriculum) -> str:
    """Return ``course/curriculum.md``."""
    parts = [
        "# The course at a glance",
        "Made from `course/curriculum.toml` by `make build`; edit that file, not this one.",
        "## Modules",
        _table(("Module", "Lesson", "Lab", "Points"), map(_module_row, course.modules)),
        *(_module_part(module) for module in course.modules),
        "## What is covered",
        f"{len(_taught(course))} of {len(course.brief)} topics have a graded question so far.",
        _table(("No.", "Topic", "Graded in"), _coverage(course)),
        "## Exam domains",
        "Domains of the RHIT exam, and the modules that practise them.",
        _table(("Domain", "Modules"), _domains(course)),
    ]
    return "\n\n".join(parts) + "\n"


def _module_row(module: Module) -> Sequence[str]:
    return (
        f"{module.id.split('-')[0]} {module.title}",
        f"{module.lesson_minutes} min",
        f"{module.lab_minutes} min",
        str(module.points),
    )


def _module_part(module: Module) -> str:
    objectives = "\n".join(f"- {objective.id} {objective.text}" for objective in module.objectives)
    questions = _table(
        ("Question", "Points", "Graded by", "Objectives"),
        (
            (
                f"{question.id} {question.title}",
                str(question.points),
                GRADED_BY[question.graded],
                ", ".join(question.objectives),
            )
            for question in module.questions
        ),
    )
    heading = f"## {module.id.split('-')[0]} {module.title}"
    return f"{heading}\n\nAfter this module a student can:\n\n{objectives}\n\n{questions}"


def _taught(course: Curriculum) -> dict[int, list[str]]:
    taught: dict[int, list[str]] = {}
    for module in course.modules:
        for number in module.brief:
            taught.setdefault(number, []).append(module.id)
    return taught


def _coverage(course: Curriculum) -> Iterable[Sequence[str]]:
    taught = _taught(course)
    for number, topic in course.brief.items():
        yield str(number), topic, ", ".join(taught.get(number, ["not yet"]))


def _domains(course: Curriculum) -> Iterable[Sequence[str]]:
    for number, title in course.exam_domains.items():
        inside = [module.id for module in course.modules if number in module.exam_domains]
        yield f"{number} {title}", ", ".join(inside) or "not yet"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
