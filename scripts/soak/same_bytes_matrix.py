"""The matrix of same_bytes.py: what is recorded, by which builds, and how each row runs it."""
import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEEDS = (1, 20100511, 2**64 - 1)
SCENARIOS = {  # name -> settings: the first and the last draw 24 parameters a run from the posterior
    "historical": [],
    "taskforce": ["posterior=none"],
    "everything": [],
}
RUNS, SCALE, REPLICATES = 37, "0.005", 150  # 37 runs are a batch of 32 lanes and one of 5; 450 are 15, two or three a shard
EVERYTHING = ["--log-proposals", "--log-decisions", "--snapshots", "2010-06,2012-07,2015-12"]  # all that a run can record

GCC, CLANG = (["-DCMAKE_C_COMPILER=" + c, "-DCMAKE_CXX_COMPILER=" + cxx] for c, cxx in (("gcc", "g++"), ("clang-14", "clang++-14")))
BUILDS = {  # name -> preset, what is laid over it; in the order in which they are built. A command is held against its name
    "g++ -O3": ("release", []),
    "clang++ -O2": ("clang", []),
    "clang++ -O1, ASan and UBSan": ("dev", CLANG),
    "g++ -O0": ("release", ["-DCMAKE_CXX_FLAGS_RELEASE=-O0"]),
    "clang++ -O0": ("clang", ["-DCMAKE_CXX_FLAGS_RELEASE=-O0"]),
    "g++ -O2": ("release", ["-DCMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG"]),
    "clang++ -O3": ("clang", ["-DCMAKE_CXX_FLAGS_RELEASE=-O3 -DNDEBUG"]),
    "g++ -O1, ASan and UBSan": ("dev", GCC),
}
REPEATERS = {"clang++ -O2": 37, "clang++ -O1, ASan and UBSan": 5}  # build -> runs that it repeats of g++'s first sweep
NO_FMA = "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4"


@dataclass(frozen=True)
class Row:
    build: str = "g++ -O3"
    instructions: str = "widest"
    lanes: int = 32
    threads: int = 2
    libc: str = "with FMA"

    def cells(self):
        return [self.build, self.instructions, str(self.lanes), str(self.threads), self.libc]


ROWS = (
    [Row(), Row(threads=1), Row(threads=3), Row(threads=8)]
    + [Row(instructions=i, lanes=n) for i in ("avx512", "avx2", "baseline") for n in (1, 5, 32)]
    + [Row(libc="without"), Row(libc="without", instructions="baseline", lanes=1, threads=3)]
    + [Row(build="clang++ -O2"), Row(build="clang++ -O2", instructions="avx2", lanes=5, threads=8)]
    + [Row(build="clang++ -O2", instructions="baseline", lanes=1, threads=1, libc="without")]
    + [Row(build="clang++ -O1, ASan and UBSan")]
    + [Row(build="clang++ -O1, ASan and UBSan", instructions="baseline", lanes=5, threads=3)]
    + [Row(build="g++ -O0"), Row(build="g++ -O2"), Row(build="clang++ -O0"), Row(build="clang++ -O3")]
    + [Row(build="g++ -O1, ASan and UBSan")]
)


def processor_lacks(instructions):
    """Whether rows with these instructions are left out here."""
    flags = Path("/proc/cpuinfo").read_text()
    return instructions == "avx512" and "avx512vl" not in flags or instructions == "avx2" and "avx2" not in flags


def recording(name, seed):
    """The command's words for one scenario and seed, in the source tree."""
    sets = [word for setting in SCENARIOS[name] for word in ("--set", setting)]
    return ["run", f"scenarios/{name}.toml", "--runs", str(RUNS), "--scale", SCALE, "--seed", str(seed), *EVERYTHING, *sets]


def environment(row):
    return os.environ | {"MUTUALISE_INSTRUCTIONS": row.instructions.replace("widest", ""),
                         "GLIBC_TUNABLES": NO_FMA if row.libc == "without" else ""}
