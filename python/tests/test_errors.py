"""What goes wrong is said in the command line's own words."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest

import evenhand as eh
from evenhand import _run

from .conftest import KEYS


def test_a_typo_in_a_column_raises_the_command_lines_own_message(campaign: Path, table: list[dict[str, Any]]) -> None:
    command = [str(eh.find_evenhand()), "audit", str(campaign), "--no-config", "--decision=targetd", "--attributes=gender"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr.strip()
    with pytest.raises(eh.Error) as of_file:
        eh.audit(campaign, decision="targetd", attributes="gender")
    assert of_file.value.text == said == str(of_file.value)
    pl = pytest.importorskip("polars")
    with pytest.raises(eh.Error) as of_frame:
        eh.audit(pl.DataFrame(table, infer_schema_length=None, strict=False), decision="targetd", attributes="gender")
    assert of_frame.value.text == said.replace(f"in {campaign.name}", "in -")


def test_an_error_has_its_code_its_place_and_what_to_do(campaign: Path, tmp_path: Path) -> None:
    with pytest.raises(eh.Error) as caught:
        eh.audit(campaign, decision="targetd", attributes="gender")
    error = caught.value
    assert (error.code, error.help) == ("EVH-D004", "did you mean `targeted`?")
    assert error.place == eh.Place("flag", flag="--decision")
    assert str(error.place) == "--decision"
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (again.text, again.code, again.place) == (error.text, error.code, error.place)

    config = tmp_path / "mine.toml"
    config.write_text('schema = "evenhand.config/1"\n[data]\ndecision = "x.csv"\n')
    with pytest.raises(eh.Error) as caught:
        eh.audit(config=config)
    assert caught.value.place == eh.Place("config", file=str(config), line=3)


def test_an_option_that_does_not_exist_is_refused_as_python_does(campaign: Path) -> None:
    with pytest.raises(TypeError, match=r"audit\(\) has no option 'atributes'; did you mean 'attributes'\?"):
        eh.audit(campaign, decision="targeted", atributes=["gender"])  # type: ignore[call-arg]


def test_a_config_is_used_only_where_it_is_named(campaign: Path, tmp_path: Path) -> None:
    (tmp_path / "evenhand.toml").write_text("this is no config\n")
    assert eh.audit(campaign, decision="targeted", attributes="gender").exit_code == 0
    with pytest.raises(eh.Error):
        eh.audit(campaign, config="evenhand.toml")


def test_warnings_are_pythons(campaign: Path) -> None:
    with pytest.warns(eh.Warned) as caught:
        audit = eh.audit(_named_like_unknown(campaign), decision="targeted", attributes="gender")
    assert "unknown" in str(caught[0].message)
    assert caught[0].filename == __file__
    assert audit.warnings


def _named_like_unknown(campaign: Path) -> Path:
    path = campaign.with_name("unknown.csv")
    path.write_text(campaign.read_text(encoding="utf-8").replace("women", "unknown"), encoding="utf-8")
    return path


def test_require_raises_what_the_exit_code_says(campaign: Path) -> None:
    outside = eh.audit(campaign, **KEYS)
    assert (outside.exit_code, outside.verdict) == (1, "outside")
    with pytest.raises(eh.OutsideLimit, match="selection-ratio: gender women") as caught:
        outside.require()
    assert caught.value.audit is outside
    assert isinstance(caught.value, AssertionError)
    few = eh.audit(campaign, decision="targeted", attributes="age_band", min_ratio=0.97)
    assert few.exit_code == 3
    with pytest.raises(eh.CannotTell, match="cannot_tell"):
        few.require()
    held = eh.audit(campaign, decision="targeted", attributes="age_band", min_ratio=0.5)
    assert held.require() is held
    unjudged = eh.audit(campaign, decision="targeted", attributes="age_band")
    assert unjudged.require().verdict is None


def test_the_program_that_is_named_is_the_one_that_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = eh.find_evenhand()
    assert own.is_file()
    monkeypatch.setenv("EVENHAND_BIN", str(tmp_path / "none"))
    with pytest.raises(FileNotFoundError, match="EVENHAND_BIN"):
        eh.find_evenhand()


def test_a_frame_that_fails_on_the_way_raises_its_own_error() -> None:
    def broken(sink: Any) -> None:
        sink.write(b"a,b\n1,2\n")
        msg = "no more rows"
        raise OSError(msg)

    with pytest.raises(OSError, match="no more rows"):
        _run.run(["audit", "-", "--no-config", "--decision=a", "--attributes=b"], stdin=broken)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
def test_ctrl_c_ends_the_run_and_the_program(tmp_path: Path) -> None:
    reads = tmp_path / "reads"
    program = textwrap.dedent(
        f"""
        import pathlib
        from evenhand._run import run

        def endless(sink):
            sink.write(b"a,b\\n")
            while True:
                sink.write(b"1,x\\n0,y\\n" * 100_000)
                pathlib.Path({str(reads)!r}).touch()  # more went in than a pipe holds: the program reads

        try:
            run(["audit", "-", "--no-config", "--decision=a", "--attributes=b"], stdin=endless)
        except KeyboardInterrupt:
            print("interrupted")
        """
    )
    python = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True, text=True
    )
    ends = time.monotonic() + 60
    while not reads.exists() and time.monotonic() < ends:
        time.sleep(0.05)
    assert reads.exists()
    children = Path(f"/proc/{python.pid}/task/{python.pid}/children")
    child = int(children.read_text().split()[0]) if children.exists() else None
    # As a notebook does it: Python alone gets the signal.
    python.send_signal(signal.SIGINT)
    out, _ = python.communicate(timeout=60)
    assert out == "interrupted\n"
    if child is not None:
        ends = time.monotonic() + 20
        while Path(f"/proc/{child}").exists() and time.monotonic() < ends:
            time.sleep(0.05)
        assert not Path(f"/proc/{child}").exists()
