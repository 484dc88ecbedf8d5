"""The ``hitkit hub`` commands."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hitkit.classroom.roster import Class


def add_hub(commands: Any) -> None:
    """Add ``hub`` and its own commands to the command line."""
    hub = commands.add_parser("hub", help="a classroom on JupyterHub").add_subparsers(required=True)

    def command(name: str, says: str, run: Callable[[argparse.Namespace], int]) -> Any:
        added = hub.add_parser(name, help=says)
        added.set_defaults(run=run)
        return added

    def of_class(name: str, says: str, run: Callable[[argparse.Namespace, "Class"], int]) -> Any:
        added = command(name, says, lambda options: run(options, _read(options.file)))
        added.add_argument("file", type=Path, metavar="CLASS")
        return added

    start = command("start", "try one out on this machine, until Ctrl-C", _start)
    start.add_argument("folder", type=Path, metavar="DIR")
    of_class("apply", "make this machine what a class file says", _apply)
    backup = of_class("backup", "copy a classroom into one file, while it is used", _backup)
    backup.add_argument("target", type=Path, metavar="FILE", help="class.tar.gz, for instance")
    restore = command("restore", "bring a classroom back where there is none", _restore)
    restore.add_argument("source", type=Path, metavar="FILE")
    forget = of_class("forget", "remove all that a course holds of a student", _forget)
    forget.add_argument("course", metavar="COURSE")
    forget.add_argument("student", metavar="STUDENT")
    kubernetes = of_class("kubernetes", "write what a cluster needs", _kubernetes)
    kubernetes.add_argument("folder", type=Path, metavar="DIR")
    kubernetes.add_argument("--image", required=True, metavar="NAME:TAG", help="of the kit")
    kubernetes.add_argument("--ngshare", required=True, metavar="NAME:TAG")
    course = of_class("course", "in a course's pod: do what a class file says of it", _course)
    course.add_argument("course", metavar="COURSE")


def _read(path: Path) -> "Class":
    from hitkit.classroom import roster

    return roster.read(path)


def _start(options: argparse.Namespace) -> int:
    from hitkit.classroom import local

    local.start(options.folder)
    return 0


def _apply(options: argparse.Namespace, held: "Class") -> int:
    from hitkit.classroom import apply
    from hitkit.classroom.machine import Machine

    steps = apply.plan(held, options.file.read_text(encoding="utf-8"), Machine())
    apply.run(steps, progress=print)
    print("Now: systemctl restart hit-hub. Whoever is working goes on." if steps else "No change.")
    return 0


def _backup(options: argparse.Namespace, held: "Class") -> int:
    from hitkit.classroom import backup
    from hitkit.classroom.machine import Machine

    print(f"Written: {backup.save(held, Machine(), options.target, progress=print)}")
    print("It holds marks, keys and work. Keep it where nobody else can read it.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from hitkit.classroom import backup

    backup.bring_back(options.source, progress=print)
    print("All is back. Now: systemctl start hit-proxy hit-hub")
    return 0


def _forget(options: argparse.Namespace, held: "Class") -> int:
    from hitkit.classroom import forget

    student = options.student
    course = held.course(options.course)
    paths = forget.traces(course, held.hub.exchange, student)
    if not paths and not forget.known(course, student):
        print(f"{course.id} holds nothing of {student}.")
        return 0
    print(f"All that {course.id} holds of {student}, marks included:")
    print(*paths, sep="\n")
    if input(f"Type {student} to remove it for good: ") != student:
        print("Nothing was removed.")
        return 1
    forget.remove(course, paths, student)
    print("Removed. Still there: the account and its home (userdel --remove), backups, logs,")
    print("and whatever instructors have exported. The Hub forgets the name when it is restarted.")
    return 0


def _kubernetes(options: argparse.Namespace, held: "Class") -> int:
    from hitkit.classroom import kubernetes

    images = kubernetes.Images(options.image, options.ngshare)
    text = options.file.read_text(encoding="utf-8")
    print(f"What the cluster needs is in {kubernetes.write(held, text, options.folder, images)}")
    return 0


def _course(options: argparse.Namespace, held: "Class") -> int:
    from hitkit.classroom import apply, kubernetes

    config = kubernetes.COURSE_CONFIG.format(course=options.course)
    text = options.file.read_text(encoding="utf-8")
    steps = apply.plan_course(held.course(options.course), held, text, config)
    apply.run(steps, progress=print)
    return 0
