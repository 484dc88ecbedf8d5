"""The files for a cluster: valid for Kubernetes, and saying what the class file says."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from hitkit.classroom import kubernetes, roster
from hitkit.classroom.kubernetes import Images
from hitkit.classroom.roster import RosterError

FOLDER = kubernetes.templates()
EXAMPLE = (FOLDER / "class.example.toml").read_text(encoding="utf-8")
IMAGES = Images("registry.example:5000/hit:1", "registry.example/ngshare:0.6.0")


def _check() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_k8s", FOLDER / "check.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


check = _check()


@pytest.fixture
def made(tmp_path: Path) -> Path:
    held = roster.parse(EXAMPLE)
    return kubernetes.write(held, EXAMPLE, tmp_path / "cluster", IMAGES)


def chart(folder: Path, version: str = "4.4.0", template: str = "") -> Path:
    """Make a chart as small as can be that uses our values as the real one does."""
    (folder / "templates").mkdir(parents=True)
    about = {"apiVersion": "v2", "name": "jupyterhub", "version": version}
    (folder / "Chart.yaml").write_text(yaml.safe_dump(about))
    (folder / "templates" / "hub.yaml").write_text(
        template
        or """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: hub
data:
  image: "{{ .Values.singleuser.image.name }}:{{ .Values.singleuser.image.tag }}"
  roles: {{ .Values.hub.loadRoles | toJson | quote }}
"""
    )
    return folder


def test_every_manifest_is_valid_for_kubernetes(made: Path) -> None:
    documents = [doc for path in sorted(made.glob("*.yaml")) for doc in check.manifests(path)]
    assert [check.problem_of(doc) for doc in documents] == [""] * len(documents)
    kinds = {doc["kind"] for doc in documents}
    assert {"Deployment", "Service", "NetworkPolicy", "PersistentVolumeClaim"} <= kinds


def test_a_wrong_manifest_is_named() -> None:
    wrong = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "x"}, "spec": {"prots": 1}}
    assert "Service x" in check.problem_of(wrong)
    strange = {"apiVersion": "v9", "kind": "Hub", "metadata": {"name": "x"}}
    assert "no such kind" in check.problem_of(strange)


def test_no_pod_has_privileges_or_a_key_to_the_cluster(made: Path) -> None:
    documents = [doc for path in sorted(made.glob("*.yaml")) for doc in check.manifests(path)]
    pods = [doc["spec"]["template"]["spec"] for doc in documents if doc["kind"] == "Deployment"]
    assert len(pods) == 4
    for pod in pods:
        assert pod["automountServiceAccountToken"] is False
        assert pod["securityContext"]["runAsNonRoot"] is True
        for container in pod["containers"]:
            assert container["securityContext"]["allowPrivilegeEscalation"] is False
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
            assert container["resources"]["limits"]["memory"]


def test_values_say_who_is_who(made: Path) -> None:
    values = yaml.safe_load((made / "class.yaml").read_text(encoding="utf-8"))
    course = "hit-fall-2026"
    hit = values["custom"]["hit"]
    assert hit["groups"] == {
        f"formgrade-{course}": {"users": ["mlopez", "tchen"]},
        f"nbgrader-{course}": {"users": ["ada", "ben"]},
    }
    assert hit["looks"] == {
        "ada": "student",
        "ben": "student",
        "mlopez": "instructor",
        "tchen": "grader",
    }
    formgrader = f"services!service={course}"
    assert not any(formgrader in scope for scope in hit["scopes"]["ada"])
    assert any(formgrader in scope for scope in hit["scopes"]["mlopez"])
    assert values["hub"]["config"]["Authenticator"]["allowed_users"] == sorted(hit["looks"])
    assert not any("admin" in role for role in values["hub"]["loadRoles"])
    assert values["singleuser"]["image"] == {"name": "registry.example:5000/hit", "tag": "1"}


def test_the_token_that_a_pod_asks_for_is_the_one_that_the_chart_makes(made: Path) -> None:
    values = yaml.safe_load((made / "class.yaml").read_text(encoding="utf-8"))
    wanted = {
        variable["valueFrom"]["secretKeyRef"]["key"]
        for path in made.glob("*.yaml")
        for doc in check.manifests(path)
        if doc["kind"] == "Deployment"
        for container in doc["spec"]["template"]["spec"]["containers"]
        for variable in container.get("env", [])
        if "valueFrom" in variable
    }
    assert wanted == {f"hub.services.{name}.apiToken" for name in values["hub"]["services"]}


def test_the_roster_for_ngshare_has_the_columns_that_it_reads(made: Path) -> None:
    assert (made / "students-hit-fall-2026.csv").read_text(encoding="utf-8") == (
        "student_id,first_name,last_name,email\n"
        "ada,Ada,Example,ada@college.example\n"
        "ben,Ben,Example,\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('log_in = "oauth"', 'log_in = "pam"', "a cluster has none"),
        ('id = "hit-fall-2026"', f'id = "{"x" * 60}"', "Kubernetes takes names"),
    ],
)
def test_what_cannot_be_on_a_cluster_is_refused_and_nothing_written(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    text = EXAMPLE.replace(old, new)
    with pytest.raises(RosterError, match=says):
        kubernetes.write(roster.parse(text), text, tmp_path / "cluster", IMAGES)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_folder_is_left_alone(made: Path) -> None:
    held = roster.parse(EXAMPLE)
    before = {path.name: path.read_bytes() for path in made.iterdir()}
    with pytest.raises(RosterError, match="exists already"):
        kubernetes.write(held, EXAMPLE, made, IMAGES)
    assert {path.name: path.read_bytes() for path in made.iterdir()} == before


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(FOLDER / "check.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_chart_that_takes_the_values_passes(tmp_path: Path) -> None:
    done = _run(str(chart(tmp_path / "jupyterhub")))
    assert done.returncode == 0, done.stderr
    assert "Chart 4.4.0 takes the values." in done.stdout


@pytest.mark.parametrize(
    ("version", "template", "says"),
    [
        ("3.3.8", "", "is version 3.3.8; these files are for 4."),
        ("4.4.0", "kind: {{ .Values.hub.missing.deeper }}", "helm"),
        ("4.4.0", "apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {prots: []}", "prots"),
    ],
)
def test_a_chart_that_does_not_fit_is_told(
    tmp_path: Path, version: str, template: str, says: str
) -> None:
    done = _run(str(chart(tmp_path / "jupyterhub", version, template)))
    assert done.returncode == 1
    assert says in done.stderr


def test_without_a_chart_it_says_what_it_needs(tmp_path: Path) -> None:
    for arguments in ([], [str(tmp_path)]):
        done = _run(*arguments)
        assert done.returncode == 1
        assert "helm pull jupyterhub/jupyterhub --version 4" in done.stderr
