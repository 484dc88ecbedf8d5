"""The ``hitkit`` command: make terms, check a machine, build the course, play the demo."""

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hitkit.classroom.commands import add_hub
from hitkit.tools_path import own_tools_first

if TYPE_CHECKING:
    import autograder
    from autograder import Report
    from hitkit.demo.run import Graded
    from hitkit.doctor import Finding

Run = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. Every failure is one clear sentence."""
    own_tools_first()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options = _parser().parse_args(arguments)
    run: Run = options.run
    try:
        return run(options)
    except KeyboardInterrupt:
        print("\nStopped. Nothing half made was left behind.", file=sys.stderr)
        return 130
    except _expected() as error:
        print(f"hitkit: {_sentence(error)}", file=sys.stderr)
        return 1


def _expected() -> tuple[type[Exception], ...]:
    from autograder import CourseError, NoSandbox, Trouble
    from hitkit.classroom.roster import RosterError
    from hitkit.curriculum import CurriculumError
    from hitkit.demo.classroom import ClassroomError
    from hitkit.hospital import HospitalError
    from hitkit.term import TermError

    return (
        CurriculumError,
        RosterError,
        TermError,
        ClassroomError,
        HospitalError,
        CourseError,
        NoSandbox,
        Trouble,
        OSError,
    )


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        where = f" ({error.filename})" if error.filename else ""
        advice = {
            28: "The disk is full. Free some space and run the command again",
            13: "Permission denied. Choose a folder that is yours",
            30: "The disk can only be read. Choose another folder",
        }
        return f"{advice.get(error.errno, error.strerror)}{where}. Nothing half made was left."
    return str(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hitkit", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    term = commands.add_parser("term", help="make a term").add_subparsers(required=True)
    new = term.add_parser("new", help="make a complete nbgrader course directory from a seed")
    new.add_argument("folder", type=Path, metavar="DIR")
    new.add_argument("--seed", help="the term's secret; without it a strong one is drawn")
    new.add_argument(
        "--modules", nargs="+", default=[], metavar="MODULE", help="numbers or names; default: all"
    )
    new.set_defaults(run=_term_new)

    data = commands.add_parser("data", help="make data").add_subparsers(required=True)
    data_build = data.add_parser("build", help="write a hospital of any size as a data package")
    data_build.add_argument("folder", type=Path, metavar="DIR")
    data_build.add_argument("--seed", required=True, help="any text; the same gives the same bytes")
    data_build.add_argument("--people", type=int, default=2000, help="default: 2000")
    data_build.add_argument("--defects", action="store_true", help="plant all kinds of defects")
    data_build.set_defaults(run=_data_build)

    doctor = commands.add_parser("doctor", help="say what is wrong here and how to mend it")
    doctor.add_argument("folder", type=Path, nargs="?", metavar="TERM")
    doctor.add_argument(
        "--hub",
        type=Path,
        nargs="?",
        const=Path("class.toml"),
        metavar="CLASS",
        help="look at a classroom on JupyterHub instead; default: class.toml",
    )
    doctor.set_defaults(run=_doctor)

    build = commands.add_parser("build", help="build the public student edition and the guides")
    build.add_argument("--check", action="store_true", help="change nothing; fail on a difference")
    build.set_defaults(run=_build)

    lint = commands.add_parser("lint", help="check the built student edition")
    lint.set_defaults(run=_lint)

    lab = commands.add_parser("lab", help="open JupyterLab on a term")
    lab.add_argument("folder", type=Path, metavar="DIR")
    lab.set_defaults(run=_lab)

    add_hub(commands)

    grade = commands.add_parser("grade", help="grade what was collected and has changed, sealed")
    grade.add_argument("assignment", help="04-diagnosis-coding, for instance")
    grade.add_argument("--student", action="append", metavar="ID", help="only this one; repeatable")
    grade.add_argument("--jobs", type=int, metavar="N", help="at once; default: one a core")
    grade.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster")
    grade.add_argument("--again", action="store_true", help="also what has not changed")
    grade.add_argument("--no-sandbox", action="store_true", help="dangerous; every result says so")
    grade.add_argument(
        "--course", type=Path, default=Path(), metavar="DIR", help="default: the current folder"
    )
    grade.set_defaults(run=_grade)

    demo = commands.add_parser("demo", help="play a whole class and show the grades")
    demo.add_argument(
        "folder", type=Path, nargs="?", default=Path("build/demo-term"), metavar="DIR"
    )
    demo.add_argument("--module", default="04", help="number or name; default: 04")
    demo.set_defaults(run=_demo)
    return parser


def _term_new(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from hitkit import term

    made = term.new(
        options.folder,
        options.seed,
        options.modules,
        progress=lambda modules: tqdm(modules, desc="Building the term", ncols=88, unit="module"),
    )
    print(f"The term is in {made.folder}")
    if options.seed is None:
        print(f"Its secret seed is {made.seed}")
        print("The seed is kept in keys/seed.txt. Show it to nobody; it will not be shown again.")
    print(f"Next: cd {made.folder} && jupyter lab, then open Nbgrader > Formgrader.")
    return 0


def _data_build(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from hitkit import hospital

    drawn = hospital.simulate(options.seed, options.people)
    if options.defects:
        drawn, _ = hospital.plant(drawn)
    with tqdm(total=options.people, desc="Writing the hospital", ncols=88, unit="person") as bar:
        written = hospital.write(
            drawn, options.folder, progress=lambda done, _: bar.update(done - bar.n) and None
        )
    print(f"The data package is in {written}; its dictionary is dictionary.md.")
    if options.defects:
        print("What was planted stands in instructor/ledger.csv. Show it to no student.")
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from hitkit import doctor

    if options.hub is None:
        findings = doctor.examine(options.folder)
    else:
        from hitkit.classroom import health

        findings = [*health.examine(options.hub), _sealing()]
    print(doctor.report(findings))
    return 0 if all(finding.fine for finding in findings) else 1


def _sealing() -> "Finding":
    from autograder import NoSandbox, sandbox
    from hitkit.doctor import Finding

    layers = sandbox.probe()
    try:
        sandbox.require(layers)
    except NoSandbox as error:
        return Finding(False, "students' code cannot be shut in, so nothing is graded", str(error))
    return Finding(True, f"students' code is shut in when it is graded: {', '.join(layers)}")


def _build(options: argparse.Namespace) -> int:
    from hitkit.build import public

    differences = public.build(check=options.check)
    for difference in differences:
        print(difference)
    if options.check and differences:
        print("What is committed is not what is built. Run: make build", file=sys.stderr)
        return 1
    return 0


def _lint(_: argparse.Namespace) -> int:
    from hitkit.build import lint

    complaints = lint.student_edition()
    for complaint in complaints:
        print(complaint)
    print(f"{len(complaints)} complaints about the student edition.")
    return 1 if complaints else 0


def _lab(options: argparse.Namespace) -> int:
    from hitkit import lab

    lab.start(options.folder)
    return 0


def _grade(options: argparse.Namespace) -> int:
    report = _grade_with_progress(options.course, options.assignment, options)
    print(f"{len(report.graded)} graded, {len(report.unchanged)} had not changed.")
    for student, questions in report.needs_person.items():
        print(f"{student}: {', '.join(questions)} wait for a person. Use Manual Grading.")
    for student, why in report.unread.items():
        print(f"{student}: nothing to grade. {why}", file=sys.stderr)
    for student, why in report.not_graded.items():
        print(f"{student}: NOT GRADED. {why}", file=sys.stderr)
    if report.sandbox == "none":
        print("Warning: graded without a sandbox, as you asked.", file=sys.stderr)
    return 1 if report.not_graded or report.unread else 0


def _grade_all(course: Path, assignment: str) -> "Graded":
    from hitkit.demo.run import Graded

    options = argparse.Namespace(
        student=None, jobs=None, scheduler=None, no_sandbox=False, again=False
    )
    report = _grade_with_progress(course, assignment, options)
    notes = {student: " ".join(result.notes) for student, result in report.results.items()}
    return Graded(report.not_graded, notes)


def _grade_with_progress(course: Path, assignment: str, options: argparse.Namespace) -> "Report":
    from tqdm import tqdm

    import autograder
    from autograder.engine import warm_early

    if options.scheduler is None:
        warm_early()
    with tqdm(desc=f"{'Grading, sealed':34}", ncols=88, unit="") as bar:

        def show(progress: "autograder.Progress") -> None:
            bar.total = progress.total
            bar.update(progress.done - bar.n)

        try:
            return autograder.grade(
                course,
                assignment,
                students=options.student,
                jobs=options.jobs,
                scheduler=options.scheduler,
                sandbox=not options.no_sandbox,
                progress=show,
                force=options.again,
            )
        except BaseException:
            bar.leave = False  # only the sentence that says why stays on the screen
            raise


def _demo(options: argparse.Namespace) -> int:
    from hitkit.demo import run

    held, outcomes = run.play(options.folder, options.module, _grade_all)
    print()
    print(run.table(outcomes))
    print()
    print(run.where_to_look(held, outcomes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
