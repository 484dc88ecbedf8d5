"""Check the cluster's files against the Helm chart that you have: lint, render, validate.

    make check-k8s CHART=path/to/jupyterhub [CLASS=class.toml]

CHART is the unpacked chart of Zero to JupyterHub, version 4.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import yaml
from hitkit.classroom import kubernetes, roster

HERE = Path(__file__).parent
CHART = (
    "Get the chart where there is a network, and give its folder: "
    "helm pull jupyterhub/jupyterhub --version 4.4.0 --untar "
    "--repo https://hub.jupyter.org/helm-chart/"
)
IMAGES = kubernetes.Images("registry.example/hit:1", "registry.example/ngshare:0.6.0")


class CheckError(Exception):
    """What is wrong, in a sentence."""


def main() -> int:
    """Check, say what was checked, and return 0; or say what is wrong, and return 1."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("chart", nargs="?", default="", metavar="CHART")
    parser.add_argument("--class", dest="file", type=Path, default=HERE / "class.example.toml")
    options = parser.parse_args()
    try:
        version = chart_version(options.chart)
        with tempfile.TemporaryDirectory() as room:
            held = roster.read(options.file)
            text = options.file.read_text(encoding="utf-8")
            made = kubernetes.write(held, text, Path(room) / "cluster", IMAGES)
            ours = [doc for path in sorted(made.glob("*.yaml")) for doc in manifests(path)]
            values = [f"--values={made / name}.yaml" for name in ("values", "class")]
            helm("lint", options.chart, *values)
            theirs = documents(helm("template", "hub", options.chart, *values))
    except (CheckError, roster.RosterError) as error:
        print(f"check-k8s: {error}", file=sys.stderr)
        return 1
    wrong = [problem for doc in [*ours, *theirs] if (problem := problem_of(doc))]
    for problem in wrong:
        print(problem, file=sys.stderr)
    if not wrong:
        print(
            f"Chart {version} takes the values. Valid: {len(ours)} manifests of ours, "
            f"{len(theirs)} of the chart's. No cluster was asked."
        )
    return 1 if wrong else 0


def chart_version(chart: str) -> str:
    """Return the version of the chart in a folder; CheckError if it is not one of ours."""
    if not chart:
        raise CheckError(f"CHART is missing. {CHART}")
    path = Path(chart) / "Chart.yaml"
    if not path.is_file():
        raise CheckError(f"{chart} is no unpacked chart. {CHART}")
    version = str(yaml.safe_load(path.read_text(encoding="utf-8")).get("version", "none"))
    if version.split(".", maxsplit=1)[0] != "4":
        raise CheckError(f"{chart} is version {version}; these files are for 4. {CHART}")
    return version


def helm(*arguments: str) -> str:
    """Run Helm and return what it prints; CheckError with its words if it fails."""
    program = Path(sys.executable).parent / "helm"
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise CheckError(f"helm {arguments[0]}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def manifests(path: Path) -> list[dict[str, Any]]:
    """Return what Kubernetes would be given of a file; Helm's values are none of it."""
    return [doc for doc in documents(path.read_text(encoding="utf-8")) if "kind" in doc]


def documents(text: str) -> list[dict[str, Any]]:
    """Return the documents of a YAML text."""
    return [doc for doc in yaml.safe_load_all(text) if doc]


def problem_of(document: dict[str, Any]) -> str:
    """Return what is wrong with a manifest, or nothing."""
    return "; ".join(_problems(document))


def _problems(document: dict[str, Any]) -> Iterator[str]:
    where = f"{document['kind']} {document['metadata']['name']}"
    try:
        kubernetes_validate.validate(document, "1.33", strict=True)
    except kubernetes_validate.ValidationError as error:
        yield f"{where}: {error.message} at {'.'.join(map(str, error.path))}"
    except kubernetes_validate.SchemaNotFoundError:
        yield f"{where}: Kubernetes has no such kind in {document['apiVersion']}"


if __name__ == "__main__":
    sys.exit(main())
