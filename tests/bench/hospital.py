"""What a hospital costs by size: time for each person, as a ratio to the smallest, and peak memory.

    python tests/bench/hospital.py                  2,000 and 6,000 people
    python tests/bench/hospital.py 2000 20000 200000

Each size is simulated and written in a process of its own, so that its peak memory is its own.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

MEASURE = """
import json, resource, sys, time
from pathlib import Path
from hitkit import hospital
people, folder = int(sys.argv[1]), Path(sys.argv[2])
began = time.process_time()
hospital.write(hospital.simulate("bench", people), folder / "hospital")
seconds = time.process_time() - began
size = sum(path.stat().st_size for path in (folder / "hospital").glob("*.csv"))
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, size / 1e6]))
"""


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [2_000, 6_000]
    first = None
    print(f"{'people':>8}{'CPU s':>9}{'ms/person':>11}{'ratio':>7}{'peak MB':>9}{'CSV MB':>8}")
    for people in sizes:
        with tempfile.TemporaryDirectory() as folder:
            run = [sys.executable, "-c", MEASURE, str(people), str(Path(folder))]
            result = subprocess.run(run, capture_output=True, text=True, check=True)
        seconds, memory, size = json.loads(result.stdout)
        each = 1_000 * seconds / people
        first = first or each
        print(
            f"{people:8}{seconds:9.1f}{each:11.2f}{each / first:7.2f}{memory:9.0f}{size:8.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
