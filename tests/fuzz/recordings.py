"""Small true files of every kind, made by the command, and the commands that read each kind."""
import os
import pathlib
import shutil
import subprocess

LEAKS = pathlib.Path(__file__).resolve().parents[1] / "hdf5_leaks.txt"
ENVIRONMENT = dict(os.environ, ASAN_OPTIONS="max_allocation_size_mb=4096:allocator_may_return_null=1:detect_leaks=1",
                   LSAN_OPTIONS=f"suppressions={LEAKS}:print_suppressions=0", UBSAN_OPTIONS="print_stacktrace=1", NO_COLOR="1")
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
# The least a calibration takes: ten points, one wave.
PRIORS = ('base = "{0}/historical.toml"\nseeds = "independent"\n[settings.horizon]\nspin_up_months = 3\n'
          '[design]\nkind = "latin_hypercube"\npoints = 10\n'
          '[outputs]\nobservables = ["staff_left", "employees_by_owner"]\n'
          '[factor.leaving]\nkey = "parameters.turnover.rate_factor"\nrange = [0.5, 2]\n')
FIGURES = ('study = "priors.toml"\nseed = 3\n[waves]\nnumber = 1\npoints = 10\nreplicates = 2\n'
           '[sampler]\nparticles = 50\nmoves = 1\nfinal_moves = 0\n[posterior]\ncandidates = 10\nreplicates = 1\ndraws = 10\n'
           '[statistic.left]\nmeaning = "share of staff who leave"\nsource = "assumed"\nas = "logarithm"\n'
           'of = ["staff_left@2010-05..2010-09"]\nover = ["employees_by_owner@2010-09"]\nwithin = [0.02, 0.08]\n')

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
               "sweep factorial.toml -o {} --shard 1/2 " + " ".join(SIZE)],
    "rounds": ["calibrate figures.toml -o {} " + " ".join(SIZE)],
    "part": ["calibrate figures.toml -o {} --shard 2/2 " + " ".join(SIZE)],
    # A share alone: what a wrong number asks for is not run to its end.
    "calibration": ["calibrate {} -o fresh --shard 1/1000 " + " ".join(SIZE)],
}
# Files beside a folder; each is read again when it is gone on with.
BESIDE = {"folder": ["factorial.toml"], "rounds": ["figures.toml", "priors.toml"], "part": ["figures.toml", "priors.toml"],
          "calibration": ["figures.toml", "priors.toml"]}


def call(command, *words, folder):
    done = subprocess.run([command, *map(str, words)], cwd=folder, capture_output=True, text=True, env=ENVIRONMENT)
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
    for name, text in (("priors", PRIORS), ("figures", FIGURES)):
        (folder / f"{name}.toml").write_text(text.format(scenarios))
    for name, share in (("rounds", []), ("part", ["--shard", "1/2"])):
        if not (folder / name).exists():
            call(command, "calibrate", "figures.toml", "-o", name, *share, *SIZE, folder=folder)
    results = {"bands": ["bands", "base.h5"], "compared": ["compare", "base.h5", "variant.h5"],
               "targeted": ["target", "factorial.h5", "--goal", GOAL, "--no-runs"],
               "attributed": ["attribute", "factorial.h5", "--outcome", OUTCOME],
               "sobol": ["sensitivity", "saltelli.h5", "--outcome", OUTCOME, "--resamples", 20],
               "effects": ["sensitivity", "morris.h5", "--outcome", OUTCOME],
               "discovered": ["discover", "hypercube.h5", "--goal", GOAL, "--permutations", 99],
               "robust": ["robustness", "hypercube.h5", "--outcome", OUTCOME, "--resamples", 20],
               "learned": ["learning", "packages.h5", "--outcome", OUTCOME, "--variant", "taskforce"]}
    made = [("result", "rounds/figures-calibration.h5"), ("rounds", "rounds"), ("part", "part"), ("calibration", "figures.toml"),
            ("calibration", "priors.toml")]
    for name, words in results.items():
        try:
            if not (folder / f"{name}.h5").exists():
                call(command, *words, "-o", f"{name}.h5", folder=folder)
            made.append(("result", f"{name}.h5"))
        except RuntimeError as error:  # so small a study may have no answer
            print(f"no seed {name}: {error}")
    return ([("ensemble", "base.h5"), ("ensemble", "variant.h5"), ("folder", "halves")] + made +
            [("study", f"{name}.h5") for name in STUDIES])
