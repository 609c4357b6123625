"""What is needed before anything can be measured: the other tools in an environment of their own, our tools as they are
shipped, files from a seed, and the names of machine and versions."""

import datetime
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

from turns import Failed

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CACHE = Path(os.environ.get("X12_CI_CACHE", Path.home() / ".cache" / "x12-ci")) / "peers"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()


class Missing(Exception):
    """Something that cannot be had here; the text says what."""


def python():
    """The interpreter of the environment, made on first use and again where the list of tools changes."""
    wanted = (HERE / "requirements.txt").read_text()
    place = CACHE / "python"
    have = place / "requirements.txt"
    if not have.exists() or have.read_text() != wanted:
        shutil.rmtree(place, ignore_errors=True)
        done = subprocess.run([sys.executable, "-m", "venv", place], capture_output=True, text=True)
        if done.returncode != 0:
            raise Missing("python3 makes no environment (python3-venv is missing)")
        install = [place / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", "-r", HERE / "requirements.txt"]
        done = subprocess.run(install, capture_output=True, text=True)
        if done.returncode != 0:
            shutil.rmtree(place, ignore_errors=True)
            raise Missing(f"the tools of PyPI could not be installed: {done.stderr.strip()[-300:]}")
        have.write_text(wanted)
    return place / "bin" / "python"


def build():
    """Our tools, release build. Gives the folder they are in."""
    cargo(["build", "--release", "-p", "x12-cli", "-p", "fixtures"], ROOT)
    # The same code with line numbers: what `cargo bench` has built is not built again.
    cargo(["build", "--profile", "bench", "-p", "benches", "--bin", "measure"], ROOT)
    return TARGET / "release"


def build_x12_types():
    """`x12-types` takes minutes and about 4 GB."""
    manifest = HERE.parent / "x12-types" / "Cargo.toml"
    target = TARGET / "x12-types"
    cargo(["build", "--release", "--manifest-path", manifest, "--target-dir", target], ROOT)
    return target / "release" / "x12-types-beside"


def cargo(arguments, folder):
    print(f"-- cargo {' '.join(map(str, arguments))}", file=sys.stderr, flush=True)
    if subprocess.run(["cargo", *arguments], cwd=folder, stdout=sys.stderr).returncode != 0:
        raise Failed(f"cargo {arguments[0]} failed")


def machine():
    """What the figures depend on: named in the report."""
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    return {
        "processor": processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(int(memory[1]) / 1024**2) if memory else None,
        "system": f"{platform.system()} {platform.release().split('-')[0]}, {platform.machine()}",
        "rustc": first_line(["rustc", "--version"]),
        "python": platform.python_version(),
        "date": datetime.date.today().isoformat(),
        "commit": commit(),
    }


def processor():
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    return found[1] if found else platform.processor()


def commit():
    name = first_line(["git", "-C", ROOT, "rev-parse", "--short=10", "HEAD"])
    changed = first_line(["git", "-C", ROOT, "status", "--porcelain", "--untracked-files=no", "--", ":!docs"])
    return f"{name} with changes" if changed else name


def first_line(command):
    done = subprocess.run(command, capture_output=True, text=True)
    return (done.stdout.strip().splitlines() or [""])[0]


def versions():
    """Each tool with the version that is compared."""
    found = {}
    for line in (HERE / "requirements.txt").read_text().splitlines():
        if "==" in line:
            name, version = line.split("==")
            found[name] = version
    locks = [(ROOT / "Cargo.lock", ["edi", "x12-stream-parser"]), (HERE.parent / "x12-types" / "Cargo.lock", ["x12-types"])]
    for lock, names in locks:
        for name, version in re.findall(r'name = "([^"]+)"\nversion = "([^"]+)"', lock.read_text()):
            if name in names:
                found[name] = version
    return found
