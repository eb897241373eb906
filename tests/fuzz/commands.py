#!/usr/bin/env python3
"""Gives wrong files to every command that reads one, and looks for what must never happen.

  tests/fuzz/commands.py COMMAND [--executions N | --minutes M] [--seed S] [--keep FOLDER] [--seeds FOLDER]

Small true files are made with COMMAND first (into --seeds, kept there for the next time). Each execution takes one, makes
it wrong (mutations.py) and runs one command on it (recordings.py). A finding is: a sanitizer's report; a signal; more than
--limit seconds; an exit code that is not documented, or 1, which is for our own mistakes; a message of the C++ library's; a
half file under a final name, or a part left. Findings are kept with the command that shows them. Prints a line of figures,
ends with 1 where there were findings. About five executions a second on a core with the sanitizers on.
"""
import argparse
import os
import pathlib
import random
import re
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

import mutations
import recordings

SANITIZERS = re.compile(r"runtime error:|AddressSanitizer|LeakSanitizer|UndefinedBehavior|DEADLYSIGNAL")
LIBRARY = re.compile(r"vector::|basic_string|std::|_M_|bad_alloc|bad_variant|bad_optional|stoull|stod\b|map::at|__n \(which")
DOCUMENTED = {0, 2, 3, 4, 5}
MISMATCH = 5 # `repro` says on stdout what does not match
WRITES = {"-o", "--csv"}


def limits():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30))


def run(command, words, folder, limit):
    """Exit code (None: too long), what was said on stderr and on stdout."""
    try:
        done = subprocess.run([command, *words], cwd=folder, capture_output=True, timeout=limit,
                              env=recordings.ENVIRONMENT, preexec_fn=limits)
    except subprocess.TimeoutExpired:
        return None, "", ""
    return done.returncode, done.stderr.decode(errors="replace"), done.stdout.decode(errors="replace")


def left_over(folder, before, code, output):
    """Parts, and a file under a final name though the command failed."""
    for path in folder.iterdir():
        if ".part-" in path.name or path.name.endswith(".new"):
            return f"a part is left: {path.name}"
    if code != 0 and output and (folder / output).exists() and output not in before:
        return f"{output} was written though the command failed"
    return None


def complaint(code, said, answer):
    """What must not be, in words; None where all is well."""
    report = SANITIZERS.search(said)
    if report:
        where = re.search(r"(\S+\.[ch]pp:\d+)", said[report.start():]) or re.search(r"in (H5\w+)", said[report.start():])
        return f"sanitizer: {report.group()} {where.group(1) if where else ''}"
    if code is None:
        return "takes too long"
    if code < 0:
        return f"signal {-code}"
    if code not in DOCUMENTED:
        return f"exit code {code}: {said.strip().splitlines()[-1][-120:] if said.strip() else ''}"
    if LIBRARY.search(said):
        return f"speaks of the C++ library: {LIBRARY.search(said).group()}"
    reasons = ("mutualise:", "Run with --help")
    if code != 0 and not any(reason in said for reason in reasons) and not (code == MISMATCH and answer):
        return f"exit code {code} without a reason"
    return None


class Trials:
    """One after the other, and what was found."""

    def __init__(self, options):
        self.options = options
        self.chance = random.Random(options.seed)
        self.scenarios = pathlib.Path(__file__).resolve().parents[2] / "scenarios"
        self.seeds = pathlib.Path(options.seeds or tempfile.mkdtemp(prefix="fuzz-seeds-")).resolve()
        self.made = recordings.make(options.command, self.scenarios, self.seeds)
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="fuzz-commands-"))
        self.found, self.executions = {}, 0

    def wrong_file(self, folder):
        """The kind, the name that the command is given, and what was done to what."""
        kind, name = self.chance.choice(self.made)
        for beside in recordings.BESIDE.get(kind, []):
            shutil.copyfile(self.seeds / beside, folder / beside)
        if kind == "calibration":
            text = mutations.wrong_text((self.seeds / name).read_bytes(), self.chance)
            (folder / name).write_bytes(text)
            return kind, "figures.toml", f"{name}: text"
        if kind in recordings.BESIDE:
            shutil.copytree(self.seeds / name, folder / name)
            files = sorted(path for path in (folder / name).rglob("*") if path.is_file() and path.stat().st_size > 0)
            victim = self.chance.choice(files)
            whole = folder / "whole"
            shutil.copyfile(victim, whole)
            how = mutations.mutate(whole, victim, self.chance) if victim.suffix != ".lock" else "none"
            whole.unlink()
            return kind, name, f"{victim.name}: {how}"
        return kind, "wrong.h5", f"{name}: {mutations.mutate(self.seeds / name, folder / 'wrong.h5', self.chance)}"

    def trial(self):
        folder = self.work / "trial"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        kind, name, how = self.wrong_file(folder)
        template = self.chance.choice(recordings.READERS[kind])
        for beside in ("base.h5", "variant.h5", "packages.h5"):
            if beside in template:
                os.symlink(self.seeds / beside, folder / beside)
        words = shlex.split(template.replace("{o}", "out.file").replace("{}", name))
        before = {path.name for path in folder.iterdir()}
        code, said, answer = run(self.options.command, words, folder, self.options.limit)
        self.executions += 1
        output = next((words[i + 1] for i, word in enumerate(words[:-1]) if word in WRITES and word != name), None)
        wrong = complaint(code, said, answer) or left_over(folder, before, code, None if kind in recordings.BESIDE else output)
        if wrong:
            self.keep(wrong, words, how, folder, said)

    def keep(self, wrong, words, how, folder, said):
        key = f"{words[0]}: {wrong}"
        if key not in self.found:
            self.found[key] = 0
            print(f"FINDING {key} ({how})", flush=True)
            if self.options.keep:
                to = pathlib.Path(self.options.keep) / f"finding-{len(self.found):03}"
                shutil.copytree(folder, to, symlinks=True, dirs_exist_ok=True)
                (to / "command").write_text(shlex.join(words) + "\n\n" + said)
        self.found[key] += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", help="the built program, sanitizers on")
    parser.add_argument("--executions", type=int)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep")
    parser.add_argument("--seeds")
    parser.add_argument("--limit", type=float, default=60)
    options = parser.parse_args()
    options.command = str(pathlib.Path(options.command).resolve())
    trials = Trials(options)
    end = time.time() + 60 * options.minutes if options.minutes else None
    while (end is None or time.time() < end) and (options.executions is None or trials.executions < options.executions):
        trials.trial()
    for made in [trials.work] + ([] if options.seeds else [trials.seeds]):
        shutil.rmtree(made, ignore_errors=True)
    print(f"commands: {trials.executions} executions, {len(trials.made)} true files, {len(trials.found)} findings")
    return 1 if trials.found else 0


if __name__ == "__main__":
    sys.exit(main())
