"""What pipelines run: the action's script with files in place of GitHub's, and the form of what is read by others."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

import evenhand as eh

from .conftest import ROOT

yaml = pytest.importorskip("yaml")

SCRIPT = ROOT / "pipelines" / "action"
COUNTS = "gender,people,reached\nmen,{men}\nwomen,{women}\n"
CONFIG = """
schema = "evenhand.config/1"
[data]
decisions = "people.csv"
[columns]
count = "people"
selected = "reached"
[[attribute]]
name = "gender"
[[check]]
id = "selection-ratio"
measure = "selection-rate"
comparison = "ratio"
attributes = ["gender"]
min = 0.8
"""


def act(folder: Path, counts: dict[str, str] | None, **environment: str) -> tuple[int, dict[str, str], str, str]:
    """Run the script. Returns its exit code, its outputs, its summary and what it printed."""
    if counts:
        (folder / "people.csv").write_text(COUNTS.format(**counts))
    (folder / "evenhand.toml").write_text(CONFIG)
    path = folder / "bin"
    path.mkdir(exist_ok=True)
    (path / "evenhand").unlink(missing_ok=True)
    (path / "evenhand").symlink_to(eh.find_evenhand())
    own = {
        "PATH": f"{path}{os.pathsep}{os.environ['PATH']}",
        "CI": "true",
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        "RUNNER_TEMP": str(folder / "temp"),
        "CONFIG": "evenhand.toml",
        **environment,
    }
    for name in ("output", "summary"):
        (folder / name).write_text("")
    done = subprocess.run(["bash", str(SCRIPT)], env=own, cwd=folder, capture_output=True, text=True, check=False)
    outputs = dict(line.split("=", 1) for line in (folder / "output").read_text().splitlines())
    return done.returncode, outputs, (folder / "summary").read_text(), done.stdout


ENDS = [
    ({"men": "9000,2000", "women": "9000,1990"}, "0", "within"),
    ({"men": "1000,300", "women": "1000,100"}, "1", "outside"),
    (None, "2", ""),
    ({"men": "300,60", "women": "300,50"}, "3", "cannot_tell"),
]


@pytest.mark.parametrize(("counts", "code", "verdict"), ENDS)
def test_the_action_tells_every_end_and_fails_last(
    counts: dict[str, str] | None, code: str, verdict: str, tmp_path: Path
) -> None:
    ended, outputs, summary, printed = act(tmp_path, counts)
    assert ended == 0, "the documents are kept first"
    assert (outputs["exit-code"], outputs["verdict"]) == (code, verdict)
    if code == "2":
        assert outputs["report"] == ""
        assert printed.startswith("::error title=evenhand could not audit::")
        assert "%0A" in printed
        assert printed.count("\n") == 1
        assert "    error[EVH-" in summary
    else:
        assert Path(outputs["report"]).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        assert sorted(path.name for path in Path(outputs["documents"]).iterdir()) == [
            "audit.json",
            "evenhand.xml",
            "report.en.html",
            "report.fr.html",
        ]
        assert "## " in summary
        assert eh.load(Path(outputs["documents"]) / "audit.json").verdict == verdict
    assert ("::error" in printed) == (code in "12")


def test_the_last_step_gives_the_exit_code() -> None:
    last = action()["runs"]["steps"][-1]
    assert last["if"] == "always()"
    for code, allow, expected in [
        ("0", "false", 0),
        ("1", "true", 1),
        ("2", "true", 2),
        ("3", "false", 3),
        ("3", "true", 0),
        ("", "false", 2),
    ]:
        done = subprocess.run(["bash", "-c", last["run"]], env={"CODE": code, "ALLOW_UNDECIDED": allow}, check=False)
        assert done.returncode == expected, (code, allow)


def test_nothing_that_is_given_becomes_a_command(tmp_path: Path) -> None:
    counts = {"men": "1000,300", "women": "1000,100"}
    _, outputs, _, _ = act(tmp_path, counts, ARGUMENTS="--needs-coverage=0.9\n$(touch owned)\n`touch owned`; touch owned")
    assert outputs["exit-code"] == "2"
    _, outputs, summary, printed = act(tmp_path, None, DATA="--x\n::warning::`a`\n$(touch owned).csv")
    assert outputs["exit-code"] == "2"
    assert not (tmp_path / "owned").exists()
    assert printed.count("\n") == 1
    assert all(line.startswith("    ") for line in summary.splitlines()[2:] if line)
    _, outputs, _, _ = act(tmp_path, counts, ARGUMENTS="--min-ratio=0.2\r\n\n--claim=point")
    assert outputs["exit-code"] in ("0", "1")


def action() -> Any:
    return yaml.safe_load((ROOT / "action.yml").read_text())


def test_what_is_given_reaches_commands_through_the_environment_alone() -> None:
    files = [ROOT / "action.yml", *(ROOT / ".github" / "workflows").glob("*.yml")]
    for file in files:
        whole = yaml.safe_load(file.read_text())
        jobs = [whole["runs"]] if "runs" in whole else list(whole["jobs"].values())
        steps = [step for job in jobs for step in job["steps"]]
        assert steps
        for step in steps:
            assert "${{" not in step.get("run", ""), f"{file.name}: {step}"
            assert bool(step.get("run")) != bool(step.get("uses"))
    outputs = action()["outputs"]
    assert list(outputs) == ["verdict", "exit-code", "report"]


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", ".github/workflows/release.yml"),
        ("vendor.gitlab-ci", "pipelines/gitlab.yml"),
    ],
)
def test_files_are_of_the_form_that_their_readers_publish(schema: str, file: str) -> None:
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_hooks_name_flags_that_there_are(tmp_path: Path) -> None:
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()):
        words = hook["entry"].split()
        (tmp_path / "evenhand.toml").write_text(CONFIG)
        (tmp_path / "people.csv").write_text(COUNTS.format(men="1000,300", women="1000,100"))
        done = subprocess.run([eh.find_evenhand(), *words[1:]], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert sorted(path.name for path in tmp_path.iterdir()) == ["evenhand.toml", "people.csv"]
        assert re.search(hook["files"], "audits/evenhand.toml")
        assert not re.search(hook["files"], "Cargo.toml")


def test_gitlab_runs_the_command_and_keeps_the_documents(tmp_path: Path) -> None:
    job = yaml.safe_load((ROOT / "pipelines" / "gitlab.yml").read_text())[".evenhand"]
    (tmp_path / "evenhand.toml").write_text(CONFIG)
    (tmp_path / "people.csv").write_text(COUNTS.format(men="1000,300", women="1000,100"))
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "evenhand").symlink_to(eh.find_evenhand())
    environment = {"PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}", "CI": "true", **job["variables"]}
    done = subprocess.run(["bash", "-c", job["script"][-1]], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    artifacts = job["artifacts"]
    for name in [*artifacts["paths"], *artifacts["reports"].values()]:
        assert (tmp_path / name).is_file(), name


def wheel(folder: Path, platform: str) -> Path:
    """A wheel of the program that is tried here."""
    path = folder / f"evenhand-0.1.0-py3-none-{platform}.whl"
    with zipfile.ZipFile(path, "w") as whole:
        whole.writestr("evenhand/__init__.py", "")
        whole.writestr("evenhand-0.1.0.dist-info/METADATA", "Metadata-Version: 2.4\nName: evenhand\nVersion: 0.1.0\n")
        whole.writestr(
            "evenhand-0.1.0.dist-info/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: py3-none-{platform}\n"
        )
        record = "evenhand/__init__.py,,\nevenhand-0.1.0.dist-info/METADATA,,\nevenhand-0.1.0.dist-info/WHEEL,,\n"
        name = "evenhand-0.1.0.data/scripts/evenhand" + (".exe" if platform.startswith("win") else "")
        entry = zipfile.ZipInfo(name)
        entry.external_attr = 0o100755 << 16
        whole.writestr(entry, b"#!/bin/sh\necho evenhand 0.1.0\n")
        whole.writestr("evenhand-0.1.0.dist-info/RECORD", record + f"{name},,\nevenhand-0.1.0.dist-info/RECORD,,\n")
    return path


def test_binaries_come_out_of_the_wheels_with_their_checksums(tmp_path: Path) -> None:
    platforms = {"manylinux_2_28_x86_64": "x86_64-unknown-linux-gnu", "win_amd64": "x86_64-pc-windows-msvc"}
    for platform in platforms:
        wheel(tmp_path, platform)
    command = [sys.executable, str(ROOT / "pipelines" / "binaries.py"), str(tmp_path), str(tmp_path / "out")]
    subprocess.run(command, check=True, capture_output=True)
    lines = (tmp_path / "out" / "SHA256SUMS").read_text().splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    for target in platforms.values():
        archive = tmp_path / "out" / f"evenhand-0.1.0-{target}.tar.gz"
        assert sums[archive.name] == hashlib.sha256(archive.read_bytes()).hexdigest()
        with tarfile.open(archive) as tar:
            program = tar.getmember(f"evenhand-0.1.0-{target}/evenhand{'.exe' if 'windows' in target else ''}")
            assert program.mode == 0o755
    assert len(sums) == 4
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    subprocess.run(command, check=True, capture_output=True)
    assert before == {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    wheel(tmp_path, "plan9_mips")
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1


def test_the_steps_of_the_dockerfile_put_the_program_where_it_is_copied_from(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("NOT CHECKED: the Dockerfile, whose wheel is for Linux")
    text = (ROOT / "Dockerfile").read_text()
    (command,) = re.findall(r"^RUN python (.*)$", text, re.MULTILINE)
    (source,) = re.findall(r"^COPY --from=wheel (\S+)", text, re.MULTILINE)
    machine = os.uname().machine
    (tmp_path / "wheels").mkdir()
    wheel(tmp_path / "wheels", f"manylinux_2_17_{machine}")
    wheel(tmp_path / "wheels", "win_amd64")
    moved = command.replace("/wheels", str(tmp_path / "wheels")).replace("/unpacked", str(tmp_path / "unpacked"))
    subprocess.run([sys.executable, *moved.split()], check=True, capture_output=True)
    program = tmp_path / source.lstrip("/")
    assert subprocess.run([program], capture_output=True, text=True, check=True).stdout == "evenhand 0.1.0\n"


def test_one_version_is_named_everywhere() -> None:
    (own,) = re.findall(r'^version = "(.+)"$', (ROOT / "Cargo.toml").read_text(), re.MULTILINE)
    for file in ("pipelines/gitlab.yml", "docs/ci.md"):
        named = re.findall(r"(?:EVENHAND_VERSION: \"|evenhand==|evenhand@v?)(\d[^\"\s`]*)", (ROOT / file).read_text())
        assert named, file
        assert set(named) == {own}, file
