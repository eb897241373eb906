"""The runs and sweeps of same_bytes.py and the hashes of their files; sweeps in shares and sittings too."""
import random
import re
import signal
import subprocess
import sys
import time

from same_bytes_matrix import REPLICATES, ROOT, SCALE, SCENARIOS, SEEDS, environment, recording

SHARDS = 7


def checked(words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}\nended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def hashes(command, files, env=None):
    return [line.split()[0] for line in checked([command, "hash", *files], env=env).splitlines()]


def run_row(command, row, folder):
    """The canonical hashes of the three scenarios under the three seeds."""
    files = []
    for seed in SEEDS:
        for name in SCENARIOS:
            files.append(folder / f"{name}-{seed}.h5")
            how = ["--threads", row.threads, "--lanes", row.lanes, "--quiet", "--force", "-o", files[-1]]
            checked([command, *recording(name, seed), *how], cwd=ROOT, env=environment(row))
    found = hashes(command, files, environment(row))
    if len(set(found)) != len(found):
        sys.exit("scenarios or seeds share a hash: it does not see what differs")
    return found


def write_study(folder):
    text = f"replicates = {REPLICATES}\n"
    for name, settings in SCENARIOS.items():
        text += f'[variant.{name}]\nscenario = "{ROOT}/scenarios/{name}.toml"\n'
        for key, value in (s.split("=") for s in settings):
            text += f'settings.{key} = "{value}"\n'
    study = folder / "matrix.toml"
    study.write_text(text)
    return study


def sweep_words(command, study, seed, into, *more):
    return [str(w) for w in (command, "sweep", study, "-o", into, "--scale", SCALE, "--seed", seed, "--quiet", *more)]


def runs_done(command, folder, share):
    """How many runs of a share are in the folder; 0 where it was not begun."""
    said = subprocess.run([command, "status", folder], capture_output=True, text=True).stdout
    found = re.search(rf"shard +{share} [a-z ]+(\d+) of|complete, (\d+) runs", said)
    return int(found[1] or found[2]) if found else 0


def killed(words, seconds):
    """Whether the sweep still ran when it was killed, so many seconds after it began."""
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    expected = 0
    try:
        said = process.communicate(timeout=seconds)[1]
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        said = process.communicate()[1]
        expected = -signal.SIGKILL
    if process.returncode not in (0, expected):
        sys.exit(f"{' '.join(words)}\nended with {process.returncode} before it was killed:\n{said[-4000:]}")
    return process.returncode != 0


def killed_and_resumed(words, folder, share, seconds, kills, chance):
    """Kills the sweep at random moments until so many kills found runs done, or until it ended; then lets it end. How many
    met it alive, how many of them with runs done."""
    command, met, with_runs, done = words[0], 0, 0, 0
    while with_runs < kills and met < 5 * kills and killed(words, seconds * chance.random()):
        met += 1
        done = runs_done(command, folder, share)
        with_runs += done > 0
    ended = runs_done(command, folder, share)
    resumed = int(re.search(r"(\d+) of them in earlier sittings", checked(words))[1])
    if resumed != ended or ended < done:
        sys.exit(f"{' '.join(words)}\nresumed {resumed} runs of the {ended} that were done")
    return met, with_runs


def sweep_rows(command, study, folder, say):
    """[what, hashes by seed] of each way to sweep the study."""
    chance, rows, took = random.Random(8), [], {}

    def way(what, sweep, kills=0):
        found, met, with_runs = [], 0, 0
        for seed in SEEDS:
            into = folder / f"{len(rows)}-{seed}"
            for alive, had in sweep(seed, into):
                met, with_runs = met + alive, with_runs + had
            found += hashes(command, [into / "matrix.h5"])
        if 2 * with_runs < kills:
            sys.exit(f"{what}: {with_runs} kills met a sweep with runs done, of {kills}: too few to show anything; run it again")
        rows.append([what + (f" ({met} kills met it alive, {with_runs} of them with runs done)" if kills else ""), found])
        say(rows[-1])

    def sitting(words, *name):
        begin = time.monotonic()
        checked(words)
        took[name] = time.monotonic() - begin

    def alone(seed, into):
        sitting(sweep_words(command, study, seed, into), seed)
        return []

    def shards(seed, into):
        for shard in range(1, SHARDS + 1):
            sitting(sweep_words(command, study, seed, into, "--shard", f"{shard}/{SHARDS}"), seed, shard)
        checked([command, "merge", into])
        return []

    def interrupted(seed, into):
        words = sweep_words(command, study, seed, into)  # two thirds of its time: it is to be there for the third kill
        return [killed_and_resumed(words, into, "1/1", took[seed,] * 2 / 3, 3, chance)]

    def interrupted_shards(seed, into):
        counts = []
        for shard in range(1, SHARDS + 1):
            share = f"{shard}/{SHARDS}"
            words = sweep_words(command, study, seed, into, "--shard", share, "--lanes", 5, "--threads", 3)
            counts.append(killed_and_resumed(words, into, share, took[seed, shard], 1, chance))
        checked([command, "merge", into])
        return counts

    way("one share, one sitting", alone)
    way(f"{SHARDS} shards, merged", shards)
    way("killed and resumed", interrupted, kills=3 * len(SEEDS))
    way(f"{SHARDS} shards of 5 lanes on 3 threads, each killed and resumed, merged", interrupted_shards, kills=SHARDS * len(SEEDS))
    return rows, folder / f"0-{SEEDS[0]}/matrix.h5"
