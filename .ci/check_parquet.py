"""Compares tables of one run in three forms, read by three programs, with what the run reported."""

import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow
from pyarrow import ipc, parquet

SUMS = {
    "era": {
        "payments": ["payment_amount"],
        "claims": ["charge_amount", "paid_amount", "patient_responsibility"],
        "services": ["charge_amount", "paid_amount"],
        "adjustments": ["amount"],
        "provider_adjustments": ["amount"],
        "findings": [],
    },
    "claims": {
        "claims": ["charge_amount"],
        "lines": ["charge_amount"],
        "diagnoses": [],
        "coverages": ["paid_amount"],
        "adjudications": ["paid_amount"],
        "adjustments": ["amount"],
        "findings": [],
    },
}


def exact(value):
    return Decimal(0) if value is None else Decimal(str(value))


def of_duckdb(path, columns):
    sums = "".join(f", sum({column})" for column in columns)
    row = duckdb.sql(f"select count(*){sums} from '{path}'").fetchone()
    return [row[0], *map(exact, row[1:])]


def of_pandas(path, columns):
    frame = pandas.read_parquet(path)
    return [len(frame), *(sum((exact(v) for v in frame[c].dropna()), Decimal(0)) for c in columns)]


def of_polars(frame, columns):
    return [len(frame), *(exact(frame[column].sum()) for column in columns)]


def of_csv(path, columns):
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    return [len(frame), *(sum((exact(v) for v in frame[c] if v), Decimal(0)) for c in columns)]


def check_types(schema, path):
    for field in schema:
        kind = field.type
        assert not pyarrow.types.is_floating(kind), f"{path}: {field}"
        if field.name.endswith("_amount") or field.name == "amount":
            assert pyarrow.types.is_decimal(kind), f"{path}: {field}"
        if field.name.endswith(("_date", "_from", "_to")):
            assert pyarrow.types.is_date32(kind), f"{path}: {field}"


def main(folder):
    for kind, tables in SUMS.items():
        found = {}
        for table, columns in tables.items():
            out = folder / "out" / kind
            path = str(out / "parquet" / f"{table}.parquet")
            arrow = str(out / "arrow" / f"{table}.arrow")
            check_types(parquet.read_schema(path), path)
            with ipc.open_file(arrow) as reader:
                check_types(reader.schema, arrow)
                read = reader.read_all()
            results = {
                "DuckDB": of_duckdb(path, columns),
                "pandas": of_pandas(path, columns),
                "Polars": of_polars(polars.read_parquet(path), columns),
                "Polars, Arrow": of_polars(polars.from_arrow(read), columns),
                "CSV": of_csv(out / "csv" / f"{table}.csv", columns),
            }
            first = results["DuckDB"]
            assert all(result == first for result in results.values()), f"{table}: {results}"
            found[table] = first
        summaries = [(folder / f"{kind}-{form}.summary").read_text() for form in ("csv", "arrow", "parquet")]
        for summary in summaries:
            lines = {line.split()[0]: line for line in summary.splitlines() if line.strip()}
            claims = found["claims"]
            assert lines["claims"].split()[1].rstrip(",") == str(claims[0]), lines["claims"]
            if kind == "era":
                rows, amount = found["payments"]
                assert lines["payments"].split()[1].rstrip(",") == str(rows), lines["payments"]
                assert Decimal(lines["payments"].split()[-1]) == amount, lines["payments"]
                assert Decimal(lines["claims"].split()[-1]) == claims[2], lines["claims"]
            else:
                assert Decimal(lines["claims"].split()[-1]) == claims[1], lines["claims"]
        print(f"{kind}: " + ", ".join(f"{table} {row[0]}" for table, row in found.items()))
    print("DuckDB, pandas and Polars agree with the program on rows, sums and types")


main(Path(sys.argv[1]))
