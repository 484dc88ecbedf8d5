"""Fairness of the planted defects over many seeds: precision and recall of the reference reviewers.

    python tests/bench/hospital_fairness.py --seeds 200 --people 300

For each seed the reviewers read the clean tables, where they must find nothing, and the planted
ones, where they must find what the ledger holds. Also shows how many of each kind were planted,
least to most, which is what a lab can count on.
"""

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from hitkit import hospital

from tests.hospital.reviewers import REVIEWERS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--people", type=int, default=300)
    options = parser.parse_args()
    hit: Counter[str] = Counter()
    found_in_all: Counter[str] = Counter()
    wanted_in_all: Counter[str] = Counter()
    accidental: Counter[str] = Counter()
    sizes: defaultdict[str, list[int]] = defaultdict(list)
    for number in range(options.seeds):
        clean = hospital.simulate(f"fairness {number}", options.people)
        dirty, ledger = hospital.plant(clean)
        for kind, review in REVIEWERS.items():
            accidental[kind] += len(set(review(clean.rows)))
            wanted, found = set(ledger.records(kind)), set(review(dirty.rows))
            hit[kind] += len(wanted & found)
            found_in_all[kind] += len(found)
            wanted_in_all[kind] += len(wanted)
            sizes[kind].append(len(wanted))
        print(f"\r{number + 1} of {options.seeds} seeds", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(f"{options.seeds} seeds, {options.people} people each")
    print(
        f"{'kind':26}{'planted':>8}{'least':>6}{'most':>6}{'precision':>10}{'recall':>8}{'clean':>6}"
    )
    unfair = 0
    for kind in sorted(REVIEWERS):
        precision = hit[kind] / found_in_all[kind] if found_in_all[kind] else 1.0
        recall = hit[kind] / wanted_in_all[kind] if wanted_in_all[kind] else 1.0
        unfair += precision < 1 or recall < 1 or accidental[kind] > 0
        print(
            f"{kind:26}{wanted_in_all[kind]:8}{min(sizes[kind]):6}{max(sizes[kind]):6}"
            f"{precision:10.4f}{recall:8.4f}{accidental[kind]:6}"
        )
    print(f"{unfair} of {len(REVIEWERS)} kinds below 1, or found in clean tables")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
