"""Runs commands in turns and keeps what each took: the same work by several tools, side by side in time."""

import json
import os
import select
import statistics
import subprocess
import tempfile
import time

POLL_MILLISECONDS = 20


class Failed(Exception):
    """A tool did not do its work; the text says which and why."""


def one_core(on):
    """This process and all it starts on one core, or on all again."""
    cores = sorted(one_core.all)
    os.sched_setaffinity(0, {cores[-1]} if on else set(cores))


one_core.all = os.sched_getaffinity(0)


def report(command):
    """Runs a tool that prints what it did as one line of JSON."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        raise Failed(f"{' '.join(map(str, command))}: {done.stderr.strip()[-800:] or 'printed nothing'}")
    return json.loads(lines[-1])


def watched(command, feed=None):
    """Runs a command: seconds and the most memory it had. `feed` is a command whose output it reads."""
    errors = tempfile.TemporaryFile()
    start = time.perf_counter()
    source = subprocess.Popen(feed, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) if feed else None
    process = subprocess.Popen(
        command,
        stdin=source.stdout if source else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        env=environment(),
    )
    if source:
        source.stdout.close()
    peak = 0
    ended = select.poll()
    descriptor = os.pidfd_open(process.pid)
    ended.register(descriptor, select.POLLIN)
    try:
        # The high-water mark stands in /proc as long as the process lives; what it grew in the last moment is lost.
        while True:
            peak = max(peak, high_water(process.pid))
            if ended.poll(POLL_MILLISECONDS):
                break
        seconds = time.perf_counter() - start
    finally:
        os.close(descriptor)
    if process.wait() != 0:
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip()
        raise Failed(f"{' '.join(map(str, command))}: exit code {process.returncode}: {said[-800:]}")
    if source and source.wait() != 0:
        raise Failed(f"{' '.join(map(str, feed))}: exit code {source.returncode}")
    return {"seconds": [seconds], "peak_kib": peak}


def high_water(pid):
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


def environment():
    """One thread for tools that would take more without being asked."""
    return {**os.environ, "POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1", "ARROW_IO_THREADS": "1"}


def in_turns(works, rounds):
    """Runs each work once a round, in turns. A work is a name and a function that gives a report. What comes back has for
    each name the seconds of all rounds, the median of them, and the most memory."""
    kept = {name: [] for name, _ in works}
    for _ in range(rounds):
        for name, run in works:
            kept[name].append(run())
    return {name: together(reports) for name, reports in kept.items()}


def together(reports):
    seconds = [statistics.median(of["seconds"]) for of in reports]
    last = reports[-1]
    return {
        "seconds": seconds,
        "median": statistics.median(seconds),
        "peak_kib": max(of["peak_kib"] or 0 for of in reports),
        "bytes": last.get("bytes"),
        "totals": last.get("totals"),
    }
