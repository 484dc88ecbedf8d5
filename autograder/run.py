"""Run one rebuilt notebook: the student's cells in the sandbox, the tests outside of it."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import Any

from . import names
from .blame import Blame, Failure
from .engine import Engine, Folders, Process, Trouble
from .rebuild import Rebuilt, Step
from .release import Cell, Kind
from .results import Line, Question, Status
from .rights import Rights
from .wire import MAX_PAYLOAD, Broken, Late, Payload, wait_for

_GRACE = 2.0
_RESTARTS = 30
_MANY_CALLS = 300  # in a test that ran out of time: an answer that goes on for ever
_BUSY = 0.2  # share of that time at work or asleep, from which on it was not the machine's fault
_BUSY_IN_ALL = 0.5  # the same for a whole notebook
_LOOK = 0.05  # seconds between two looks at a student process that has not answered yet
_MAX_NAMES, _MAX_NAME = 2000, 80  # that a test may see without naming them
_EMPTY = Payload({}).pack()
_MAX_SHOWN, _MAX_SHOWN_IN_ALL, _MAX_PARTS = 12 << 20, 64 << 20, 1000
_TOO_MUCH = {
    "output_type": "stream",
    "name": "stderr",
    "text": "The notebook shows too much; what this cell showed was left out.\n",
}


class Lost(Exception):
    """The student process is gone; the text says why."""


class TrustedLost(Exception):
    """The trusted process is gone; the text says why.

    ``slow``: it was stopped for its time, and neither it nor the student's code had used it.
    """

    def __init__(self, why: str = "", slow: bool = False) -> None:
        super().__init__(why)
        self.slow = slow


@dataclass
class Ran:
    """What running a notebook gave."""

    questions: list[Question] = field(default_factory=list)
    cpu_seconds: float = 0.0
    notes: list[str] = field(default_factory=list)


@dataclass
class _Known:
    """Names gathered while walking down the notebook."""

    rights: Rights
    theirs: set[str] = field(default_factory=set)
    helpers: list[names.Code] = field(default_factory=list)


class Run:
    """Runs the steps of one notebook, in order, past whatever a cell does to its process."""

    def __init__(self, engine: Engine, folders: Folders, built: Rebuilt, name: str) -> None:
        self._engine = engine
        self._settings = engine.settings
        self._folders = folders
        self._built = built
        self._name = name
        self._known = _Known(
            Rights.of((c.source, c.kind is Kind.ANSWER) for c in (s.cell for s in built.steps) if c)
        )
        self._mentioned = frozenset[str]().union(
            *(names.analyse(s.cell.source).mentioned for s in built.steps if s.cell)
        )
        self._blame = Blame()
        self._untouched = not any(folders.submitted.iterdir())  # nothing of the student's ran yet
        self._skip: set[int] = set()
        self._restarts = 0
        self._request = 0
        self._shown = 0
        self._late = False  # whether something of the student's took too long
        self._stale = False  # whether what was interrupted may live on in the student process
        self._calls = 0
        self._slept = 0.0
        self._ran = Ran()
        self._trouble: dict[int, str] = {}
        self._end = time.monotonic() + self._settings.submission_seconds
        self._student: Process | None = None
        self._trusted: Process | None = None

    def run(self) -> Ran:
        """Return the records of all questions; the outputs go into the rebuilt notebook."""
        steps = self._built.steps
        try:
            self._begin()
            for number, step in enumerate(steps):
                self._step(number, step)
        finally:
            for process in (self._student, self._trusted):
                self._stop(process)
        return self._ran

    # processes -----------------------------------------------------------------------------

    def _begin(self) -> None:
        self._student, self._trusted = self._engine.start(self._folders)

    def _stop(self, process: Process | None) -> str:
        if process is None:
            return ""
        why = process.stop()
        self._ran.cpu_seconds += process.cpu
        process.cpu = 0.0
        return why

    def _again(self, upto: int, trusted_too: bool) -> None:
        """Start afresh and run the steps before ``upto`` again, without marking anything."""
        while True:
            self._restarts += 1
            self._stale = False
            self._stop(self._student)
            if trusted_too:
                self._stop(self._trusted)
                self._student, self._trusted = self._engine.start(self._folders)
            else:
                self._student = self._engine.start_student(self._folders)
            if self._restarts > _RESTARTS or time.monotonic() > self._end:
                return
            again = 0
            try:
                for again in range(upto):
                    if again not in self._skip:
                        self._replay(again, trusted_too)
                return
            except Lost as why:
                self._skip.add(again)
                self._trouble.setdefault(again, str(why))
            except TrustedLost:
                self._skip.add(again)
                trusted_too = True

    def _replay(self, number: int, trusted_too: bool) -> None:
        step = self._built.steps[number]
        if step.cell is None or step.cell.kind in (Kind.GIVEN, Kind.ANSWER):
            for code in step.codes:
                self._run_code(code)
                if self._stale:
                    raise Lost("it took too long")
        if trusted_too and step.cell is not None and step.cell.kind in (Kind.GIVEN, Kind.TEST):
            self._run_trusted(number, step.cell.source)
        if trusted_too and step.cell is not None and step.cell.kind is Kind.ANSWER:
            self._run_imports(number)

    # steps ---------------------------------------------------------------------------------

    def _step(self, number: int, step: Step) -> None:
        start = time.monotonic()
        out_of_time = start > self._end or self._restarts > _RESTARTS
        if step.cell is not None and step.cell.points is not None:
            question = self._question(number, step, out_of_time)
            question = self._not_held_against(question, number, step)
            seconds = round(time.monotonic() - start, 3)
            self._ran.questions.append(Question(**{**question.__dict__, "seconds": seconds}))
        elif not out_of_time:
            self._plain(number, step)

    def _plain(self, number: int, step: Step) -> None:
        """Run a cell that earns nothing by itself."""
        answer = step.cell is not None and step.cell.kind is Kind.ANSWER
        inside = self._run_student(number, step) if step.codes else None
        if step.cell is None:
            self._blame.answered("", step.codes)
        elif answer:
            self._learn(step)
            self._blame.answered(step.cell.source, step.codes)
            self._run_imports(number)
        elif step.cell.kind is Kind.GIVEN:
            self._given(number, step.cell, inside)

    def _given(self, number: int, cell: Cell, inside: Failure | None) -> None:
        self._known.helpers.append(names.analyse(cell.source))
        saw_answers = bool(self._wanted(cell.source))
        failure: Failure | None = None
        try:
            reply, _ = self._run_trusted(number, cell.source)
            saw_answers, failure = bool(reply["asked"]), _failure(reply)
        except (Lost, TrustedLost) as why:
            if isinstance(why, TrustedLost):
                failure = Failure("ProcessEnded", str(why), not_theirs=why.slow)
            self._skip.add(number)
            self._again(number, trusted_too=isinstance(why, TrustedLost))
        self._blame.given(cell, saw_answers, failure, inside)

    def _run_student(self, number: int, step: Step) -> Failure | None:
        """Run a cell in the sandbox; return how it failed where no answer can be the reason."""
        outputs: list[Any] = []
        line = 0
        if step.cell is None or step.cell.kind is not Kind.GIVEN:
            self._untouched = False
        try:
            for code in step.codes:
                reply, payload = self._run_code(code)
                outputs += _outputs(payload.tree)
                line = reply.get("line", 0)
                if step.cell is not None and step.cell.kind is Kind.ANSWER:
                    bound = reply.get("bound")
                    if isinstance(bound, list):
                        self._known.theirs |= {n for n in bound if isinstance(n, str)}
                if self._stale:
                    line, self._trouble[number] = 0, str(reply["late"])
                    outputs.append(_error("TimeoutError", self._trouble[number]))
                    break
        except Lost as why:
            self._trouble[number] = str(why)
            outputs.append(_error("ProcessEnded", str(why)))
        if number in self._trouble:  # nothing that it started may live on
            self._skip.add(number)
            self._again(number, trusted_too=False)
        self._built.notebook.cells[step.at].outputs = _nodes(outputs)
        error = _last_error(outputs) if self._untouched else {}
        return Failure(error["ename"], error["evalue"], line) if error else None

    def _learn(self, step: Step) -> None:
        assert step.cell is not None
        for code in step.codes:
            found = names.analyse(code)
            self._known.theirs |= found.bound | found.imported | found.touched
        self._known.rights.learn(step.cell.source, step.codes, self._mentioned)
        self._known.theirs |= self._known.rights.touched  # a helper may change them out of sight

    def _run_imports(self, number: int) -> None:
        """What the instructor's answers import, the tests may use: from the library itself.

        What students see of these imports always, the rest once an answer brought in the same.
        """
        for at, step in enumerate(self._built.steps[: number + 1]):
            if step.cell is None or step.cell.kind is not Kind.ANSWER:
                continue
            shown = names.analyse(step.cell.stub).imports
            lines = names.analyse(step.cell.source).imports.splitlines()
            hidden = "\n".join(line for line in lines if line not in shown.splitlines())
            for imports, ask in ((shown if at == number else "", False), (hidden, True)):
                if imports:
                    reply, _ = self._run_trusted(number, imports, if_theirs=ask)
                    self._blame.imported(step.cell, imports, _failure(reply))

    # questions -----------------------------------------------------------------------------

    def _question(self, number: int, step: Step, out_of_time: bool) -> Question:  # noqa: PLR0911
        cell = step.cell
        assert cell is not None and cell.points is not None
        base = Question(cell.id, self._name, None, cell.points, Status.NEEDS_PERSON)
        if cell.manual:
            if not out_of_time:
                self._plain(number, step)
            return self._manual(base, step)
        if out_of_time:
            lines = (Line("The whole notebook took too long; this question was not reached."),)
            return _with(base, points=0.0, status=Status.FAILED, lines=lines)
        try:
            if cell.unsealed:
                return self._unsealed(base, step)
            return self._sealed(base, number, step)
        except Lost as why:
            self._again(number, trusted_too=False)
            lines = (Line(f"While this question was marked, {why}."),)
            return _with(base, points=0.0, status=Status.FAILED, lines=lines)
        except TrustedLost as why:
            self._skip.add(number)
            self._again(number, trusted_too=True)
            if str(why) and not why.slow:
                lines = (Line(str(why)),)
                return _with(base, points=0.0, status=Status.FAILED, lines=lines)
            said = str(why) or "The tests of this question broke off. A person has to look at it."
            return _with(base, status=Status.NOT_GRADED, lines=(Line(said),))

    def _not_held_against(self, question: Question, number: int, step: Step) -> Question:
        """What the instructor's own cells or a slow machine spoiled is not graded.

        Unless it holds all the same.
        """
        assert step.cell is not None
        if question.points is None or question.points >= question.of or step.cell.manual:
            return question
        if time.monotonic() > self._end and not (self._late or self._took_all()):
            seconds = self._settings.submission_seconds
            why = (
                f"The notebook was not through after {seconds:.0f} seconds, though no cell of it "
                "took too long: the machine was slow. Grade again when it has less to do, or raise "
                "c.SealedGrading.submission_seconds."
            )
            return _with(question, points=None, status=Status.NOT_GRADED, lines=(Line(why),))
        codes = [step.cell.source]
        for at in self._answers(number):
            answer = self._built.steps[at]
            codes += [answer.cell.source if answer.cell else "", *answer.codes]
        why = self._blame.reason(codes, question.sealed)
        if not why:
            return question
        return _with(question, points=None, status=Status.NOT_GRADED, lines=(Line(why),))

    def _manual(self, base: Question, step: Step) -> Question:
        assert step.cell is not None
        if step.cell.kind is Kind.ANSWER and not step.changed:
            lines = (Line("You left this one blank."),)
            return _with(base, points=0.0, status=Status.NO_ANSWER, lines=lines)
        return _with(base, lines=(Line("A person reads this one."),))

    def _sealed(self, base: Question, number: int, step: Step) -> Question:
        assert step.cell is not None
        reply, payload = self._run_trusted(number, step.cell.source)
        self._known.helpers.append(names.analyse(step.cell.source))
        self._built.notebook.cells[step.at].outputs = _nodes(_outputs(payload.tree))
        self._visible_imports(number, step)
        if why := self._blame.test(step.cell, _failure(reply)):
            return _with(base, status=Status.NOT_GRADED, lines=(Line(why),))
        return self._judge(base, number, reply)

    def _visible_imports(self, number: int, step: Step) -> None:
        """Later answers may lean on what the visible part of a test imports."""
        assert step.cell is not None
        if imports := names.analyse(step.cell.stub).imports:
            lost = False
            try:
                self._run_code(imports)
            except Lost:
                lost = True
            if lost or self._stale:
                self._again(number, trusted_too=False)

    def _unsealed(self, base: Question, step: Step) -> Question:
        assert step.cell is not None
        base = _with(base, sealed=False)
        request = {"op": "run", "mark": True}
        reply, payload = self._ask(request, step.cell.source.encode(), self._settings.cell_seconds)
        outputs = _outputs(payload.tree)
        self._built.notebook.cells[step.at].outputs = _nodes(outputs)
        if self._stale:
            raise Lost(str(reply["late"]))
        if reply.get("ok") is not True:
            last = _last_error(outputs)
            text = f"{last.get('ename', 'Error')}: {last.get('evalue', '')}"
            return _with(base, points=0.0, status=Status.FAILED, lines=(Line(text),))
        return _marked(base, reply.get("number"))

    def _judge(self, base: Question, number: int, reply: dict[str, Any]) -> Question:
        if reply["ok"]:
            return self._blank(_marked(base, reply["mark"]), number)
        opaque = [Line(f"{why[0].upper()}{why[1:]}.") for why in reply["opaque"].values()]
        lines = [*self._troubles(number), *opaque, Line(_sentence(reply["error"], reply["text"]))]
        return self._blank(
            _with(base, points=0.0, status=Status.FAILED, lines=tuple(lines)), number
        )

    def _answers(self, number: int) -> list[int]:
        """Return the answer cells that belong to a test: those since the test before."""
        found = []
        for at in range(number - 1, -1, -1):
            cell = self._built.steps[at].cell
            if cell is None or cell.kind is Kind.GIVEN:
                continue
            if cell.kind is Kind.ANSWER:
                found.append(at)
            elif found:
                break
        return found

    def _troubles(self, number: int) -> list[Line]:
        said = (self._trouble.get(at) for at in self._answers(number))
        return [Line(f"Your answer did not run to its end: {why}.") for why in said if why]

    def _blank(self, question: Question, number: int) -> Question:
        answers = self._answers(number)
        blank = answers and not any(self._built.steps[a].changed for a in answers)
        if blank and not question.points:
            return _with(question, status=Status.NO_ANSWER)
        return question

    # talking -------------------------------------------------------------------------------

    def _run_code(self, code: str) -> tuple[dict[str, Any], Payload]:
        return self._ask({"op": "run"}, code.encode(), self._settings.cell_seconds)

    def _ask(
        self, header: dict[str, Any], data: bytes, seconds: float
    ) -> tuple[dict[str, Any], Payload]:
        """Ask the student process; :class:`Lost` if it is gone, hangs or talks nonsense."""
        header, raw = self._ask_raw(header, data, seconds, limit=_MAX_SHOWN)
        self._shown += len(raw)
        if self._shown > _MAX_SHOWN_IN_ALL:
            return header, Payload([_TOO_MUCH])
        try:
            return header, Payload.unpack(raw)
        except ValueError:
            raise Lost("the answer's process said what cannot be understood") from None

    def _ask_raw(
        self,
        header: dict[str, Any],
        data: bytes,
        seconds: float,
        call_back: Any = None,
        limit: int = MAX_PAYLOAD,
    ) -> tuple[dict[str, Any], bytes]:
        student = self._student
        assert student is not None
        self._request += 1
        request, granted = self._request, seconds
        seconds = max(0.1, min(seconds, self._end - time.monotonic()))
        try:
            student.channel.send({"id": request, **header}, data, seconds)
            try:
                reply, raw = self._reply(request, seconds, limit, call_back)
            except Late:
                self._stale = True
                self._overran(seconds >= granted)
                student.interrupt()
                reply, raw = self._reply(request, _GRACE, limit, None)
                reply["late"] = f"it took longer than {seconds:.0f} seconds"
            return reply, bytes(raw)
        except Late:
            self._overran(seconds >= granted)
            self._stop(student)
            raise Lost(f"it took longer than {seconds:.0f} seconds") from None
        except Broken:
            why = self._stop(student)
            raise Lost(why or "it ended") from None

    def _overran(self, whole: bool) -> None:
        """Note that something took all its time, unless the notebook's end had cut that short."""
        self._late = self._late or (whole and not self._untouched)

    def _reply(
        self, request: int, seconds: float, limit: int, call_back: Any
    ) -> tuple[dict[str, Any], bytes]:
        assert self._student is not None
        end = time.monotonic() + seconds
        while True:
            self._wait(self._student, end)
            reply, raw = self._student.channel.receive(end - time.monotonic(), limit)
            reply.pop("late", None)  # that is for this side to say
            if "callback" in reply and call_back is not None:
                answer, back = call_back(reply["callback"], raw)
                self._student.channel.send(answer, back, seconds)
                continue
            if reply.get("re") != request:
                raise Broken("an answer to another question")
            return reply, bytes(raw)

    def _wait(self, student: Process, end: float) -> None:
        """Wait until the student process says something; note how long it slept meanwhile."""
        while (left := end - time.monotonic()) > 0:
            look = min(_LOOK, left)
            if wait_for([student.channel], look):
                return
            if student.asleep():
                self._slept += look

    def _run_trusted(
        self, number: int, code: str, if_theirs: bool = False
    ) -> tuple[dict[str, Any], Payload]:
        """Run an instructor's cell on the student's values as they are now.

        ``if_theirs``: it is imports, of which only what the student has too is kept.
        """
        trusted = self._trusted
        assert trusted is not None
        star = if_theirs and "*" in names.analyse(code).imported
        wanted = self._any_names() if star else self._wanted(code)
        values = _EMPTY
        if wanted:
            _, values = self._ask_raw(
                {"op": "fetch", "names": wanted}, b"", self._settings.cell_seconds
            )
        header = {
            "code": code,
            "names": wanted,
            "rights": self._known.rights.as_json(),
            "if_theirs": if_theirs,
        }
        lost: list[str] = []
        self._calls, spent = 0, self._spent() + self._slept
        try:
            trusted.channel.send(header, values, self._settings.cell_seconds)
            end = time.monotonic() + self._settings.cell_seconds
            while True:
                reply, got = trusted.channel.receive(end - time.monotonic())
                raw = bytes(got)
                if reply.get("done"):
                    break
                self._relay(trusted, reply, raw, lost)
        except Late:
            used = self._spent() + self._slept - spent
            self._stop(trusted)
            raise self._out_of_time(used) from None
        except Broken:
            why = self._stop(trusted)
            if "memory" in why:
                raise TrustedLost(f"The tests were stopped with your answer: {why}.") from None
            raise TrustedLost from None
        if lost or self._stale:
            self._again(number, trusted_too=False)
        return reply, Payload.unpack(raw)

    def _spent(self) -> float:
        """Return the processor time that both processes have used so far."""
        return sum(process.spent() for process in (self._student, self._trusted) if process)

    def _took_all(self) -> bool:
        """Whether it was the notebook's own work or sleep that took all its time."""
        limits = self._settings.submission_seconds, self._settings.cell_seconds
        return self._ran.cpu_seconds + self._spent() + self._slept > _BUSY_IN_ALL * max(limits)

    def _is_slow(self, used: float) -> bool:
        """Whether a test ran out of time though neither it nor the student's code used it."""
        idle = used < self._settings.cell_seconds * _BUSY
        return idle and not self._stale and self._calls < _MANY_CALLS

    def _out_of_time(self, used: float) -> TrustedLost:
        """Return why a test was stopped. Its process goes too: a frame may be half way to it."""
        seconds, slow = self._settings.cell_seconds, self._is_slow(used)
        why = f"The tests did not come to an end with your answer within {seconds:.0f} seconds."
        if slow:
            why = (
                f"The tests were stopped after {seconds:.0f} seconds, of which the machine left "
                "them little to work. Grade again when it has less to do."
            )
        return TrustedLost(why, slow)

    def _relay(self, trusted: Process, ask: dict[str, Any], data: bytes, lost: list[str]) -> None:
        """Carry one call to the student process, and its result back."""

        def call_back(number: Any, raw: bytes) -> tuple[dict[str, Any], bytes]:
            trusted.channel.send({"callback": number}, raw, self._settings.call_seconds)
            while True:
                answer, back = trusted.channel.receive(self._settings.call_seconds)
                if "ask" not in answer:
                    return answer, bytes(back)
                self._relay(trusted, answer, bytes(back), lost)

        header = {
            "op": "call",
            "what": ask["ask"],
            "object": ask["object"],
            "name": ask["name"],
            "del": ask["del"],
        }
        raw = _EMPTY
        self._calls += 1
        if not lost:
            try:
                reply, raw = self._ask_raw(header, data, self._settings.call_seconds, call_back)
                answer: dict[str, Any] = {"ok": reply.get("ok") is True}
                if reply.get("late"):
                    answer = {"lost": f"Your function was called, and {reply['late']}."}
            except Lost as why:
                lost.append(f"Your function was called, and {why}.")
        if lost:
            answer = {"lost": lost[0]}
        trusted.channel.send(answer, raw, self._settings.call_seconds)

    def _wanted(self, code: str) -> list[str]:
        """Return the student's names that a cell of the instructor's can see."""
        found = names.analyse(code)
        if found.looks_around:
            return self._any_names()
        mentioned = set(found.mentioned)
        for helper in reversed(self._known.helpers):
            if helper.bound & mentioned:
                mentioned |= helper.mentioned
        return sorted(self._known.theirs & mentioned)

    def _any_names(self) -> list[str]:
        """Return the student's names for a cell that can see all of them, within limits."""
        return sorted(n for n in self._known.theirs if len(n) <= _MAX_NAME)[:_MAX_NAMES]


