"""Tables of the figures, and docs/BENCHMARKS.md from its template. No figure is written anywhere else."""

import re
import statistics

import bars
import profiles
import works
from environment import HERE, ROOT

TEMPLATE = HERE / "BENCHMARKS.template.md"
DOCUMENT = ROOT / "docs" / "BENCHMARKS.md"
MISSING = "*Not measured in this run.*"


def write(results):
    DOCUMENT.write_text(document(results))
    print(f"wrote {DOCUMENT.relative_to(ROOT)}")


def document(results):
    """The template with every `{{name}}` filled in."""
    made = sections(results)

    def fill(found):
        return made[found[1]]

    return re.sub(r"\{\{(\w+)\}\}", fill, TEMPLATE.read_text())


def tables(results):
    """All tables, for who looks at a terminal."""
    made = sections(results)
    shown = ["machine", "agreement", "read_835", "read_837p", "to_tables", "cores", "growth", "memory", "many_claims"]
    shown += ["in_process", "tracking", "gate", "bars"]
    return "\n\n".join(made[name] for name in shown if made[name] != MISSING)


def sections(results):
    has = lambda step, make: make(results) if step in results else MISSING
    return {
        "machine": machine(results),
        "agreement": has("agreement", agreement),
        "read_835": has("read", lambda of: read(of, "era", works.OURS_ERA)),
        "read_837p": has("read", lambda of: read(of, "claims", works.OURS_CLAIMS)),
        "to_tables": has("tables", to_tables),
        "cores": has("cores", cores),
        "growth": has("growth", growth),
        "memory": has("memory", memory),
        "many_claims": has("claims", many_claims),
        "in_process": has("ratios", in_process),
        "tracking": has("tracking", lambda of: "```text\n" + "\n".join(of["tracking"]) + "\n```"),
        "gate": has("gate", profiles.counts),
        "profile": has("gate", profiles.shares),
        "bars": bars.table(results),
        "skipped": "\n".join(f"- {line}" for line in results["skipped"]) or "Nothing was left out.",
    }


def table(head, rows, text=1):
    """The first columns are text; all others are figures."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * text + "---:|" * (len(head) - text)]
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join(lines)


def number(value):
    """Three figures that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def speed(size, seconds):
    return number(size / 1e6 / seconds)


def mebibytes(kibibytes):
    return f"{kibibytes / 1024:,.0f} MiB"


def ratio(theirs, ours):
    """How many times as fast: the median over the rounds, each a pair of neighbours in time."""
    return statistics.median(a / b for a, b in zip(theirs["seconds"], ours["seconds"]))


def machine(results):
    of, version = results["machine"], results["versions"]
    tools = ", ".join(f"{name} {version[name]}" for name in sorted(version) if name not in ("pandas", "pyarrow"))
    size = {"full": "", "quick": " **A quick run: smaller files and fewer rounds than the full one.**"}.get(results["size"], "")
    load = f", {results['load_after']:.1f} at its end" if "load_after" in results else ""
    return (
        f"{of['date']}, commit `{of['commit']}`: {of['processor']}, {of['cores']} cores, {of['memory_gib']} GiB, {of['system']};"
        f" {of['rustc']}, default target features; Python {of['python']}. Beside: {tools}. Seed {results['seed']}."
        f" Load of the machine before the run {results['load_before']:.1f}{load}.{size}"
    )


def agreement(results):
    rows = []
    for of in results["agreement"]:
        said = of["totals"]
        shown = [said.get(name, "cannot say") for name in ("claims", "lines", "charged")]
        shown += [said.get(name, "") for name in ("paid", "payments")]
        rows.append([f"{of['file']}: {of['tool']}", *shown])
    return table(["file: tool", "claims", "lines", "charged", "paid for claims", "payments"], rows)


def read(results, kind, ours):
    head = ["tool", "what it does", "file", "MB/s", "claims/s", "peak memory"]
    head += [text for name in ours.values() for text in (f"ours, {name}: MB/s", "×")]
    rows = []
    for of in results["read"]:
        peer, taken, size = of["peer"], of["taken"], of["bytes"]
        if not peer["file"].startswith(kind):
            continue
        theirs = taken["theirs"]
        row = [peer["tool"], peer["does"], f"{size / 1e6:.1f} MB", speed(size, theirs["median"])]
        row += [f"{of['claims'] / theirs['median']:,.0f}", mebibytes(theirs["peak_kib"])]
        for work in ours:
            row += [speed(size, taken[work]["median"]), number(ratio(theirs, taken[work]))]
        rows.append(row)
    return table(head, rows, text=2)


def to_tables(results):
    of = results["tables"]
    size, taken = of["bytes"], of["taken"]
    mine = [name for name in taken if name.startswith("ours-")]
    head = ["work", "MB/s", "claims/s", "peak memory"] + [f"× by ours to {name[5:]}" for name in mine]
    rows = []
    for name, one in taken.items():
        title = works.TABLES.get(name) or f"`x12 era convert --to {name[5:]}`: six tables, files on disk"
        row = [title, speed(size, one["median"]), f"{of['claims'] / one['median']:,.0f}", mebibytes(one["peak_kib"])]
        rows.append(row + [number(ratio(one, taken[form])) for form in mine])
    return table(head, rows)


def cores(results):
    of = results["cores"]
    rows = []
    for form, taken in of["forms"].items():
        one, two = taken["1"], taken["2"]
        row = [f"{of['files']} files to {form}", speed(of["bytes"], one["median"]), speed(of["bytes"], two["median"])]
        rows.append([*row, number(ratio(one, two))])
    return table(["work", "MB/s, `--jobs 1`", "MB/s, `--jobs 2`", "×"], rows)


def growth(results):
    rows = []
    for megabytes, of in results["growth"]["taken"].items():
        rows.append([f"{int(megabytes):,} MB", speed(of["bytes"], of["median"]), mebibytes(of["peak_kib"])])
    return table(["835 from a file, typed, streamed, balances", "MB/s", "peak memory"], rows)


def memory(results):
    of = results["memory"]
    rows = [
        [f"`x12 era convert - --to {form}`", f"{one['median']:.0f} s", mebibytes(one["peak_kib"])]
        for form, one in of["forms"].items()
    ]
    return table([f"{of['megabytes']:,} MB through a pipe", "time", "peak memory"], rows)


def many_claims(results):
    of = results["claims"]
    rows = [
        [f"`{name}`", f"{one['median']:.1f} s", f"{of['count'] / one['median']:,.0f}", mebibytes(one["peak_kib"])]
        for name, one in of["taken"].items()
    ]
    return table([f"{of['count']:,} claims, {of['bytes'] / 1e6:,.0f} MB of 837P", "time", "claims/s", "peak memory"], rows)


def in_process(results):
    titles = {"remittances": "835", "claims": "837P", "statuses": "277CA"}
    beside = {"memcpy": "memcpy", "tokens": "x12-stream-parser", "tree": "edi"}
    made = []
    for key, of in results["ratios"].items():
        rows = {row["key"]: row for row in of["rows"]}
        others = [name for name in beside if name in rows]
        body = []
        for row in of["rows"]:
            seconds = statistics.median(row["seconds"])
            line = [row["name"], speed(of["bytes"], seconds), f"{of['claims'] / seconds:,.0f}"]
            body.append(line + [number(ratio(rows[other], row)) for other in others])
        made.append(table([titles[key], "MB/s", "claims/s"] + [f"× {beside[name]}" for name in others], body))
    return "\n\n".join(made)
