"""One tool of PyPI on one file, in a process of its own: prints as JSON how long it took, the most memory the process had,
and what the tool says is in the file.

    tool.py WORK FILE SMALL

The small file, of the same kind, is read first and not timed: several tools load a good part of themselves on first use.
Reading the file is timed only where the tool takes no bytes. Totals are added up afterwards from what the tool gave; a
figure that it cannot give is left out.
"""

import json
import sys
import time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory


def peak_kib():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return None


def timed(work):
    """What the work gives, the seconds it took, and the most memory so far."""
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start, peak_kib()


def plain(amount):
    """An amount as text without needless zeros."""
    text = format(Decimal(amount).normalize(), "f")
    return "0" if text in ("-0", "") else text


def cents(amount):
    """A sum of floating point numbers, to the cent."""
    return Decimal(round(amount * 100)).scaleb(-2)


def oxedi_totals(result):
    import polars

    frames = result.tables.to_polars()
    claims = frames["claims"]
    charge = next(name for name in claims.columns if "charge" in name)
    paid = next(name for name in claims.columns if "payment_amount" in name)
    total = lambda name: plain(claims.select(polars.col(name).sum()).item())
    if result.diagnostics:
        raise SystemExit(f"oxedi has {len(result.diagnostics)} findings in a file without faults")
    return {
        "claims": result.count_claims(),
        "lines": len(frames["services"]),
        "charged": total(charge),
        "paid": total(paid),
        "payments": plain(result.sum_payments()),
    }


def oxedi(path, then):
    import oxedi as tool

    data = path.read_bytes()
    if then != "parse":
        import polars  # noqa: F401  imported before the clock starts
    if then == "arrow":
        import pyarrow

    def work():
        result = tool.parse(data)
        if then == "arrow":
            tables = [pyarrow.table(result.tables[name]) for name in result.tables]
            return result, tables
        if then == "polars":
            return result, result.tables.to_polars()
        if then == "parquet":
            with TemporaryDirectory(dir=path.parent) as folder:
                for name, frame in result.tables.to_polars().items():
                    frame.write_parquet(f"{folder}/{name}.parquet", compression="snappy")
        return result, None

    (result, _), seconds, peak = timed(work)
    return seconds, peak, oxedi_totals(result)


def edi_835_parser(path):
    from edi_835_parser import parse

    def work():
        sets = parse(str(path))
        return sets, sets.to_dataframe()

    (sets, _), seconds, peak = timed(work)
    claims = [claim for of in sets for claim in of.claims]
    return seconds, peak, {
        "claims": sets.count_claims(),
        "lines": sum(len(claim.services) for claim in claims),
        "charged": plain(cents(sum(claim.claim.charge_amount for claim in claims))),
        "paid": plain(cents(sum(claim.claim.paid_amount for claim in claims))),
        "payments": plain(cents(sets.sum_payments())),
    }


def x12sdk(path, kind):
    from x12sdk.io import X12ModelReader

    def work():
        with X12ModelReader(str(path)) as reader:
            return list(reader.models())

    models, seconds, peak = timed(work)
    claims = [claim for model in models for claim in model.claims()]
    totals = {
        "claims": len(claims),
        "lines": sum(len(claim.service_lines) for claim in claims),
        "charged": plain(sum((Decimal(claim.charge) for claim in claims), Decimal(0))),
    }
    if kind == "era":
        totals["paid"] = plain(sum((Decimal(claim.paid) for claim in claims), Decimal(0)))
        bpr = (model.header.bpr_segment for model in models)
        totals["payments"] = plain(sum((Decimal(of.total_actual_provider_payment_amount) for of in bpr), Decimal(0)))
    return seconds, peak, totals


def pyx12(path, kind):
    """Loops with every segment held against the map, as the library's context reader gives them."""
    import logging

    import pyx12.error_handler
    import pyx12.params
    import pyx12.x12context

    logging.disable(logging.CRITICAL)
    wanted = {"era": {"CLP": (3, 4), "SVC": None, "BPR": (2,)}, "claims": {"CLM": (2,), "SV1": None}}[kind]
    sums = {name: [Decimal(0)] * len(at or ()) for name, at in wanted.items()}
    counts = dict.fromkeys(wanted, 0)

    def work():
        errors = pyx12.error_handler.errh_null()
        with open(path, encoding="ascii") as source:
            reader = pyx12.x12context.X12ContextReader(pyx12.params.params(), errors, source)
            for node in reader.iter_segments():
                name = node.id
                if name not in wanted:
                    continue
                counts[name] += 1
                for slot, at in enumerate(wanted[name] or ()):
                    sums[name][slot] += Decimal(node.get_value(f"{name}{at:02}"))

    _, seconds, peak = timed(work)
    if kind == "era":
        return seconds, peak, {
            "claims": counts["CLP"],
            "lines": counts["SVC"],
            "charged": plain(sums["CLP"][0]),
            "paid": plain(sums["CLP"][1]),
            "payments": plain(sums["BPR"][0]),
        }
    return seconds, peak, {"claims": counts["CLM"], "lines": counts["SV1"], "charged": plain(sums["CLM"][0])}


WORKS = {
    "oxedi": lambda path: oxedi(path, "parse"),
    "oxedi-arrow": lambda path: oxedi(path, "arrow"),
    "oxedi-polars": lambda path: oxedi(path, "polars"),
    "oxedi-parquet": lambda path: oxedi(path, "parquet"),
    "edi-835-parser": edi_835_parser,
    "x12sdk-era": lambda path: x12sdk(path, "era"),
    "x12sdk-claims": lambda path: x12sdk(path, "claims"),
    "pyx12-era": lambda path: pyx12(path, "era"),
    "pyx12-claims": lambda path: pyx12(path, "claims"),
}


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in WORKS:
        raise SystemExit(f"{__doc__}\nWORK: {', '.join(WORKS)}")
    path = Path(sys.argv[2])
    WORKS[sys.argv[1]](Path(sys.argv[3]))
    seconds, peak, totals = WORKS[sys.argv[1]](path)
    print(json.dumps({"seconds": [seconds], "bytes": path.stat().st_size, "peak_kib": peak, "totals": totals}))


main()
