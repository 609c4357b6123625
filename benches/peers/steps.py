"""The steps of the comparison. Each leaves its figures in `results`, from which `report.py` makes tables."""

import json
import os
import shutil
import subprocess
import sys

import environment
import works
from profiles import spent_in_files
from turns import Failed, in_turns, one_core, report, together, watched

STEPS = ["agree", "read", "tables", "cores", "growth", "memory", "claims", "ratios", "tracking", "gate"]


class Bench:
    def __init__(self, size, seed, scratch, with_x12_types):
        self.size, self.seed, self.scratch = size, seed, scratch
        self.bin = environment.build()
        self.python = environment.python()
        self.x12_types = environment.build_x12_types() if with_x12_types else None
        self.made = {}
        self.results = {
            "size": size,
            "seed": seed,
            "machine": environment.machine(),
            "versions": environment.versions(),
            "load_before": os.getloadavg()[0],
            "skipped": [],
        }

    def run(self, wanted):
        for step in works_in_order(wanted):
            print(f"-- {step}", file=sys.stderr, flush=True)
            getattr(self, step)()
        self.results["load_after"] = os.getloadavg()[0]

    # Files and commands

    def file(self, name):
        """A generated file, and what its generator says is in it."""
        if name not in self.made:
            number = str(works.FILES[name][self.size])
            kind = name.split("-")[0] if name != "era-of-one-payment" else name
            unit = "--megabytes" if kind == "era" else "--claims"
            path = self.scratch / f"{name}.edi"
            made = report([self.bin / "measure", "make", kind, unit, number, "--seed", str(self.seed), path])
            self.made[name] = (path, made)
        return self.made[name]

    def theirs(self, peer, path):
        command = {
            "python": self.tool(peer.key, path, "claims" if peer.file.startswith("claims") else "era"),
            "crate": [self.bin / "measure", peer.key, path],
            "x12-types": [self.x12_types, peer.key, path],
        }[peer.runs]
        return lambda: report(command)

    def tool(self, key, path, kind):
        """A tool of PyPI on a file; it reads a small one of the same kind first."""
        small = self.scratch / f"small-{kind}.edi"
        if not small.exists():
            report([self.bin / "measure", "make", kind if kind == "claims" else "era-of-one-payment", "--claims", "2", small])
        return [self.python, environment.HERE / "tool.py", key, path, small]

    def ours(self, work, path, size):
        """Small files are read several times, so that there is something to measure."""
        times = min(max(1, 64_000_000 // size), 50)
        return lambda: report([self.bin / "measure", work, path, "--times", str(times)])

    def peers(self):
        for peers, ours in [(works.ERA, works.OURS_ERA), (works.CLAIMS, works.OURS_CLAIMS)]:
            for peer in peers:
                if peer.runs != "x12-types" or self.x12_types:
                    yield peer, ours

    # Steps

    def agree(self):
        """Every tool finds what the generator wrote, or the run fails."""
        said = []
        for peer, ours in self.peers():
            path, made = self.file(peer.file)
            said.append({"file": peer.file, "tool": "generator", "totals": made["totals"]})
            said.append({"file": peer.file, "tool": peer.tool, "totals": self.theirs(peer, path)()["totals"]})
            work = next(iter(ours))
            said.append({"file": peer.file, "tool": "ours", "totals": self.ours(work, path, made["bytes"])()["totals"]})
        rows = list({(of["file"], of["tool"]): of for of in said}.values())
        self.results["agreement"] = rows
        for row in rows:
            truth = next(of["totals"] for of in rows if of["file"] == row["file"] and of["tool"] == "generator")
            wrong = {name for name, value in row["totals"].items() if truth.get(name) != value}
            if wrong:
                from report import agreement

                print(agreement(self.results))
                raise Failed(f"{row['tool']} finds other {', '.join(sorted(wrong))} in {row['file']} than were written")

    def read(self):
        """Each of the others with ours on the same file, on one core."""
        rows = []
        one_core(True)
        for peer, ours in self.peers():
            path, made = self.file(peer.file)
            turns = [(work, self.ours(work, path, made["bytes"])) for work in ours]
            turns.append(("theirs", self.theirs(peer, path)))
            rounds = works.SIZES[self.size]["slow_rounds" if peer.tool in works.SLOW else "rounds"]
            taken = in_turns(turns, rounds)
            for name, of in taken.items():
                if of["totals"] != made["totals"]:
                    raise Failed(f"{peer.tool} ({name}): other totals than were written: {of['totals']}")
            rows.append({"peer": vars(peer), "bytes": made["bytes"], "claims": made["totals"]["claims"], "rounds": rounds, "taken": taken})
            print(f"   {peer.tool} {peer.file}", file=sys.stderr, flush=True)
        one_core(False)
        self.results["read"] = rows

    def forms(self):
        help_text = subprocess.run([self.bin / "x12", "era", "convert", "--help"], capture_output=True, text=True).stdout
        return [form for form in works.FORMS if form in help_text]

    def convert(self, source, form, *options, feed=None):
        out = self.scratch / "tables"
        shutil.rmtree(out, ignore_errors=True)
        done = watched([self.bin / "x12", "era", "convert", source, "--to", form, "--out", out, *options], feed=feed)
        shutil.rmtree(out, ignore_errors=True)
        return done

    def tables(self):
        """835 to tables: ours reads the file and writes all of them, by a process from start to end."""
        path, made = self.file("era")
        forms = self.forms()
        if "parquet" not in forms:
            self.results["skipped"].append("835 to Parquet: this build writes no Parquet")
        one_core(True)
        turns = [(f"ours-{form}", lambda form=form: self.convert(path, form, "--jobs", "1")) for form in forms]
        turns += [
            (key, lambda key=key: report(self.tool(key, path, "era"))) for key in works.TABLES
        ]
        taken = in_turns(turns, works.SIZES[self.size]["rounds"])
        one_core(False)
        self.results["tables"] = {"bytes": made["bytes"], "claims": made["totals"]["claims"], "taken": taken}

    def cores(self):
        """Many files by one worker and by two."""
        if self.results["machine"]["cores"] < 2:
            self.results["skipped"].append("two cores: this machine has one")
            return
        size = works.SIZES[self.size]
        folder = self.scratch / "batch"
        folder.mkdir()
        for number in range(size["batch_files"]):
            made = [self.bin / "measure", "make", "era", "--megabytes", str(size["batch_megabytes"])]
            report([*made, "--seed", str(self.seed + number), folder / f"{number:04}.835"])
        total = sum(path.stat().st_size for path in folder.iterdir())
        rows = {}
        for form in self.forms():
            turns = [(jobs, lambda jobs=jobs: self.convert(folder, form, "--jobs", jobs)) for jobs in ("1", "2")]
            rows[form] = in_turns(turns, size["rounds"])
        shutil.rmtree(folder)
        self.results["cores"] = {"files": size["batch_files"], "bytes": total, "forms": rows}

    def growth(self):
        """The same work on a small and on a large file, streamed from disk."""
        one_core(True)
        large = works.SIZES[self.size]["large"]
        files = {}
        for megabytes in (works.SMALL, large):
            path = self.scratch / f"growth-{megabytes}.835"
            made = report([self.bin / "measure", "make", "era", "--megabytes", str(megabytes), path])
            files[megabytes] = (path, made["bytes"])
        turns = []
        for megabytes, (path, size) in files.items():
            times = str(max(1, 100 // megabytes))
            command = [self.bin / "measure", "era-streamed", path, "--times", times]
            turns.append((str(megabytes), lambda command=command: report(command)))
        taken = in_turns(turns, works.SIZES[self.size]["rounds"])
        one_core(False)
        for path, _ in files.values():
            path.unlink()
        self.results["growth"] = {"taken": taken}

    def memory(self):
        """A file that is larger than memory should be, through a pipe."""
        megabytes = works.SIZES[self.size]["pipe"]
        feed = [self.bin / "generate", "era", "--megabytes", str(megabytes), "--seed", str(self.seed)]
        rows = {form: together([self.convert("-", form, feed=feed)]) for form in self.forms()}
        self.results["memory"] = {"megabytes": megabytes, "forms": rows}

    def claims(self):
        """A great many claims through the commands that write and read them."""
        count = works.SIZES[self.size]["many_claims"]
        envelope = self.scratch / "envelope.json"
        fields = json.loads((environment.ROOT / "fixtures" / "claims" / "envelope.json").read_text())
        later(fields)
        envelope.write_text(json.dumps(fields))
        lines, file = self.scratch / "claims.jsonl", self.scratch / "many.837"
        with open(lines, "wb") as out:
            subprocess.run([self.bin / "generate", "claims", "--count", str(count)], stdout=out, check=True)
        x12 = self.bin / "x12"
        commands = {
            "x12 claim write": [x12, "claim", "write", "--envelope", envelope, "--out", file, lines],
            "x12 claim read": [x12, "claim", "read", "--envelope", self.scratch / "read.json", file],
            "x12 check": [x12, "check", file],
        }
        one_core(True)
        taken = {name: together([watched(command)]) for name, command in commands.items()}
        one_core(False)
        self.results["claims"] = {"count": count, "bytes": file.stat().st_size, "taken": taken}
        lines.unlink()
        file.unlink()

    def ratios(self):
        """Ours and other crates in one process."""
        path = self.scratch / "ratios.json"
        command = ["bench", "-p", "benches", "--bench", "ratios"]
        environment.cargo([*command, "--no-run"], environment.ROOT)
        one_core(True)
        environment.cargo([*command, "--", "--json", path], environment.ROOT)
        one_core(False)
        self.results["ratios"] = json.loads(path.read_text())

    def tracking(self):
        """Answers find their claims."""
        command = ["cargo", "bench", "-p", "benches", "--bench", "tracking"]
        done = subprocess.run(command, cwd=environment.ROOT, capture_output=True, text=True)
        if done.returncode != 0:
            raise Failed(f"the tracking bench: {done.stderr.strip()[-500:]}")
        self.results["tracking"] = done.stdout.strip().splitlines()

    def gate(self):
        """Instructions, and where they go."""
        path = self.scratch / "gate.json"
        done = subprocess.run([environment.HERE.parent / "gate", "--json", path], capture_output=True, text=True)
        if not path.exists():
            self.results["skipped"].append(f"instruction counts: {(done.stdout + done.stderr).strip().splitlines()[-1]}")
            return
        gate = json.loads(path.read_text())
        gate["files"] = spent_in_files(gate.pop("profiles"))
        self.results["gate"] = gate


def later(fields):
    """The claims are of 2025: the envelope has a day after all of them."""
    for name, value in fields.items():
        if isinstance(value, dict):
            later(value)
        elif name == "date":
            fields[name] = "2026-06-01"


def works_in_order(wanted):
    unknown = set(wanted) - set(STEPS)
    if unknown:
        raise Failed(f"no such step: {', '.join(sorted(unknown))}")
    return [step for step in STEPS if step in wanted]
