"""A student's query may read two tables for a moment, and nothing else."""

import time

import pandas as pd
import pytest
from hitkit.role import sql

TABLES = {
    "queue": pd.DataFrame({"mrn": ["01", "02", "02"], "ward": ["A", "B", "B"]}),
    "patients": pd.DataFrame({"mrn": ["01", "02"], "payer": ["Medicare", "Medicaid"]}),
}


def test_a_join_and_a_group_give_counts() -> None:
    rows = sql.run(
        "SELECT ward, COUNT(*) FROM queue JOIN patients USING (mrn) GROUP BY ward", TABLES
    )
    assert sql.counts(rows) == {"A": 1, "B": 2}


def test_counts_read_either_order_and_skip_other_rows() -> None:
    assert sql.counts([(1, "A"), ("B", 2), ("C",), (3, 4), ("D", None)]) == {"A": 1, "B": 2}


@pytest.mark.parametrize(
    "query",
    [
        "DROP TABLE queue",
        "INSERT INTO queue VALUES ('1', '2')",
        "ATTACH DATABASE '/etc/passwd' AS p",
        "PRAGMA database_list",
        "SELECT 1; SELECT 2",
        "SELECT wards FROM queue",
        "SELECT load_extension('x')",
        "SELECT zeroblob(1000000000)",
        "SELECT \0",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "",
        None,
        42,
    ],
)
def test_anything_but_one_small_select_is_refused(query: object) -> None:
    if query == "":
        assert sql.run(query, TABLES) == []
        return
    with pytest.raises(sql.QueryError):
        sql.run(query, TABLES)


def test_an_endless_query_ends() -> None:
    began = time.monotonic()
    many = {"queue": pd.DataFrame({"ward": ["A"] * 2000})}
    with pytest.raises(sql.QueryError, match="too long"):
        sql.run("SELECT COUNT(*) FROM queue a, queue b, queue c", many)
    assert time.monotonic() - began < 10


def test_a_join_without_its_on_says_so() -> None:
    many = {"queue": pd.DataFrame({"ward": ["A"] * 200})}
    with pytest.raises(sql.QueryError, match="ON of the join"):
        sql.run("SELECT a.ward FROM queue a, queue b", many)
