"""Datasheets: what each table is and how it was made, and the comparison with the world."""

from __future__ import annotations

from collections.abc import Mapping

from hitkit.hospital import schema
from hitkit.hospital.files import read_csv, read_toml
from hitkit.hospital.model import Row
from hitkit.hospital.package import calibrate, plots
from hitkit.hospital.package.describe import BANNER

_LICENCE = "CC BY 4.0. Codes and weights are works of the U.S. government."


def sheets(counts: Mapping[str, int]) -> dict[str, str]:
    """Return the datasheet of each table as Markdown, by file name."""
    made = read_toml("datasheets.toml")
    return {
        f"{table.name}.md": (
            f"# Datasheet: {table.name}\n\n**{BANNER}**\n\n"
            f"- What: {table.about}\n- Rows: {counts[table.name]:,}; fields: {len(table.fields)} "
            f"(see dictionary.md)\n- How made: {made[table.name][0]}\n- Limits: "
            f"{made[table.name][1]}\n"
            f"- Licence: {_LICENCE}\n" + (_hcpcs() if table.name == "chargemaster" else "")
        )
        for table in schema.tables().values()
    }


def _hcpcs() -> str:
    rows = (
        f"| {row['code']} | {row['description']} | {row['seen_again']} |"
        for row in read_csv("hcpcs.csv")
    )
    lines = [
        "\n## HCPCS Level II codes\n",
        "Codes and wording are those of CMS, HCPCS Level II of 2020, read at "
        "github.com/wamuir/hcpcs.\n",
        "| code | what it stands for, with its unit | seen again at |\n|---|---|---|",
        *rows,
    ]
    return "\n".join(lines) + "\n"


def calibration(rows: Mapping[str, list[Row]]) -> dict[str, str]:
    """Return the comparison with published figures and its plots, by file name."""
    found = calibrate.measures(rows)
    lengths, flu = calibrate.by_drg(rows), calibrate.months(rows, "influenza")
    people = calibrate.ages(rows)
    peak = max(flu, key=lambda month: month[1])
    far = max(lengths, key=lambda line: abs(line[2] - line[3]))
    told = {
        "ages": f"Women and men by ten years of age; the largest group is "
        f"{max(people, key=lambda line: line[1] + line[2])[0]}, and women outnumber men "
        f"among the oldest.",
        "lengths": f"Mean length of stay of {len(lengths)} DRGs against Table 5; the "
        "points lie along the line "
        f"on which both agree, farthest from it DRG {far[0]} with {far[2]:g} days for {far[3]:g}.",
        "influenza": f"Visits for influenza by month; most, {peak[1]}, in {peak[0]}, "
        "and hardly any from May "
        "to September. By CDC most seasons peak in February (15 of 36, 1982 to 2018).",
    }
    text = [
        "# The hospital beside published figures\n",
        f"**{BANNER}**\n",
        "What has no line here is assumed. The last column but one says how many of "
        "our records stand behind "
        "our figure; few records mean a wide margin.\n",
        "| figure | unit | published | ours | our records | source | remark "
        "|\n|---|---|---|---|---|---|---|",
        *(
            f"| {one.name} | {one.unit} | {one.published:g} | {one.ours:g} | {one.records:,} "
            f"| {one.source} | {one.remark} |"
            for one in found
        ),
        "\n## Age and sex\n",
        f"![{told['ages']}](ages.svg)\n\n{told['ages']}\n",
        "| age | women | men |\n|---|---|---|",
        *(f"| {name} | {women} | {men} |" for name, women, men in people),
        "\n## Length of stay by DRG\n",
        f"![{told['lengths']}](lengths.svg)\n\n{told['lengths']}\n",
        "| DRG | stays | our mean, days | Table 5 mean, days |\n|---|---|---|---|",
        *(
            f"| {drg} | {number} | {ours:g} | {published:g} |"
            for drg, number, ours, published in lengths
        ),
        "\n## Influenza by month\n",
        f"![{told['influenza']}](influenza.svg)\n\n{told['influenza']}\n",
        "| month | visits |\n|---|---|",
        *(f"| {name} | {number} |" for name, number in flu),
        "",
    ]
    return {
        "README.md": "\n".join(text),
        "ages.svg": plots.bars(
            "Patients by age and sex",
            told["ages"],
            "Age, years",
            "Patients",
            [(name.replace(" to ", "-"), [women, men]) for name, women, men in people],
            ["women", "men"],
        ),
        "lengths.svg": plots.scatter(
            "Length of stay: ours and Table 5",
            told["lengths"],
            "Table 5 mean, days",
            "Our mean, days",
            [(drg, published, ours) for drg, _, ours, published in lengths],
        ),
        "influenza.svg": plots.bars(
            "Visits for influenza",
            told["influenza"],
            "Month",
            "Visits",
            [(name[2:], [number]) for name, number in flu],
            ["visits"],
        ),
    }
