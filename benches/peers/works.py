"""What is compared with what, on which file, and what each tool does there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Peer:
    """Another tool on one kind of file."""

    key: str  # as `tool.py`, `measure` or `x12-types-beside` call the work
    tool: str  # as its registry calls it
    runs: str  # python, crate or x12-types
    does: str
    file: str  # one of FILES


# Megabytes, or claims of one payment. Slow tools get a smaller file; each is compared with ours on the same one.
FILES = {
    "era": {"full": 64, "quick": 16, "check": 1},
    "era-middle": {"full": 16, "quick": 8, "check": 1},
    "era-small": {"full": 2, "quick": 1, "check": 1},
    "era-of-one-payment": {"full": 8_000, "quick": 2_000, "check": 200},
    "claims": {"full": 100_000, "quick": 40_000, "check": 500},
    "claims-middle": {"full": 20_000, "quick": 10_000, "check": 500},
    "claims-small": {"full": 2_000, "quick": 1_000, "check": 500},
}

ERA = [
    Peer("era-tokens", "x12-stream-parser", "crate", "segments and elements as slices; no types, no checks", "era"),
    Peer("era-tree", "edi", "crate", "tree of strings; no types, no checks", "era"),
    Peer(
        "oxedi",
        "oxedi",
        "python",
        "typed tables in memory; every element and every balance checked (SNIP 1 to 3)",
        "era",
    ),
    Peer("era", "x12-types", "x12-types", "typed structs whose values are text; no checks", "era-middle"),
    Peer("edi-835-parser", "edi-835-parser", "python", "data frame of lines, amounts as floats; no checks", "era-of-one-payment"),
    Peer("x12sdk-era", "x12sdk", "python", "typed models, elements checked; no balances", "era-small"),
    Peer("pyx12-era", "pyx12", "python", "loops, every segment held against its map; no balances", "era-small"),
]

CLAIMS = [
    Peer("claims-tokens", "x12-stream-parser", "crate", "segments and elements as slices; no types, no checks", "claims"),
    Peer("claims-tree", "edi", "crate", "tree of strings; no types, no checks", "claims"),
    Peer("claims", "x12-types", "x12-types", "typed structs whose values are text; no checks", "claims-middle"),
    Peer("x12sdk-claims", "x12sdk", "python", "typed models, elements checked", "claims-small"),
    Peer("pyx12-claims", "pyx12", "python", "loops, every segment held against its map", "claims-small"),
]

# Ours beside each of them: the work of `measure`, and its name in the tables.
OURS_ERA = {"era": "typed, balances", "era-checked": "and every element checked"}
OURS_CLAIMS = {"claims": "typed loops", "claims-checked": "and every element checked"}

# 835 to tables.
TABLES = {
    "oxedi-arrow": "oxedi: its five tables as Arrow in memory",
    "oxedi-polars": "oxedi: its five tables as Polars frames in memory",
    "oxedi-parquet": "oxedi: the same, written by Polars to Parquet (snappy)",
}
FORMS = ["parquet", "csv"]

SIZES = {
    "full": {"rounds": 5, "slow_rounds": 3, "batch_files": 200, "batch_megabytes": 2, "large": 1_000, "pipe": 10_000, "many_claims": 1_000_000},
    "quick": {"rounds": 3, "slow_rounds": 1, "batch_files": 40, "batch_megabytes": 2, "large": 200, "pipe": 500, "many_claims": 100_000},
}
SMALL = 10  # megabytes beside the large file
SLOW = {"edi-835-parser", "x12sdk", "pyx12"}
