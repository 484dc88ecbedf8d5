"""The ``hitkit hub`` commands."""

import argparse
from pathlib import Path
from typing import Any


def add_hub(commands: Any) -> None:
    """Add ``hub`` and its own commands to the command line."""
    hub = commands.add_parser("hub", help="a classroom on JupyterHub").add_subparsers(required=True)
    start = hub.add_parser("start", help="try one out on this machine, until Ctrl-C")
    start.add_argument("folder", type=Path, metavar="DIR")
    start.set_defaults(run=_start)
    apply = hub.add_parser("apply", help="make this machine what a class file says")
    apply.add_argument("file", type=Path, metavar="CLASS")
    apply.set_defaults(run=_apply)
    backup = hub.add_parser("backup", help="copy a classroom into one file, while it is used")
    backup.add_argument("file", type=Path, metavar="CLASS")
    backup.add_argument("target", type=Path, metavar="FILE", help="class.tar.gz, for instance")
    backup.set_defaults(run=_backup)
    restore = hub.add_parser("restore", help="bring a classroom back where there is none")
    restore.add_argument("source", type=Path, metavar="FILE")
    restore.set_defaults(run=_restore)
    forget = hub.add_parser("forget", help="remove all that a course holds of a student")
    forget.add_argument("file", type=Path, metavar="CLASS")
    forget.add_argument("course", metavar="COURSE")
    forget.add_argument("student", metavar="STUDENT")
    forget.set_defaults(run=_forget)
    kubernetes = hub.add_parser("kubernetes", help="write what a cluster needs")
    kubernetes.add_argument("file", type=Path, metavar="CLASS")
    kubernetes.add_argument("folder", type=Path, metavar="DIR")
    kubernetes.add_argument("--image", required=True, metavar="NAME:TAG", help="of the kit")
    kubernetes.add_argument("--ngshare", required=True, metavar="NAME:TAG")
    kubernetes.set_defaults(run=_kubernetes)
    course = hub.add_parser("course", help="in a course's pod: do what a class file says of it")
    course.add_argument("file", type=Path, metavar="CLASS")
    course.add_argument("course", metavar="COURSE")
    course.set_defaults(run=_course)


def _start(options: argparse.Namespace) -> int:
    from hitkit.classroom import local

    local.start(options.folder)
    return 0


def _apply(options: argparse.Namespace) -> int:
    from hitkit.classroom import apply, roster
    from hitkit.classroom.machine import Machine

    held = roster.read(options.file)
    steps = apply.plan(held, options.file.read_text(encoding="utf-8"), Machine())
    apply.run(steps, progress=print)
    print("Now: systemctl restart hit-hub. Whoever is working goes on." if steps else "No change.")
    return 0


def _backup(options: argparse.Namespace) -> int:
    from hitkit.classroom import backup, roster
    from hitkit.classroom.machine import Machine

    held = roster.read(options.file)
    print(f"Written: {backup.save(held, Machine(), options.target, progress=print)}")
    print("It holds marks, keys and work. Keep it where nobody else can read it.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from hitkit.classroom import backup

    backup.bring_back(options.source, progress=print)
    print("All is back. Now: systemctl start hit-proxy hit-hub")
    return 0


def _forget(options: argparse.Namespace) -> int:
    from hitkit.classroom import forget, roster

    held, student = roster.read(options.file), options.student
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


def _kubernetes(options: argparse.Namespace) -> int:
    from hitkit.classroom import kubernetes, roster

    held = roster.read(options.file)
    images = kubernetes.Images(options.image, options.ngshare)
    text = options.file.read_text(encoding="utf-8")
    print(f"What the cluster needs is in {kubernetes.write(held, text, options.folder, images)}")
    return 0


def _course(options: argparse.Namespace) -> int:
    from hitkit.classroom import apply, kubernetes, roster

    held = roster.read(options.file)
    config = kubernetes.COURSE_CONFIG.format(course=options.course)
    text = options.file.read_text(encoding="utf-8")
    steps = apply.plan_course(held.course(options.course), held, text, config)
    apply.run(steps, progress=print)
    return 0
