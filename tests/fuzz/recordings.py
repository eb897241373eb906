"""Small true files of every kind, made by the command, and the commands that read each kind."""
import pathlib
import shutil
import subprocess

OUTCOME, LATER = "employees_in_mutuals@2011-06", "mutuals_live@2011-06"
GOAL = OUTCOME + " >= 1"
SIZE = ["--scale", "0.002", "--set", "horizon.last=2011-06", "--quiet", "--threads", "1"]
OUTPUTS = '[outputs]\nobservables = ["mutuals_live", "employees_in_mutuals", "launches", "exits", "savings", "lever_cost"]\n'
RANGES = ('[factor.attitude]\nkey = "parameters.attitudes.mean"\nrange = [0.39, 0.51]\n'
          '[factor.unit_share]\nkey = "parameters.attitudes.unit_share"\nrange = [0.1, 0.5]\n')
VARIANTS = '[variant.historical]\nscenario = "{0}/historical.toml"\n[variant.taskforce]\nscenario = "{0}/taskforce.toml"\n'
STUDIES = {
    "factorial": 'base = "{0}/historical.toml"\nreplicates = 2\n[design]\nkind = "factorial"\n' + OUTPUTS +
                 '[factor.right]\non = "{0}/right-to-mutualise.toml"\n[factor.bond]\non = "{0}/bond-exemption.toml"\n',
    "morris": 'base = "{0}/historical.toml"\nreplicates = 2\n[design]\nkind = "morris"\ntrajectories = 3\nseed = 1\n' +
              OUTPUTS + RANGES,
    "saltelli": 'base = "{0}/historical.toml"\nreplicates = 1\n[design]\nkind = "saltelli"\npoints = 4\n' + OUTPUTS + RANGES,
    "hypercube": 'replicates = 1\n[design]\nkind = "latin_hypercube"\npoints = 8\nseed = 1\n' + OUTPUTS + VARIANTS + RANGES,
    "packages": "replicates = 12\n" + OUTPUTS + VARIANTS,
}

# {} is the wrong file (or folder), {o} a file to be written; other names are true files beside it.
READERS = {
    "ensemble": ["hash {}", "bands {} -o {o}", "compare {} variant.h5 -o {o}", "compare base.h5 {}", "compare {} {} --unpaired",
                 "report {} -o {o}", "report base.h5 {} -o {o}", "export {}", "export {} --format behaviorspace -o {o}",
                 "export {} --observables exits --months 2010-12", "repro {} --run 1 --threads 1", "predict {} --known 2010-12",
                 "predict packages.h5 --support-log {} --known 2010-12", "attribute {} --outcome " + OUTCOME],
    "study": ["hash {}", "bands {} --observables launches", "compare {}#0 {}#1 -o {o}", "report {} -o {o}", "export {} -o {o}",
              "repro {} --run 2 --threads 1", f"target {{}} --goal '{GOAL}' --no-runs -o {{o}}",
              f"attribute {{}} --outcome {OUTCOME} -o {{o}}", f"attribute {{}} --goal '{GOAL}'",
              f"sensitivity {{}} --outcome {OUTCOME} --resamples 20 -o {{o}}", "sensitivity {} --observable launches --resamples 9",
              f"discover {{}} --goal '{GOAL}' --permutations 99 -o {{o}}", f"discover {{}} --goal '{GOAL}' --fails",
              f"robustness {{}} --outcome {OUTCOME} --goal '{GOAL}' --resamples 20 -o {{o}}",
              f"learning {{}} --outcome {OUTCOME} --variant taskforce -o {{o}}", "status {}",
              f"learning {{}} --outcome {LATER} --variant taskforce --against historical", "predict {} --known 2010-12 --csv {o}",
              "predict packages.h5 --experiments {} --known 2010-12"],
    "result": ["hash {}", "report {} -o {o}", "report base.h5 {} -o {o}", "bands {}", "compare {} base.h5"],
    "folder": ["status {}", "merge {}", "merge {} --force", f"target {{}} --goal '{GOAL}' --no-runs",
               "sweep {study} -o {} --shard 1/2 " + " ".join(SIZE)],
}


def call(command, *words, folder):
    done = subprocess.run([command, *map(str, words)], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"mutualise {' '.join(map(str, words))}: {done.stderr}")


def make(command, scenarios, folder):
    """Makes the files once; the list of (kind, file or folder)."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, scenario in (("base", "historical"), ("variant", "taskforce")):
        if not (folder / f"{name}.h5").exists():
            call(command, "run", scenarios / f"{scenario}.toml", "--runs", 3, "-o", f"{name}.h5", "--log-proposals", "--log-decisions",
                 "--snapshots", "2010-12", *SIZE, folder=folder)
    for name, text in STUDIES.items():
        if not (folder / f"{name}.h5").exists():
            (folder / f"{name}.toml").write_text(text.format(scenarios))
            call(command, "sweep", f"{name}.toml", "-o", f"{name}-runs", *SIZE, folder=folder)
            shutil.copyfile(folder / f"{name}-runs" / f"{name}.h5", folder / f"{name}.h5")
    if not (folder / "halves").exists():
        for half in ("1/2", "2/2"):
            call(command, "sweep", "factorial.toml", "-o", "halves", "--shard", half, "--keep-shards", *SIZE, folder=folder)
    results = {"bands": ["bands", "base.h5"], "compared": ["compare", "base.h5", "variant.h5"],
               "targeted": ["target", "factorial.h5", "--goal", GOAL, "--no-runs"],
               "attributed": ["attribute", "factorial.h5", "--outcome", OUTCOME],
               "sobol": ["sensitivity", "saltelli.h5", "--outcome", OUTCOME, "--resamples", 20],
               "effects": ["sensitivity", "morris.h5", "--outcome", OUTCOME],
               "discovered": ["discover", "hypercube.h5", "--goal", GOAL, "--permutations", 99],
               "robust": ["robustness", "hypercube.h5", "--outcome", OUTCOME, "--resamples", 20],
               "learned": ["learning", "packages.h5", "--outcome", OUTCOME, "--variant", "taskforce"]}
    made = []
    for name, words in results.items():
        try:
            if not (folder / f"{name}.h5").exists():
                call(command, *words, "-o", f"{name}.h5", folder=folder)
            made.append(("result", f"{name}.h5"))
        except RuntimeError as error:  # so small a study may have no answer
            print(f"no seed {name}: {error}")
    return ([("ensemble", "base.h5"), ("ensemble", "variant.h5"), ("folder", "halves")] + made +
            [("study", f"{name}.h5") for name in STUDIES])
