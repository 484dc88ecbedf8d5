"""Outside the sandbox: run the instructor's cells and tests on values that crossed as data.

No student code is ever run, unpickled or imported here. What is not plain data stands in as a
:class:`Remote` that asks the student process, or as an :class:`Opaque` that refuses all use.
"""

from __future__ import annotations

import builtins
import contextlib
import inspect
import math
import numbers
import sys
import time
import traceback
import types
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from .rights import Rights
from .shell import Shell, line_of
from .student import describe
from .values import Decoder, Encoder, Poisoned, TooLarge
from .wire import Channel, Payload

MARK = "application/vnd.autograder.mark+json"
_IPYTHON = {"In", "Out", "exit", "quit", "get_ipython", "display", "open"}


class NotPlainData(TypeError):
    """An answer that the tests cannot look into."""


class Opaque:
    """A value that stayed behind: any use of it is an error, and it equals nothing."""

    __slots__ = ("_why",)

    def __init__(self, why: str) -> None:
        object.__setattr__(self, "_why", why)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        raise NotPlainData(object.__getattribute__(self, "_why"))

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __bool__(self) -> bool:
        raise NotPlainData(object.__getattribute__(self, "_why"))

    def __repr__(self) -> str:
        return f"<{object.__getattribute__(self, '_why')}>"