def _with(question: Question, **changes: Any) -> Question:
    return Question(**{**question.__dict__, **changes})


def _marked(question: Question, mark: Any) -> Question:
    """Return the record of a test that ran to its end; what it gave is clipped to 0..max."""
    lines: tuple[Line, ...] = ()
    points: float = question.of
    if isinstance(mark, dict):
        lines, mark = tuple(_lines(mark)), mark.get("points")
        if not _is_number(mark):
            return _with(
                question,
                status=Status.NOT_GRADED,
                lines=(Line("The tests gave a mark without points. A person has to look at it."),),
            )
    if _is_number(mark):
        points = min(max(float(mark), 0.0), question.of)
    return _with(question, points=points, status=Status.GRADED, lines=lines)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _lines(mark: dict[str, Any]) -> list[Line]:
    found = mark.get("lines")
    return [
        Line(
            message=str(line.get("message", "")),
            item=str(line.get("item", "")),
            points=line["points"] if _is_number(line.get("points")) else None,
            of=line["of"] if _is_number(line.get("of")) else None,
            hint=str(line.get("hint", "")),
            reason=str(line.get("reason", "")),
        )
        for line in (found if isinstance(found, list) else [])
        if isinstance(line, dict)
    ]


def _sentence(name: str, text: str) -> str:
    if name == "AssertionError":
        return text or "A check of this question did not hold."
    if name == "TimeoutError":
        return text
    if name == "NotPlainData":
        return f"{text[:1].upper()}{text[1:]}."
    return f"{name}: {text}" if text else name


