"""Take the programs out of wheels and pack each for its platform, with checksums: python pipelines/binaries.py WHEELS OUT."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import sys
import tarfile
import zipfile
from pathlib import Path

TARGETS = {
    r"manylinux.*_x86_64": "x86_64-unknown-linux-gnu",
    r"manylinux.*_aarch64": "aarch64-unknown-linux-gnu",
    r"musllinux.*_x86_64": "x86_64-unknown-linux-musl",
    r"musllinux.*_aarch64": "aarch64-unknown-linux-musl",
    r"macosx_.*_x86_64": "x86_64-apple-darwin",
    r"macosx_.*_arm64": "aarch64-apple-darwin",
    r"win_amd64": "x86_64-pc-windows-msvc",
    r"win_arm64": "aarch64-pc-windows-msvc",
}
"""What Rust calls the platforms of wheels."""
BESIDE = ("LICENSE-APACHE", "LICENSE-MIT", "README.md")


def target(wheel: Path) -> tuple[str, str]:
    """Return the version and the platform of a wheel."""
    name, version, _, _, platform = wheel.stem.split("-")
    for pattern, own in TARGETS.items():
        if name == "evenhand" and re.fullmatch(pattern, platform.split(".")[0]):
            return version, own
    msg = f"{wheel.name}: no platform that is known here"
    raise SystemExit(msg)


def pack(wheel: Path, out: Path, root: Path) -> Path:
    """Write the archive of a wheel's program; the same wheel gives the same bytes."""
    version, platform = target(wheel)
    folder = f"evenhand-{version}-{platform}"
    with zipfile.ZipFile(wheel) as whole:
        (inside,) = [name for name in whole.namelist() if re.fullmatch(r"[^/]*\.data/scripts/evenhand(\.exe)?", name)]
        program = whole.read(inside)
    files = [(Path(inside).name, program, 0o755), *((name, (root / name).read_bytes(), 0o644) for name in BESIDE)]
    archive = out / f"{folder}.tar.gz"
    with (
        archive.open("wb") as raw,
        gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        for name, content, mode in files:
            entry = tarfile.TarInfo(f"{folder}/{name}")
            entry.size, entry.mode = len(content), mode
            tar.addfile(entry, io.BytesIO(content))
    return archive


def main(wheels: Path, out: Path) -> None:
    """Pack every wheel, and write the checksums of archives and wheels."""
    out.mkdir(parents=True, exist_ok=True)
    found = sorted(wheels.glob("evenhand-*.whl"))
    if not found:
        msg = f"there is no wheel in {wheels}"
        raise SystemExit(msg)
    root = Path(__file__).resolve().parents[1]
    archives = [pack(wheel, out, root) for wheel in found]
    sums = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted([*archives, *found], key=lambda f: f.name)
    ]
    (out / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    print(*(archive.name for archive in archives), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
