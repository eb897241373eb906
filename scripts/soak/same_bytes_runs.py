"""The runs and sweeps of same_bytes.py and the hashes of their files; sweeps in shares and sittings too."""
import random
import signal
import subprocess
import sys
import time

from same_bytes_matrix import REPLICATES, ROOT, RUNS, SCALE, SCENARIOS, SEEDS, environment


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
        for name, settings in SCENARIOS.items():
            files.append(folder / f"{name}-{seed}.h5")
            words = [command, "run", ROOT / f"scenarios/{name}.toml", "--runs", RUNS, "--scale", SCALE, "--seed", seed,
                     "--threads", row.threads, "--lanes", row.lanes, "--quiet", "--force", "-o", files[-1]]
            checked(words + [word for s in settings for word in ("--set", s)], env=environment(row))
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


def killed_and_resumed(words, seconds, kills, chance):
    """Kills the sweep at random moments, then lets it end. How many kills met it alive."""
    met = 0
    for _ in range(kills):
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=seconds * chance.random())
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            met += 1
    checked(words)
    return met


def sweep_rows(command, study, folder, say):
    """[what, hashes by seed] of each way to sweep the study."""
    chance, rows, took = random.Random(8), [], {}

    def way(what, sweep):
        found, notes = [], 0
        for seed in SEEDS:
            into = folder / f"{len(rows)}-{seed}"
            notes += sweep(seed, into) or 0
            found += hashes(command, [into / "matrix.h5"])
        rows.append([what + (f" ({notes} kills met it alive)" if "killed" in what else ""), found])
        say(rows[-1])

    def alone(seed, into):
        begin = time.monotonic()
        checked(sweep_words(command, study, seed, into))
        took[seed] = time.monotonic() - begin

    def shards(seed, into, *more, kills=0):
        met = 0
        for shard in range(1, 8):
            words = sweep_words(command, study, seed, into, "--shard", f"{shard}/7", *more)
            met += killed_and_resumed(words, took[seed] / 5, kills, chance)
        checked([command, "merge", into])
        return met

    way("one share, one sitting", alone)
    way("7 shards, merged", shards)
    way("killed 3 times, resumed", lambda s, into: killed_and_resumed(sweep_words(command, study, s, into), took[s], 3, chance))
    way("7 shards of 5 lanes on 3 threads, each killed once and resumed, merged",
        lambda s, into: shards(s, into, "--lanes", 5, "--threads", 3, kills=1))
    return rows, folder / f"0-{SEEDS[0]}/matrix.h5"
