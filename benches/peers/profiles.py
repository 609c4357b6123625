"""Instruction counts of the gate, and in which files they are spent, from the profiles that callgrind wrote."""

import re
from collections import Counter
from pathlib import Path

from environment import HERE, ROOT

NAMES = {
    "index/structural": "structural index",
    "read_835/balances": "835 typed, balances",
    "read_835/every_element": "835, every element checked",
    "read_837p/loops": "837P typed loops",
    "read_837p/every_element": "837P, every element checked",
    "judge_837p/into_claims": "837P into claims, all rules",
    "write_837p/claims": "claims to 837P, all rules",
}
SHOWN = ["read_835/balances", "read_837p/loops", "write_837p/claims"]
LARGEST = 10


def units():
    """Bytes and claims of the gate's input, as the bench has them."""
    text = (HERE.parent / "benches" / "gate.rs").read_text()
    find = lambda name: int(re.search(rf"const {name}: u64 = ([\d_]+);", text)[1].replace("_", ""))
    return find("BYTES"), find("CLAIMS")


def counts(results):
    from report import table

    size, claims = units()
    rows = []
    for name, count in results["gate"]["counts"].items():
        per = f"{count / size:.1f} a byte" if name.startswith(("index", "read_835")) else f"{count / claims:,.0f} a claim"
        rows.append([NAMES.get(name, name), f"{count:,}", per])
    return table([f"instructions ({results['gate']['place']})", "in all", "each"], rows)


def shares(results):
    """For each of some works the files that take most, as shares of all instructions."""
    from report import table

    made = []
    for name in SHOWN:
        spent = results["gate"].get("files", {}).get(name)
        if spent:
            total = sum(spent.values())
            largest = Counter(spent).most_common(LARGEST)
            rows = [[f"`{file}`", f"{count / total:.0%}"] for file, count in largest]
            rest = total - sum(count for _, count in largest)
            rows.append(["everything else", f"{rest / total:.0%}"])
            made.append(table([NAMES[name], "instructions"], rows))
    return "\n\n".join(made) or "*No profile was kept.*"


def spent_in_files(folder):
    """For each bench the instructions of each file, from the profiles below a folder."""
    found = {}
    for path in sorted(Path(folder).rglob("callgrind.*.out")):
        bench = path.parent.name.split(".")
        if len(bench) >= 2 and f"{bench[0]}/{bench[1]}" in NAMES:
            found[f"{bench[0]}/{bench[1]}"] = self_cost(path)
    return found


def self_cost(path):
    """Instructions of each source file, without what its functions call. What was inlined from the standard library
    counts for the function that it was inlined into."""
    spent, file, outer, called = Counter(), "?", "?", False
    for line in path.read_text(errors="replace").splitlines():
        if line.startswith(("fl=", "fi=", "fe=")):
            file = short(line[3:])
            if line.startswith("fl="):
                outer = file
            elif "::" in file:
                file = outer
        elif line.startswith("calls="):
            called = True
        elif line[:1].isdigit():
            # Position and instructions; the line after a call is what was called.
            if not called:
                spent[file] += int(line.split()[1])
            called = False
    return dict(spent)


def short(file):
    """A file of ours by its path here, of another crate by the crate, of the system by its library."""
    file = file.replace(f"{ROOT}/", "")
    if found := re.search(r"registry/src/[^/]+/([^/]+)-\d", file):
        return found[1]
    if "/stdarch/" in file:
        return "core::arch"
    if found := re.search(r"library/(core|alloc|std)/src/(\w+)", file):
        return f"{found[1]}::{found[2]}"
    if "malloc" in file or file.endswith("arena.c"):
        return "malloc"
    if "memcpy" in file or "memmove" in file or "memset" in file or "multiarch" in file:
        return "memcpy and the like"
    return file
