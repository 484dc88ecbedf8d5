"""What a piece of notebook code binds, changes and refers to, found without running it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from functools import lru_cache

from IPython.core.inputtransformer2 import TransformerManager

_WORD = re.compile(r"[A-Za-z_]\w*")
_CHANGERS = {
    *("add", "append", "appendleft", "clear", "difference_update", "discard", "drop", "extend"),
    *("fill", "heappop", "heappush", "insert", "intersection_update", "pop", "popitem", "popleft"),
    *("put", "remove", "resize", "reverse", "setdefault", "shuffle", "sort", "update"),
}
_TAKERS = {"pop", "popitem", "popleft", "setdefault"}  # that change their object for a result
_ORDERERS = {"heapify", "heappop", "heappush", "insort", "insort_left", "insort_right", "shuffle"}
_LOOK_AROUND = {"globals", "locals", "vars", "dir", "eval", "exec"}


@dataclass(frozen=True)
class Code:
    """The names in one cell.

    ``bound`` by assignment, def, class, loops and so on; ``imported``; ``touched``: changed in
    place; ``classes`` and ``functions`` defined; ``called`` by name; ``mentioned`` anywhere, in
    strings too. ``changing``: a function here may change what it is given.
    """

    bound: frozenset[str] = frozenset()
    imported: frozenset[str] = frozenset()
    touched: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    mentioned: frozenset[str] = frozenset()
    looks_around: bool = False
    changing: bool = False
    imports: str = ""


@dataclass
class _Found:
    bound: set[str] = field(default_factory=set)
    imported: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)


@lru_cache(maxsize=2048)
def analyse(cell: str) -> Code:
    """Return the names of one cell; code that Python cannot read has none but its words."""
    words = frozenset(_WORD.findall(cell))
    tree = _parse(cell)
    if tree is None:
        return Code(mentioned=words, looks_around=bool(words & _LOOK_AROUND))
    found = _Found()
    for statement in tree.body:
        _collect(statement, found, outer=True)
    called = {
        n.func.id
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    }
    imports = [ast.unparse(s) for s in tree.body if isinstance(s, ast.Import | ast.ImportFrom)]
    return Code(
        bound=frozenset(found.bound),
        imported=frozenset(found.imported),
        touched=frozenset(found.touched),
        classes=frozenset(found.classes),
        functions=frozenset(
            s.name for s in tree.body if isinstance(s, ast.FunctionDef | ast.AsyncFunctionDef)
        ),
        called=frozenset(called),
        mentioned=words,
        looks_around=bool(called & _LOOK_AROUND),
        changing=any(map(_changes, filter(_is_function, ast.walk(tree)))),
        imports="\n".join(imports),
    )


def unreached(cell: str, line: int) -> frozenset[str]:
    """Return the names that a cell did not come to bind or change when it failed at ``line``."""
    tree = _parse(cell)
    if tree is None:
        return frozenset(_WORD.findall(cell))
    found = _Found()
    for statement in tree.body:
        if (statement.end_lineno or 0) >= line:
            _collect(statement, found, outer=True)
    return frozenset(found.bound | found.imported | found.touched)


def _parse(cell: str) -> ast.Module | None:
    try:
        return ast.parse(TransformerManager().transform_cell(cell))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


def _changes(function: ast.AST) -> bool:
    """Whether a function may change its arguments: it has no result, or code that can do so."""
    inside = list(ast.walk(function))
    if not isinstance(function, ast.Lambda) and not any(
        isinstance(n, ast.Yield | ast.YieldFrom) or (isinstance(n, ast.Return) and n.value)
        for n in inside
    ):
        return True
    return any(
        isinstance(n, ast.AugAssign)
        or (isinstance(n, ast.Subscript | ast.Attribute) and isinstance(n.ctx, ast.Store | ast.Del))
        or (isinstance(n, ast.Attribute) and n.attr in _CHANGERS)
        or (isinstance(n, ast.keyword) and n.arg in ("inplace", "out"))
        for n in inside
    )


def _collect(node: ast.AST, found: _Found, outer: bool) -> None:  # noqa: PLR0912
    """Walk one scope; inside functions only what they declare global counts."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        if outer:
            found.bound.add(node.name)
            if isinstance(node, ast.ClassDef):
                found.classes.add(node.name)
        for inner in ast.walk(node):
            if isinstance(inner, ast.Global):
                found.bound.update(inner.names)
        return
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.Import | ast.ImportFrom):
        found.imported.update((a.asname or a.name.split(".")[0]) for a in node.names)
    elif isinstance(node, ast.NamedExpr) and isinstance(node.target, ast.Name):
        found.bound.add(node.target.id)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del) and outer:
        found.bound.add(node.id)
    elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(
        node.ctx, ast.Store | ast.Del
    ):
        _touch(node, found)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        _touch(node.value.func, found)
    elif isinstance(node, ast.Call):
        _touch_by_call(node, found)
    elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
        found.bound.add(node.name)
    comprehension = isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp)
    for child in ast.iter_child_nodes(node):
        _collect(child, found, outer and not comprehension)


def _touch_by_call(node: ast.Call, found: _Found) -> None:
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if name in _TAKERS:
        _touch(node.func, found)
    elif name in _ORDERERS and node.args and isinstance(node.args[0], ast.Name):
        found.touched.add(node.args[0].id)


def _touch(node: ast.AST, found: _Found) -> None:
    inside = False
    while isinstance(node, ast.Subscript | ast.Attribute | ast.Call):
        inside = True
        node = node.func if isinstance(node, ast.Call) else node.value
    if inside and isinstance(node, ast.Name):
        found.touched.add(node.id)
