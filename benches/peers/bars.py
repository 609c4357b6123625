"""What was aimed at, and by how much it was met or missed in this run."""

import re
import statistics

UNKNOWN = "not measured"


def table(results):
    from report import number
    from report import table as rows_of

    rows = []
    for work, bar, aim, reached, unit, at_most in judged(results):
        if reached is None:
            rows.append([work, bar_text(bar, unit, at_most), bar_text(aim, unit, at_most), UNKNOWN, ""])
            continue
        rows.append([
            work,
            bar_text(bar, unit, at_most),
            bar_text(aim, unit, at_most),
            f"{number(reached)} {unit}",
            verdict(reached, bar, aim, at_most),
        ])
    return rows_of(["work", "bar", "aim", "reached", ""], rows)


def bar_text(value, unit, at_most):
    from report import number

    if value is None:
        return ""
    return f"{'≤' if at_most else '≥'} {number(value)} {unit}"


def verdict(reached, bar, aim, at_most):
    better = (lambda want: reached <= want) if at_most else (lambda want: reached >= want)
    if aim is not None and better(aim):
        return "met, and the aim"
    if better(bar):
        return "met"
    away = reached / bar - 1 if at_most else 1 - reached / bar
    return f"**missed by {away:.0%}**"


def judged(results):
    """Work, bar, aim, what was reached, its unit, and whether less is better."""
    yield "structural index beside memcpy", 0.5, 0.8, in_process(results, "remittances", "memcpy", "index"), "×", False
    yield "structural index beside x12-stream-parser", 5, None, in_process(results, "remittances", "tokens", "index"), "×", False
    for work, name in [("era", ""), ("era-checked", ", every element checked")]:
        yield f"835 typed, streamed, balances checked{name}, beside oxedi", 12, 20, beside(results, "oxedi", "era", work), "×", False
    yield "the same, beside x12-types", 40, None, beside(results, "x12-types", "era", "era"), "×", False
    yield "835 to Parquet, all tables, beside oxedi to Arrow", 5, 8, to_tables(results, "oxedi-arrow"), "×", False
    yield "835 to Parquet, all tables, beside oxedi to Polars", 5, 8, to_tables(results, "oxedi-polars"), "×", False
    yield "837P read to typed loops, beside x12-types", 40, 60, beside(results, "x12-types", "claims", "claims"), "×", False
    yield "claims to 837P, judged by all rules", 300_000, 500_000, rate(results, "claims", "written"), "claims/s", False
    for form in ("csv", "parquet"):
        yield f"two cores over many files, to {form}, beside one", 1.8, 1.95, cores(results, form), "×", False
    yield "MB/s on a large file beside a small one", 0.9, None, growth(results), "×", False
    yield "memory of a pipe to CSV", 32, None, memory(results, "csv"), "MiB", True
    yield "memory of a pipe to Parquet", 256, None, memory(results, "parquet"), "MiB", True
    yield "837P into claims, judged by all rules", 100, None, megabytes(results, "claims", "judged"), "MB/s", False
    yield "277CA typed, streamed, totals checked", 200, None, megabytes(results, "statuses", "typed"), "MB/s", False
    yield "1,000,000 sent claims against a remittance of 100,000", 2, None, tracking(results), "s", True


def in_process(results, table, theirs, ours):
    rows = rows_of(results, table)
    if rows is None:
        return None
    pairs = zip(rows[theirs]["seconds"], rows[ours]["seconds"])
    return statistics.median(a / b for a, b in pairs)


def rows_of(results, table):
    if "ratios" not in results:
        return None
    return {row["key"]: row for row in results["ratios"][table]["rows"]}


def rate(results, table, work):
    rows = rows_of(results, table)
    return rows and results["ratios"][table]["claims"] / statistics.median(rows[work]["seconds"])


def megabytes(results, table, work):
    rows = rows_of(results, table)
    return rows and results["ratios"][table]["bytes"] / 1e6 / statistics.median(rows[work]["seconds"])


def beside(results, tool, kind, ours):
    from report import ratio

    for of in results.get("read", []):
        if of["peer"]["tool"] == tool and of["peer"]["file"].startswith(kind):
            return ratio(of["taken"]["theirs"], of["taken"][ours])
    return None


def to_tables(results, theirs):
    from report import ratio

    taken = results.get("tables", {}).get("taken", {})
    if "ours-parquet" not in taken:
        return None
    return ratio(taken[theirs], taken["ours-parquet"])


def cores(results, form):
    from report import ratio

    taken = results.get("cores", {}).get("forms", {}).get(form)
    return taken and ratio(taken["1"], taken["2"])


def growth(results):
    if "growth" not in results:
        return None
    small, large = results["growth"]["taken"].values()
    pairs = zip(small["seconds"], large["seconds"])
    return statistics.median(a / b for a, b in pairs) * large["bytes"] / small["bytes"]


def memory(results, form):
    one = results.get("memory", {}).get("forms", {}).get(form)
    return one and one["peak_kib"] / 1024


def tracking(results):
    """The index, the reading and the finding together."""
    found = [re.search(r"\s([\d.]+) s$", line) for line in results.get("tracking", [])]
    return sum(float(of[1]) for of in found if of) or None