class Remote:
    """An object of a class that the assignment asks for: its methods are calls."""

    def __init__(self, link: Link, tree: dict[str, Any]) -> None:
        object.__setattr__(self, "_link", link)
        object.__setattr__(self, "_tree", tree)

    def _ask(self, what: str, *args: Any, **more: Any) -> Any:
        return self._link.ask(what, self._tree["id"], args, {}, live=True, **more)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._ask("get", name=name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._ask("set", value, name=name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Make an object, or call one."""
        return self._link.ask("call", self._tree["id"], args, kwargs, live=True)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Remote):
            return self._ask("eq", other) is True
        return False

    def __lt__(self, other: object) -> bool:
        return self._ask("lt", other) is True if isinstance(other, Remote) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self._ask("le", other) is True if isinstance(other, Remote) else NotImplemented

    def __add__(self, other: object) -> Any:
        return self._ask("add", other) if isinstance(other, Remote) else NotImplemented

    def __sub__(self, other: object) -> Any:
        return self._ask("sub", other) if isinstance(other, Remote) else NotImplemented

    def __mul__(self, other: object) -> Any:
        return self._ask("mul", other)

    def __hash__(self) -> int:
        return self._exact("hash", int)

    def __bool__(self) -> bool:
        return self._exact("bool", bool)

    def __len__(self) -> int:
        return self._exact("len", int)

    def __str__(self) -> str:
        return self._exact("str", str)

    def __repr__(self) -> str:
        return self._exact("repr", str)

    def __getitem__(self, key: Any) -> Any:
        return self._ask("item", key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._ask("setitem", key, value)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._ask("iter"))

    def _exact(self, what: str, kind: type) -> Any:
        found = self._ask(what)
        if type(found) is not kind:
            raise NotPlainData(f"{what}() gave something else")
        return found


class RemoteClass(Remote):
    """A class of the student's."""

    def __instancecheck__(self, other: object) -> bool:
        return isinstance(other, Remote) and self._ask("isinstance", other) is True

    def __subclasscheck__(self, other: object) -> bool:
        return isinstance(other, Remote) and self._ask("issubclass", other) is True

    @property
    def __name__(self) -> str:
        return str(self._tree["n"])


class RemoteIterator:
    """A generator of the student's: yields data."""

    def __init__(self, link: Link, tree: dict[str, Any], live: bool) -> None:
        self._link, self._tree, self._live = link, tree, live

    def __iter__(self) -> RemoteIterator:
        return self

    def __next__(self) -> Any:
        return self._link.ask("next", self._tree["id"], (), {}, live=self._live)


class Link:
    """The way to the student's functions."""

    def __init__(self, channel: Channel, names: Names) -> None:
        self._channel = channel
        self._names = names
        self._callbacks: list[Callable[..., Any]] = []
        self._objects: dict[tuple[type, int], Remote] = {}
        self.rights = Rights()

    def decoder(self, payload: Payload, name: str) -> Decoder:
        """Return what reads the value of one name of the student's."""
        objects, changing = name in self.rights.objects, name in self.rights.changing
        return Decoder(payload, lambda tree: self._stand_in(tree, False, objects, changing))

    def _stand_in(self, tree: dict[str, Any], live: bool, objects: bool, changing: bool) -> Any:
        """Return what represents a student's object here.

        ``live``: it came from an object that the tests may use; ``objects``: it may be one of a
        class that the assignment asks for; ``changing``: as a function it may change arguments.
        """
        kind, name = tree.get("kind"), str(tree.get("n"))
        if type(tree.get("id")) is not int:
            raise Poisoned("it has no number")
        if kind == "iterator":
            return RemoteIterator(self, tree, live)
        live = live or (objects and name in self.rights.classes)
        if kind in ("class", "object", "callable") and live:
            made = RemoteClass if kind == "class" else Remote
            return self._objects.setdefault((made, tree["id"]), made(self, tree))
        if kind in ("function", "callable"):
            return self._function(tree, live, objects, changing)
        return Opaque(f"your answer is a {name} object, which is no plain data")

    def _function(
        self, tree: dict[str, Any], live: bool, objects: bool, changing: bool
    ) -> Callable[..., Any]:
        number = tree["id"]

        def function(*args: Any, **kwargs: Any) -> Any:
            return self.ask(
                "call", number, args, kwargs, live=live, objects=objects, changing=changing
            )

        function.__name__ = function.__qualname__ = str(tree.get("n"))
        function.__doc__ = tree.get("doc") if isinstance(tree.get("doc"), str) else None
        function.__module__ = "__main__"
        function.__code__ = function.__code__.replace(co_filename="<student>")  # has no source
        function.__dict__["_handle"] = number
        with contextlib.suppress(Exception):
            function.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
                [
                    inspect.Parameter(
                        str(name),
                        inspect._ParameterKind(kind),
                        default=None if default else inspect.Parameter.empty,
                    )
                    for name, kind, default in tree["sig"]
                ]
            )
        return function

    def _outgoing(self, value: Any) -> dict[str, Any]:
        if isinstance(value, Remote | RemoteIterator):
            return {"t": "handle", "id": value._tree["id"]}
        if isinstance(value, types.FunctionType) and "_handle" in value.__dict__:
            return {"t": "handle", "id": value.__dict__["_handle"]}
        if callable(value):
            self._callbacks.append(value)
            name = str(getattr(value, "__name__", type(value).__name__))
            return {"t": "handle", "kind": "callback", "id": len(self._callbacks) - 1, "n": name}
        raise TypeError(
            f"A test gave a {type(value).__name__} to a student's function. Only plain data and "
            "functions can cross; mark the test ### UNSEALED if it needs more."
        )

    def ask(
        self,
        what: str,
        number: int,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        live: bool = False,
        objects: bool = False,
        changing: bool = True,
        name: str = "",
    ) -> Any:
        """Have the student process do one thing; return data, or raise what it raised."""
        encoder = Encoder(self._outgoing)
        new, gone = self._names.changes()
        try:
            tree = {
                "args": encoder.encode(list(args)),
                "names": list(kwargs),
                "values": encoder.encode(list(kwargs.values())),
                "set": {n: encoder.encode(v) for n, v in new.items()},
            }
        except TooLarge:
            raise TypeError(
                "A test gave more data to a student's function than can cross."
            ) from None
        header = {"ask": what, "object": number, "name": name, "del": gone}
        self._channel.send(header, encoder.payload(tree).pack())
        while True:
            reply, data = self._channel.receive()
            payload = Payload.unpack(data)
            if "callback" not in reply:
                break
            self._call_back(reply["callback"], payload)
        decoder = Decoder(payload, lambda t: self._stand_in(t, live, objects, changing))
        return self._result(what, reply, decoder, args, changing)

    def sync(self) -> None:
        """Tell the student process what the tests did to the names they share."""
        new, gone = self._names.changes()
        if new or gone:
            self.ask("sync", 0, (), {})

    def _call_back(self, number: Any, payload: Payload) -> None:
        try:
            args, kwargs = self.decoder(payload, "").decode(payload.tree)
            encoder = Encoder(self._outgoing)
            tree = encoder.encode(self._callbacks[number](*args, **kwargs))
            self._channel.send({"ok": True}, encoder.payload(tree).pack())
        except Exception as error:
            why = {"error": type(error).__name__, "text": _message(error)}
            self._channel.send({"ok": False}, Payload(why).pack())

    def _result(
        self,
        what: str,
        reply: dict[str, Any],
        decoder: Decoder,
        args: tuple[Any, ...],
        changing: bool,
    ) -> Any:
        if reply.get("lost"):
            raise TimeoutError(str(reply["lost"]))
        tree = decoder.tree
        if what == "sync":
            return None
        if type(tree) is not dict:
            raise Poisoned("an answer without a result")
        if type(tree.get("out")) is str:
            sys.stdout.write(tree["out"])
        if not reply.get("ok"):
            raise _error(tree, what == "next")
        for arg, after in zip(args if changing else (), tree["args"], strict=False):
            if after is not None:
                _take_over(arg, decoder.decode(after))
        result = tree["result"]
        if type(result) is dict and result.get("t") == "same":
            return args[result["i"]]
        return decoder.decode(result)


def _error(tree: dict[str, Any], may_stop: bool) -> BaseException:
    """Return a built-in error like the one that the student's code raised."""
    known = tree.get("error")
    name = known[0] if type(known) is list and known and type(known[0]) is str else "Exception"
    kind = getattr(builtins, name, None)
    text = tree.get("text") if type(tree.get("text")) is str else ""
    stops = name in ("StopIteration", "StopAsyncIteration")  # would end a loop of the test's
    if not (isinstance(kind, type) and issubclass(kind, Exception)) or (stops and not may_stop):
        return RuntimeError(f"{tree.get('name')}: {text}")
    try:
        error: BaseException = kind(text)
    except TypeError:
        error = RuntimeError(f"{name}: {text}")
    if tree.get("name") not in (name, None):
        error.add_note(f"raised as {str(tree.get('name'))[:100]}")
    return error


def _take_over(arg: Any, after: Any) -> None:
    """Let an argument become what the student's function made of it."""
    if type(arg) is not type(after):
        return
    kind = type(arg).__name__
    if isinstance(arg, list | bytearray):
        arg[:] = after
    elif isinstance(arg, dict | set):
        arg.clear()
        arg.update(after)
    elif kind == "ndarray" and arg.shape == after.shape and arg.dtype == after.dtype:
        if arg.flags.writeable:
            arg[...] = after
    elif kind in ("DataFrame", "Series") and not arg.equals(after):
        arg._update_inplace(after)


class Names:
    """Which names of the tests' namespace are the student's."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._ns = namespace
        self._theirs: dict[str, Any] = {}
        self._pushed: dict[str, Any] = {}
        self._library: set[str] = set()
        self.rights = Rights()

    def allowed(self, name: str) -> bool:
        """Whether an answer may bind this name, or it stays the instructor's."""
        if name.startswith("__") or name in _IPYTHON:
            return False
        if name in self.rights.expected:
            return True
        if name not in self._library and name in self._theirs:
            return True
        if name in self._library or hasattr(builtins, name):
            return False
        if name not in self._ns:
            return True
        return self._replaceable(name, self._ns[name])

    def _replaceable(self, name: str, kept: Any) -> bool:
        return name in self.rights.touched and not (
            callable(kept) or isinstance(kept, types.ModuleType | type)
        )

    def take_imports(self, found: dict[str, Any], trees: dict[str, Any]) -> None:
        """Keep, of what the instructor's answers import, what the student has imported too.

        No value of the student's may stand in for any of it.
        """
        for name, value in found.items():
            if name in self.rights.expected or self._replaceable(name, value):
                continue
            self._library.add(name)
            if self._theirs.pop(name, None) is not None:
                self._ns.pop(name, None)
            if name in trees and _is_same(value, trees[name]):
                self._ns[name] = value

    def bind(self, values: dict[str, Any], asked: list[str]) -> None:
        """Show the student's values; a name that they no longer have goes away."""
        for name in asked:
            if name in values:
                self._ns[name] = self._theirs[name] = values[name]
            elif name in self._theirs:
                self._ns.pop(name, None)
                del self._theirs[name]
        self._pushed = dict(self._theirs)

    def changes(self) -> tuple[dict[str, Any], list[str]]:
        """Return what the running test bound anew and deleted since the last look.

        Only of names that the instructor's answers bind: any other may hold the key by now.
        """
        new, gone = {}, []
        for name in [n for n in self._theirs if n in self.rights.expected]:
            if name not in self._ns:
                if name in self._pushed:
                    gone.append(name)
                    del self._pushed[name]
            elif name not in self._pushed or self._ns[name] is not self._pushed[name]:
                value = self._ns[name]
                if not isinstance(value, Opaque):
                    new[name] = value
                self._pushed[name] = value
        return new, gone

    def settle(self) -> None:
        """After a cell of the instructor's: what it bound is the instructor's from now on."""
        for name, value in list(self._theirs.items()):
            if name not in self.rights.expected and self._ns.get(name) is not value:
                del self._theirs[name]


def _is_same(value: Any, tree: Any) -> bool:
    """Whether what a student has under a name is, as far as can be told, this library's thing."""
    if type(tree) is dict and tree.get("t") == "handle":
        return {k: tree.get(k) for k in ("t", "kind", "n")} == describe(value)
    with contextlib.suppress(TooLarge):
        return repr(tree) == repr(Encoder(describe).encode(value))
    return False


class Trusted:
    """Serves the grader: runs the instructor's cells on the student's values."""

    def __init__(self, channel: Channel, shell: Shell) -> None:
        self._channel = channel
        self._shell = shell
        self._names = Names(shell.user_ns)
        self._link = Link(channel, self._names)

    def serve(self) -> None:
        """Run cells for ever."""
        while True:
            header, payload = self._channel.receive()
            work = self._import if header["if_theirs"] else self._run
            reply, data = work(header, bytes(payload))
            self._channel.send({"done": True, **reply}, data)

    def _run(self, header: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        start, cpu = time.perf_counter(), time.process_time()
        asked, opaque = self._receive_names(header, data)
        result, outputs = self._shell.run(header["code"])
        with contextlib.suppress(Exception):
            self._link.sync()
        self._names.settle()
        error = result.error_before_exec or result.error_in_exec
        reply: dict[str, Any] = {
            "ok": bool(result.success),
            "asked": asked,
            "opaque": opaque,
            "seconds": time.perf_counter() - start,
            "cpu": time.process_time() - cpu,
        }
        if error is not None:
            reply |= _failure(error, self._shell.user_ns)
        else:
            reply["mark"] = mark_of(result.result, outputs)
        return reply, Payload(outputs).pack()

    def _import(self, header: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        self._link.rights = self._names.rights = Rights.from_json(header["rights"])
        found: dict[str, Any] = {"__builtins__": builtins}
        reply: dict[str, Any] = {"ok": True, "asked": [], "opaque": {}}
        try:
            exec(compile(header["code"], "<imports>", "exec"), found)
        except BaseException as error:
            reply |= _failure(error, found)
        del found["__builtins__"]
        trees = _payload(data).tree
        self._names.take_imports(found, trees if type(trees) is dict else {})
        return reply, Payload([]).pack()

    def _receive_names(
        self, header: dict[str, Any], data: bytes
    ) -> tuple[list[str], dict[str, str]]:
        self._link.rights = self._names.rights = Rights.from_json(header["rights"])
        asked = [n for n in header["names"] if self._names.allowed(n)]
        values: dict[str, Any] = {}
        opaque: dict[str, str] = {}
        payload = _payload(data)
        trees = payload.tree if type(payload.tree) is dict else {}
        for name in asked:
            if name not in trees:
                continue
            try:
                if trees[name] == {"t": "toolarge"}:
                    raise Poisoned("it is too large")
                values[name] = self._link.decoder(payload, name).decode(trees[name])
                if (
                    isinstance(values[name], types.ModuleType)
                    and name in self._names.rights.expected
                ):
                    raise Poisoned("it is a module")
            except Poisoned as why:
                values[name] = Opaque(f"`{name}` cannot be graded: {why}")
            if isinstance(values[name], Opaque):
                opaque[name] = repr(values[name])[1:-1]
        self._names.bind(values, asked)
        return asked, opaque


def _payload(data: bytes) -> Payload:
    """Read what the student process says its values are; nonsense holds no value at all."""
    try:
        return Payload.unpack(data)
    except ValueError:
        return Payload({})


def _failure(error: BaseException, namespace: dict[str, Any]) -> dict[str, Any]:
    return {
        "ok": False,
        "error": type(error).__name__,
        "text": _message(error),
        "line": line_of(error, namespace),
        "not_theirs": isinstance(error, ImportError) and not _crossed(error),
    }


def _message(error: BaseException) -> str:
    try:
        text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    except Exception:
        text = ""
    return text[:4000]


def _crossed(error: BaseException | None) -> bool:
    """Whether an error came, or may have come, from the student process."""
    while error is not None:
        frames = traceback.walk_tb(error.__traceback__)
        if any(frame.f_code is Link.ask.__code__ for frame, _ in frames):
            return True
        error = error.__cause__ or error.__context__
    return False


def mark_of(value: Any, outputs: list[dict[str, Any]]) -> Any:
    """Return the mark in a test's last expression: a number, a mark with reasons, or None."""
    for output in outputs:
        bundle = (
            output.get("data", {}).get(MARK) if output["output_type"] == "execute_result" else None
        )
        if isinstance(bundle, dict):
            return bundle
    if isinstance(value, bool | np.bool_):
        return None if value else 0.0
    if isinstance(value, numbers.Real | Decimal):
        return _points(value)
    if isinstance(value, np.ndarray | pd.Series) and value.size and value.dtype.kind in "biufc":
        return {}  # many numbers, as an answer of another shape makes out of one, are no mark
    return None if isinstance(value, str | Opaque | Remote | None) else _displayed(outputs)


def _displayed(outputs: list[dict[str, Any]]) -> float | None:
    """Return the number that the last expression displays as, if it is one."""
    for output in outputs:
        if output["output_type"] == "execute_result":
            with contextlib.suppress(ValueError, TypeError):
                return _points(float(output["data"]["text/plain"]))
    return None


def _points(value: Any) -> float:
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return 0.0
    return number if math.isfinite(number) else 0.0
