"""Frames between processes: a small JSON header, and a payload that only its reader opens."""

from __future__ import annotations

import json
import select
import socket
import struct
import time
from dataclasses import dataclass, field
from typing import Any

MAX_HEADER = 1 << 20
MAX_PAYLOAD = 96 << 20
_PREFIX = struct.Struct(">IQ")


class Broken(ConnectionError):
    """The other side is gone, or says what the protocol does not know."""


class Late(TimeoutError):
    """Nothing came in time."""


@dataclass
class Payload:
    """A JSON tree with raw arrays beside it; dictionaries in the tree name them by number."""

    tree: Any = None
    blobs: list[bytes | bytearray | memoryview] = field(default_factory=list)

    def pack(self) -> bytes:
        """Return the payload as bytes."""
        text = json.dumps(self.tree, separators=(",", ":"), check_circular=False).encode()
        parts: list[bytes | bytearray | memoryview] = [
            struct.pack(">II", len(text), len(self.blobs))
        ]
        parts.append(text)
        for blob in self.blobs:
            parts += [struct.pack(">Q", len(blob)), blob]
        return b"".join(parts)

    @classmethod
    def unpack(cls, data: bytes | bytearray | memoryview) -> Payload:
        """Read :meth:`pack`'s bytes; ValueError for whatever is not exactly that."""
        view = memoryview(data)
        try:
            size, count = struct.unpack_from(">II", view)
            at = 8 + size
            if at > len(view):
                raise ValueError("a tree longer than its payload")
            tree = json.loads(bytes(view[8:at]))
            blobs: list[bytes | bytearray | memoryview] = []
            for _ in range(count):
                (length,) = struct.unpack_from(">Q", view, at)
                at += 8 + length
                if at > len(view):
                    raise ValueError("an array longer than its payload")
                blobs.append(bytearray(view[at - length : at]))
        except (struct.error, RecursionError, UnicodeDecodeError) as error:
            raise ValueError(f"not a payload: {error}") from error
        if at != len(view):
            raise ValueError("bytes after the payload")
        return cls(tree, blobs)


class Channel:
    """One end of a stream of frames."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def fileno(self) -> int:
        """Return the socket's descriptor."""
        return self._sock.fileno()

    def close(self) -> None:
        """Close the socket."""
        self._sock.close()

    def send(
        self, header: dict[str, Any], payload: bytes = b"", seconds: float | None = None
    ) -> None:
        """Send one frame; :class:`Late` if the other side does not take it in time."""
        head = json.dumps(header, separators=(",", ":")).encode()
        self._sock.settimeout(seconds)
        try:
            self._sock.sendall(_PREFIX.pack(len(head), len(payload)) + head)
            if payload:
                self._sock.sendall(payload)
        except TimeoutError as error:
            raise Late from error
        except OSError as error:
            raise Broken(str(error)) from error

    def receive(
        self, seconds: float | None = None, limit: int = MAX_PAYLOAD
    ) -> tuple[dict[str, Any], bytearray]:
        """Return the next frame; :class:`Late` or :class:`Broken` if there is none."""
        end = None if seconds is None else time.monotonic() + seconds
        head_size, size = _PREFIX.unpack(self._exactly(_PREFIX.size, end))
        if head_size > MAX_HEADER or size > limit:
            raise Broken("a frame beyond the limits")
        try:
            header = json.loads(self._exactly(head_size, end))
        except (ValueError, RecursionError) as error:
            raise Broken("a frame without a header") from error
        if not isinstance(header, dict):
            raise Broken("a frame without a header")
        return header, self._exactly(size, end)

    def _exactly(self, size: int, end: float | None) -> bytearray:
        data = bytearray(size)
        view, got = memoryview(data), 0
        while got < size:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                raise Late
            self._sock.settimeout(left)
            try:
                count = self._sock.recv_into(view[got:])
            except TimeoutError as error:
                raise Late from error
            except OSError as error:
                raise Broken(str(error)) from error
            if not count:
                raise Broken("the other side is gone")
            got += count
        return data


def wait_for(channels: list[Channel], seconds: float) -> list[Channel]:
    """Return the channels that have something to read."""
    ready, _, _ = select.select(channels, [], [], max(seconds, 0))
    return ready