def _outputs(tree: Any) -> list[dict[str, Any]]:
    """Return outputs that a notebook may hold; whatever else a process claims is left out."""
    return [o for o in tree[:_MAX_PARTS] if _sound(o)] if isinstance(tree, list) else []


def _sound(output: Any) -> bool:
    if not isinstance(output, dict):
        return False
    kind = output.get("output_type")
    if kind == "stream":
        return output.get("name") in ("stdout", "stderr") and isinstance(output.get("text"), str)
    if kind == "error":
        lines = output.get("traceback")
        return (
            isinstance(output.get("ename"), str)
            and isinstance(output.get("evalue"), str)
            and isinstance(lines, list)
            and all(isinstance(line, str) for line in lines)
        )
    data = output.get("data")
    return (
        kind in ("execute_result", "display_data")
        and isinstance(data, dict)
        and all(isinstance(v, str) or k.endswith("json") for k, v in data.items())
        and isinstance(output.get("metadata"), dict)
    )


def _nodes(outputs: list[dict[str, Any]]) -> list[Any]:
    import nbformat  # noqa: PLC0415

    keep = {
        "stream": ("name", "text"),
        "error": ("ename", "evalue", "traceback"),
        "display_data": ("data", "metadata"),
        "execute_result": ("data", "metadata"),
    }
    made = []
    for output in outputs:
        kind = output["output_type"]
        node = {"output_type": kind, **{k: output[k] for k in keep[kind]}}
        if kind == "execute_result":
            count = output.get("execution_count")
            node["execution_count"] = count if isinstance(count, int) else None
        made.append(nbformat.from_dict(node))
    return made


def _last_error(outputs: list[dict[str, Any]]) -> dict[str, Any]:
    return next((o for o in reversed(outputs) if o["output_type"] == "error"), {})


def _failure(reply: dict[str, Any]) -> Failure | None:
    """Return how a cell failed in the trusted process."""
    if reply["ok"]:
        return None
    return Failure(
        reply["error"], reply["text"], reply.get("line", 0), reply.get("not_theirs") is True
    )


def _error(name: str, text: str) -> dict[str, Any]:
    return {"output_type": "error", "ename": name, "evalue": text, "traceback": [f"{name}: {text}"]}


__all__ = ["Ran", "Run", "Trouble"]
