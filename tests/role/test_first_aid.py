"""First aid speaks on the errors that beginners make, and changes nothing."""

import sqlite3
import subprocess
import sys
import textwrap

import pandas as pd
import pytest
from hitkit import check
from hitkit.first_aid import explain, start

NAMES = {
    "pd": pd,
    "queue": pd.DataFrame({"status": ["open"], "ward": ["Surgery"], "n": ["1"]}),
    "numbers": pd.DataFrame({"mrn": [1]}),
    "texts": pd.DataFrame({"mrn": ["0001"]}),
    "count_q2": ...,
}
NAMES["database"] = sqlite3.connect(":memory:")
NAMES["queue"].to_sql("queue", NAMES["database"], index=False)
SLIPS = [
    ("qeue", "Did you mean `queue`?"),
    ("Len(queue)", "Did you mean `len`? Capitals count."),
    ("visits", "Run the cells above"),
    ('queue["Status"]', 'Did you mean "status"? Capitals count.'),
    ('queue["patient"]', "list(TABLE.columns)"),
    ('queue["status" == "open"]', "wrong bracket"),
    ('queue[queue["status"] = "open"]', "To compare, write two: =="),
    ('"open" = status', "To compare, write two: =="),
    ('status = "open', "no closing quotation mark"),
    ("status = “open”", "Type quotation marks"),
    ("(1 + 2", "never closed"),
    ("1 + 2)", "no partner"),
    ("[1 2]", "comma"),
    ("code = 0450", 'quotation marks, "0450"'),
    ("code = 45A", "cannot begin with a digit"),
    (" code = 1", "blanks at the line's start"),
    ("len queue", "every bracket"),
    ('print "a"', "round brackets are missing"),
    ('queue[queue["status"] == "open" & queue["ward"] == "Surgery"]', "each condition"),
    ('queue[(queue["status"] == "open") and (queue["ward"] == "x")]', "write & for and"),
    ('queue("status")', "square brackets"),
    ("queue.head[3]", "Round brackets"),
    ("queue.staus", "Did you mean `.status`?"),
    ("queue.patient", 'table["patient"]'),
    ('queue["n"] + 1', "Text and number meet"),
    ('queue["n"] > 1', "Text and number meet"),
    ("count_q2 + 1", "in their place"),
    ("count_q2.upper()", "in place of the three dots"),
    ('pd.read_csv("data/no_such.csv")', "in the folder data"),
    ('numbers.merge(texts, on="mrn")', "dtype=str"),
    ('int("4 West")', "This text is no number"),
    ('pd.Series(["8.2"]).astype(int)', ".astype(float)"),
    ('pd.read_sql("SELECT wards FROM queue", database)', "no such column: wards"),
    ('pd.read_sql("SELECT ward FORM queue", database)', "Look at that word"),
    ('pd.read_sql("SELECT ward FROM queue a, queue b", database)', "a dot before it"),
    ("1 / 0", "divide by zero"),
    ("[1][3]", "counting begins at 0"),
    ("import pandass", "spelled right"),
]


def error_of(code: str) -> BaseException:
    with pytest.raises(BaseException) as caught:
        exec(compile(code, "cell", "exec"), dict(NAMES))
    return caught.value


@pytest.mark.parametrize(("code", "says"), SLIPS)
def test_a_beginners_slip_gets_a_sentence(code: str, says: str) -> None:
    assert says in (explain(error_of(code), NAMES) or "")


def test_a_wrong_file_name_gets_the_right_one(tmp_path) -> None:
    (tmp_path / "queue.csv").touch()
    advice = explain(error_of(f'open("{tmp_path}/qeue.csv")'))
    assert f"Did you mean {tmp_path}/queue.csv?" in advice


def test_form_checks_and_unknown_errors_speak_for_themselves() -> None:
    assert explain(check.FormError("No answer yet.")) is None
    assert explain(RuntimeError("strange")) is None
    assert explain(KeyError()) is not None


def test_a_hostile_error_does_not_break_it() -> None:
    class Odd(NameError):
        def __str__(self) -> str:
            raise ValueError

    assert explain(Odd()) is None


def test_outside_of_a_notebook_nothing_starts() -> None:
    start()


def test_in_a_shell_it_prints_once_and_keeps_the_error() -> None:
    script = """
        from IPython.core.interactiveshell import InteractiveShell
        shell = InteractiveShell.instance()
        shell.run_cell("from hitkit import first_aid; first_aid.start(); first_aid.start()")
        result = shell.run_cell("qeue = 1; queu")
        assert isinstance(result.error_in_exec, NameError)
        assert shell.run_cell("1 +").error_before_exec
        assert shell.run_cell("6 * 7").result == 42
    """
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.count("First aid: There is no `queu`. Did you mean `qeue`?") == 1
    assert ran.stdout.count("First aid:") == 2
