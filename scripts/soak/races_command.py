#!/usr/bin/env python3
"""The command itself for races.sh: run, sweep, bands, target and calibrate on a terminal of their own, so that the bar
is drawn from news of the runs, with signals in the middle and sweeps resumed.

  scripts/soak/races_command.py COMMAND    # any build of it; without ThreadSanitizer the steps alone are tried

Each step must end with the exit code that it should: ThreadSanitizer's own (TSAN_OPTIONS=exitcode=66) is none of them.
Exit code 1 where one does not. Scales and months are chosen for minutes under ThreadSanitizer.
"""
import os
import pty
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
STUDY = f"{ROOT}/scenarios/studies/timing.toml --scale 0.01 --replicates 4 --set horizon.last=2015-08"
SWEEP = f"sweep {STUDY} --lanes 4 -o timing"
RUN = f"run {ROOT}/scenarios/historical.toml {ROOT}/scenarios/taskforce.toml --runs 8 --lanes 2 --scale 0.02"
GOAL = "--goal 'employees_in_mutuals@2015-07 >= 1e4'"
INTERRUPTED = 128 + signal.SIGINT

# One factor and one figure (both assumed), enough for a wave and a posterior.
PRIORS = f"""
base = "{ROOT}/scenarios/historical.toml"
seeds = "independent"
[settings.population]
scale = 0.02
[settings.horizon]
last = "2010-09"
spin_up_months = 3
[design]
kind = "latin_hypercube"
points = 10
[outputs]
observables = ["interested_share", "undecided_share"]
[factor.mean]
key = "parameters.attitudes.mean"
range = [0.35, 0.55]
"""
FIGURES = """
study = "priors.toml"
description = "Who is interested"
seed = 3
[waves]
number = 1
points = 36
replicates = 2
[sampler]
particles = 100
moves = 5
[posterior]
candidates = 24
replicates = 1
draws = 12
[statistic.interested]
meaning = "civil servants interested"
source = "F-88"
of = ["interested_share[civil_service]@2010-09"]
observed = 0.16
error = 0.05
"""


class Failed(Exception):
    pass


def step(command, arguments, code=0, interrupt_at=None, bar=True, threads="--threads 4"):
    """Runs one command line on a pseudo-terminal, all it says returned; SIGINT once the bar shows so many per cent."""
    words = [command, *shlex.split(f"{arguments} {threads}")]
    environment = dict(os.environ, TERM="xterm", COLUMNS="100")
    environment.pop("CI", None)  # no bar is drawn there
    ours, theirs = pty.openpty()
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    said = ""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # EIO: the other end is closed
            break
        if not piece:
            break
        said += piece.decode(errors="replace")
        if interrupt_at is not None and any(int(p) >= interrupt_at for p in re.findall(r"\] +(\d+) %", said)):
            process.send_signal(signal.SIGINT)
            interrupt_at = None
    os.close(ours)
    ended = process.wait()
    print(f"  {ended:4d}  mutualise {arguments}", flush=True)
    if ended != code:
        raise Failed(f"exit code {ended}, not {code}: mutualise {arguments}\n{said[-3000:]}")
    if bar and "\x1b[2K" not in said:
        raise Failed(f"no bar was drawn: mutualise {arguments}")
    return said


def check(holds, what):
    if not holds:
        raise Failed(what)


def steps(command):
    step(command, RUN + " --log-proposals --log-decisions -o whole")
    step(command, RUN + " -o interrupted", code=INTERRUPTED, interrupt_at=40)
    check(not [name for _, _, files in os.walk("interrupted") for name in files], "an interrupted run left a file")
    step(command, SWEEP, code=INTERRUPTED, interrupt_at=40)
    said = step(command, SWEEP)
    resumed = re.search(r"52 runs, (\d+) of them in earlier sittings, 0 failed", said)
    check(resumed and int(resumed[1]) > 0, "the interrupted sweep kept none of its runs")
    step(command, f"target timing {GOAL} --no-runs", bar=False)
    step(command, f"target {STUDY} --runs timing {GOAL} --adaptive --most-replicates 8 --side-runs 2")
    step(command, "bands timing -o bands.h5", threads="")
    with open("priors.toml", "w", encoding="utf-8") as file:
        file.write(PRIORS)
    with open("figures.toml", "w", encoding="utf-8") as file:
        file.write(FIGURES)
    step(command, "calibrate figures.toml -o calibration", code=INTERRUPTED, interrupt_at=40)
    step(command, "calibrate figures.toml -o calibration")


def main():
    command = os.path.abspath(sys.argv[1])
    folder = tempfile.mkdtemp(prefix="mutualise-races-")
    os.chdir(folder)
    try:
        steps(command)
    except Failed as failed:
        print(failed)
        return 1
    finally:
        os.chdir(ROOT)
        shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
