"""Inside the sandbox: run the student's cells, hand out values as data, take calls.

Nothing here guards anything: a student's code may change all of it, and gains nothing.
"""

from __future__ import annotations

import builtins
import contextlib
import inspect
import operator
import time
import types
from collections.abc import Iterator
from typing import Any

from .shell import Outputs, Shell, line_of, streams
from .values import Decoder, Encoder, TooLarge
from .wire import Channel, Payload

_MUTABLE = (list, dict, set, bytearray)


class Student:
    """Serves one channel until it closes."""

    def __init__(self, channel: Channel, shell: Shell) -> None:
        self._channel = channel
        self._shell = shell
        self._objects: list[Any] = []

    def serve(self) -> None:
        """Answer requests for ever."""
        ops = {
            "run": self._run,
            "fetch": self._fetch,
            "call": self._call,
        }
        while True:
            header, payload = self._channel.receive()
            reply, data = ops[header["op"]](header, bytes(payload))
            self._channel.send({"re": header["id"], **reply}, data)

    # cells -------------------------------------------------------------------------------

    def _run(self, header: dict[str, Any], payload: bytes) -> tuple[dict[str, Any], bytes]:
        before = dict(self._shell.user_ns)
        start, cpu = time.perf_counter(), time.process_time()
        result, outputs = self._shell.run(payload.decode())
        after = self._shell.user_ns
        bound = [
            name
            for name in list(after)
            if isinstance(name, str)
            and not name.startswith("_")
            and (name not in before or before[name] is not after[name])
        ]
        error = result.error_before_exec or result.error_in_exec
        reply = {
            "ok": bool(result.success),
            "error": type(error).__name__ if error else "",
            "line": line_of(error, after) if error else 0,
            "bound": bound[:2000],
            "seconds": time.perf_counter() - start,
            "cpu": time.process_time() - cpu,
        }
        if header.get("mark"):
            with contextlib.suppress(Exception):
                number: Any = result.result
                reply["number"] = float(number)
        return reply, Payload(outputs).pack()

    # values ------------------------------------------------------------------------------

    def _handle(self, value: Any) -> dict[str, Any]:
        number = next((n for n, o in enumerate(self._objects) if o is value), len(self._objects))
        if number == len(self._objects):
            self._objects.append(value)
        tree = {**describe(value), "id": number}
        if tree["kind"] != "object":
            tree["doc"] = _short(getattr(value, "__doc__", None))
            tree["sig"] = _signature(value)
        return tree

    def _fetch(self, header: dict[str, Any], _: bytes) -> tuple[dict[str, Any], bytes]:
        encoder = Encoder(self._handle)
        tree: dict[str, Any] = {}
        for name in header["names"]:
            if name in self._shell.user_ns:
                try:
                    tree[name] = encoder.encode(self._shell.user_ns[name])
                except TooLarge:
                    tree[name] = {"t": "toolarge"}
        return {}, encoder.payload(tree).pack()

    # calls -------------------------------------------------------------------------------

    def _call(self, header: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        payload = Payload.unpack(data)
        decoder = Decoder(payload, self._incoming)
        tree = payload.tree
        self._set_names(decoder, tree["set"], header.get("del", []))
        if header["what"] == "sync":
            return {"ok": True}, Payload().pack()
        args = decoder.decode(tree["args"])
        kwargs = dict(zip(tree["names"], decoder.decode(tree["values"]), strict=True))
        outputs = Outputs()
        encoder = Encoder(self._handle)
        target = self._objects[header["object"]]
        try:
            with streams(outputs):
                result = self._do(header["what"], target, header.get("name", ""), args, kwargs)
        except BaseException as error:
            return self._failed(error, outputs)
        try:
            same = [i for i, arg in enumerate(args) if arg is result and _is_mutable(arg)]
            reply: dict[str, Any] = {"out": _printed(outputs)}
            reply["result"] = {"t": "same", "i": same[0]} if same else encoder.encode(result)
            reply["args"] = [encoder.encode(a) if _is_mutable(a) else None for a in args]
        except TooLarge:
            return self._failed(ValueError("the result is too large to be graded"), outputs)
        return {"ok": True}, encoder.payload(reply).pack()

    def _set_names(self, decoder: Decoder, new: dict[str, Any], gone: list[str]) -> None:
        for name in gone:
            self._shell.user_ns.pop(name, None)
        for name, tree in new.items():
            self._shell.user_ns[name] = decoder.decode(tree)

    def _incoming(self, tree: dict[str, Any]) -> Any:
        if tree.get("kind") == "callback":
            return _Callback(self._channel, self._handle, self._incoming, self._call, tree)
        return self._objects[tree["id"]]

    def _do(self, what: str, target: Any, name: str, args: Any, kwargs: Any) -> Any:
        if what == "call":
            return target(*args, **kwargs)
        if what == "method":
            return getattr(target, name)(*args, **kwargs)
        if what == "get":
            return getattr(target, name)
        if what == "set":
            return setattr(target, name, args[0])
        return _SPECIAL[what](target, *args)

    def _failed(self, error: BaseException, outputs: Outputs) -> tuple[dict[str, Any], bytes]:
        known = [
            c.__name__ for c in type(error).__mro__ if getattr(builtins, c.__name__, None) is c
        ]
        try:
            text = str(error)
        except Exception:
            text = ""
        tree: dict[str, Any] = {
            "out": _printed(outputs),
            "error": known[:1],
            "name": type(error).__name__,
        }
        plain = isinstance(error, KeyError) and error.args and isinstance(error.args[0], str)
        tree["text"] = (error.args[0] if plain else text)[:4000]
        return {"ok": False}, Payload(tree).pack()


def describe(value: Any) -> dict[str, Any]:
    """Return what can be said of a value that is no plain data: its kind and name."""
    if isinstance(value, type):
        kind = "class"
    elif isinstance(value, types.FunctionType | types.BuiltinFunctionType | types.MethodType):
        kind = "function"
    elif isinstance(value, Iterator):
        kind = "iterator"
    else:
        kind = "callable" if callable(value) else "object"
    name = type(value).__name__
    if kind != "object":
        name = str(getattr(value, "__name__", name))[:200]
    return {"t": "handle", "kind": kind, "n": name}


class _Callback:
    """A function of the tests, as a student's function sees it."""

    def __init__(
        self, channel: Channel, handle: Any, incoming: Any, call: Any, tree: dict[str, Any]
    ) -> None:
        self._channel, self._handle, self._incoming = channel, handle, incoming
        self._call, self._number = call, tree["id"]
        self.__name__ = self.__qualname__ = tree["n"]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        encoder = Encoder(self._handle)
        tree = encoder.encode([args, kwargs])
        self._channel.send({"callback": self._number}, encoder.payload(tree).pack())
        header, data = self._channel.receive()
        while "op" in header:  # it calls a function of the student's in turn
            reply, result = self._call(header, bytes(data))
            self._channel.send({"re": header["id"], **reply}, result)
            header, data = self._channel.receive()
        payload = Payload.unpack(data)
        if not header.get("ok"):
            raise getattr(builtins, payload.tree["error"], RuntimeError)(payload.tree["text"])
        return Decoder(payload, self._incoming).decode(payload.tree)


_SPECIAL: dict[str, Any] = {
    "next": next,
    "iter": iter,
    "len": len,
    "str": str,
    "repr": repr,
    "item": lambda target, key: target[key],
    "bool": bool,
    "hash": hash,
    "eq": lambda target, other: bool(target == other),
    "lt": lambda target, other: bool(target < other),
    "le": lambda target, other: bool(target <= other),
    "add": lambda target, other: target + other,
    "sub": lambda target, other: target - other,
    "mul": lambda target, other: target * other,
    "setitem": operator.setitem,
    "isinstance": lambda target, other: isinstance(other, target),
    "issubclass": lambda target, other: issubclass(other, target),
}


def _is_mutable(value: Any) -> bool:
    return isinstance(value, _MUTABLE) or type(value).__name__ in ("ndarray", "DataFrame", "Series")


def _printed(outputs: Outputs) -> str:
    return "".join(i["text"] for i in outputs.items if i.get("name") == "stdout")


def _short(text: Any) -> str | None:
    return text[:20_000] if isinstance(text, str) else None


def _signature(value: Any) -> list[list[Any]] | None:
    try:
        parameters = inspect.signature(value).parameters.values()
    except Exception:  # it compares, and so runs what a class says of its objects
        return None
    return [[p.name, int(p.kind), p.default is not p.empty] for p in parameters]
