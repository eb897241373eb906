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
RUNS, SCALE, REPLICATES = 37, "0.005", 75  # 37 runs are a batch of 32 lanes and one of 5; 225 are 8 batches

BUILDS = {  # name -> preset, flags instead of the preset's; in the order in which they are built
    "g++ -O3": ("release", None),
    "clang++ -O2": ("clang", None),
    "g++ -O1, ASan and UBSan": ("dev", None),
    "g++ -O0": ("release", "-O0"),
    "clang++ -O0": ("clang", "-O0"),
    "g++ -O2": ("release", "-O2 -DNDEBUG"),
    "clang++ -O3": ("clang", "-O3 -DNDEBUG"),
}
REPEATERS = {"clang++ -O2": 37, "g++ -O1, ASan and UBSan": 5}  # build -> runs that it repeats of g++'s first sweep
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
    + [Row(build="g++ -O1, ASan and UBSan"), Row(build="g++ -O1, ASan and UBSan", instructions="baseline", lanes=5, threads=3)]
    + [Row(build="g++ -O0"), Row(build="g++ -O2"), Row(build="clang++ -O0"), Row(build="clang++ -O3")]
)


def processor_lacks(instructions):
    """Whether rows with these instructions are left out here."""
    flags = Path("/proc/cpuinfo").read_text()
    return instructions == "avx512" and "avx512vl" not in flags or instructions == "avx2" and "avx2" not in flags


def environment(row):
    return os.environ | {"MUTUALISE_INSTRUCTIONS": row.instructions.replace("widest", ""),
                         "GLIBC_TUNABLES": NO_FMA if row.libc == "without" else ""}
