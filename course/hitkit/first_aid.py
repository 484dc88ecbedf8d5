"""First aid for people new to Python: one plain sentence below the commonest errors.

Only looks at errors and prints; it changes no value, so that marks never depend on it.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from hitkit.check import FormError

_ADVICE = "First aid: {}"


def start() -> None:
    """Switch first aid on in this notebook; outside of a notebook do nothing."""
    from IPython import get_ipython  # noqa: PLC0415  # absent where nobody needs it

    shell = get_ipython()
    if shell is None or any(hook.__name__ == _after_cell.__name__ for hook in _hooks(shell)):
        return
    shell.events.register("post_run_cell", _after_cell)


def _hooks(shell: Any) -> Iterable[Callable[..., None]]:
    return list(shell.events.callbacks["post_run_cell"])


def _after_cell(result: Any) -> None:
    from IPython import get_ipython  # noqa: PLC0415

    error = result.error_before_exec or result.error_in_exec
    shell = get_ipython()
    if error is not None and shell is not None:
        advice = explain(error, shell.user_ns)
        if advice:
            print(_ADVICE.format(advice))


def explain(error: BaseException, names: Mapping[str, Any] | None = None) -> str | None:
    """Return a sentence that says what to do about an error, or ``None`` if none is known.

    ``names`` are the notebook's variables, for "did you mean". Never raises.
    """
    if isinstance(error, FormError):
        return None
    try:
        for kind, advise in _ADVISERS:
            if isinstance(error, kind):
                return advise(error, names or {})
    except Exception:
        return None
    return None


def _name(error: Any, names: Mapping[str, Any]) -> str:
    wrong = error.name or re.findall(r"'([^']*)'", str(error))[0]
    near = _near(wrong, [*_own(names), *dir(builtins)])
    if near:
        return f"There is no `{wrong}`. Did you mean `{near}`? Capitals count."
    return (
        f"There is no `{wrong}` yet. Run the cells above from the top, so that it is made. "
        f'If you meant the word itself, put it in quotation marks: "{wrong}".'
    )


def _syntax(error: Any, _: Mapping[str, Any]) -> str:
    message, line = str(error.msg), f"line {error.lineno}"
    for pattern, advice in _SYNTAX:
        if re.search(pattern, message):
            return f"In {line}: {advice}"
    return (
        f"Python cannot read {line}. Look there and in the line above: does every bracket and "
        "quotation mark that opens also close, and is there a comma between items?"
    )


_SYNTAX = (
    (
        r"unterminated .*string",
        "a text has no closing quotation mark. Text begins and ends with the same mark.",
    ),
    (r"was never closed", "a bracket that opens is never closed. Count them in pairs."),
    (r"unmatched|does not match", "a closing bracket has no partner, or one of another shape."),
    (
        r"Maybe you meant '=='|cannot assign to|expression cannot contain assignment",
        "one = gives a name to a value. To compare, write two: ==. On the left of one = stands "
        "a name, without blanks or quotes.",
    ),
    (
        r"leading zeros",
        'a number cannot begin with 0. A code is text: put it in quotation marks, "0450".',
    ),
    (
        r"invalid character|non-printable",
        "a sign here came from a word processor. Type quotation marks and minus signs anew.",
    ),
    (r"invalid decimal", "a name cannot begin with a digit. If it is a code, put it in quotes."),
    (r"forgot a comma", "a comma may be missing between two items, or a bracket before this spot."),
    (r"expected ':'|':' expected", "a colon is missing at the end, or after a key."),
    (r"unexpected indent|unindent|expected an indented", "the blanks at the line's start are off."),
    (r"did you forget parentheses|Missing parentheses", "round brackets are missing: print(x)."),
)


def _column(error: Any, names: Mapping[str, Any]) -> str:
    wrong = error.args[0] if error.args else ""
    tables = _tables(names)
    if wrong is False:
        return 'The comparison stands in the wrong bracket. Write table["column"] == "word".'
    if isinstance(wrong, str):
        near = _near(wrong, [str(column) for table in tables.values() for column in table.columns])
        if near:
            return f'There is no column or key "{wrong}". Did you mean "{near}"? Capitals count.'
    return (
        f"There is no column or key {wrong!r}. To see the columns of a table, run "
        "list(TABLE.columns) with your table's name."
    )


def _attribute(error: Any, _: Mapping[str, Any]) -> str:
    wrong, thing = error.name, error.obj
    near = _near(str(wrong), dir(thing))
    if near:
        return f"There is no `.{wrong}` here. Did you mean `.{near}`? Capitals count."
    if thing is None or thing is ...:
        return "This has no value yet. Put your answer in place of the three dots, and run it."
    if type(thing).__name__ == "DataFrame":
        return f'There is no `.{wrong}`. A column stands in brackets and quotes: table["{wrong}"].'
    return f"There is no `.{wrong}` for this kind of value. Is a step before it missing?"


def _type(error: Any, _: Mapping[str, Any]) -> str | None:
    message = str(error)
    for pattern, advice in _TYPE:
        if re.search(pattern, message):
            return advice
    return None


_AND = (
    "Put round brackets around each condition, and & between them: "
    '(t["a"] == "x") & (t["b"] == "y").'
)
_TYPE = (
    (r"ellipsis", "Three dots are no value. Put your answer in their place."),
    (r"unsupported operand type\(s\) for [&|]|rand_|ror_|operator '[&|]'", _AND),
    (
        r"'(DataFrame|Series)' object is not callable",
        "A column stands in square brackets, not in round ones.",
    ),
    (r"not callable", "Round brackets call a function. Is an operator or a comma missing?"),
    (
        r"'(method|builtin_function_or_method|function)' object is not subscriptable",
        "Round brackets are missing or square ones are in their place, after the function's name.",
    ),
    (
        r"not supported between|Invalid comparison|can only concatenate|str.*int|int.*str",
        "Text and number meet here. Compare text with text, in quotation marks; to count with "
        "text of digits, turn it into numbers: .astype(int), with a decimal point .astype(float).",
    ),
    (r"missing \d+ required", "The function needs more in its brackets."),
    (r"unhashable", "A list cannot stand here. Is a bracket too many?"),
)


def _value(error: Any, _: Mapping[str, Any]) -> str | None:
    message = str(error)
    if "truth value of a" in message:
        return f"Between conditions on columns write & for and, | for or. {_AND}"
    if re.search(r"invalid literal for int.*'-?\d+\.\d+'", message):
        return "This number has a decimal point, so it is no whole number: use .astype(float)."
    if "invalid literal for int" in message or "could not convert string" in message:
        return "This text is no number. Look at the value in quotes above."
    if "You are trying to merge" in message:
        return "The columns that you join on are of two kinds. Read both tables with dtype=str."
    return None


def _file(error: Any, _: Mapping[str, Any]) -> str:
    wanted = Path(str(error.filename or ""))
    here = [path.name for path in wanted.parent.glob("*")] if wanted.parent.is_dir() else []
    near = _near(wanted.name, here)
    if near:
        return f"There is no file {wanted}. Did you mean {wanted.parent / near}?"
    return (
        f"There is no file {wanted}. The tables are in the folder data, beside this notebook: "
        'pd.read_csv("data/queue.csv", dtype=str).'
    )


def _database(error: Any, _: Mapping[str, Any]) -> str | None:
    message = str(error).rpartition("': ")[2]
    if "no such" in message:
        return f"The database says: {message}. Check the spelling, and table.column."
    if "syntax error" in message or "incomplete input" in message:
        return f"The database says: {message}. Look at that word and the one before it."
    if "ambiguous" in message:
        return f"The database says: {message}. Write the table's name and a dot before it."
    return None


def _others(advice: str) -> Callable[[Any, Mapping[str, Any]], str]:
    return lambda error, names: advice


_ADVISERS: tuple[
    tuple[type[BaseException], Callable[[Any, Mapping[str, Any]], str | None]], ...
] = (
    (SyntaxError, _syntax),
    (NameError, _name),
    (KeyError, _column),
    (AttributeError, _attribute),
    (TypeError, _type),
    (FileNotFoundError, _file),
    (OSError, _database),
    (ModuleNotFoundError, _others("A module of this name is not installed. Is it spelled right?")),
    (ZeroDivisionError, _others("You divide by zero: nothing was counted below the line.")),
    (IndexError, _others("There is no such place in the list; counting begins at 0.")),
    (ValueError, _value),
)


def _near(wrong: str, candidates: Iterable[str]) -> str | None:
    """Return the closest other name; one that differs in capitals alone comes first."""
    others = [name for name in dict.fromkeys(candidates) if name != wrong]
    for name in others:
        if name.casefold() == wrong.casefold():
            return name
    close = get_close_matches(wrong, others, n=1, cutoff=0.75)
    return close[0] if close else None


def _own(names: Mapping[str, Any]) -> Iterator[str]:
    return (name for name in names if not name.startswith("_"))


def _tables(names: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: thing
        for name, thing in names.items()
        if type(thing).__name__ == "DataFrame" and not name.startswith("_")
    }
