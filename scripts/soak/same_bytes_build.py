"""The builds of same_bytes.py: what they are made of, made here or checked where they were made; and when, where and of which
commit something was measured."""
import hashlib
import os
import platform
import re
import sys
import time
from pathlib import Path

from same_bytes_matrix import BUILDS, ROOT
from same_bytes_runs import checked

TREES = ["CMakeLists.txt", "CMakePresets.json", "cmake", "include", "sim", "analysis", "report", "scenarios"]
ALWAYS_REMADE = re.compile(r"Asking git for the commit|/provenance\.cpp\.o$|Linking CXX")  # for the commit alone


def sources_key(root):
    """Changes with anything that the command is made of or reads."""
    digest = hashlib.sha256()
    listed = checked(["git", "ls-files", "-co", "--exclude-standard", *TREES], cwd=root).split("\n")
    for file in sorted(f for f in listed if f and (root / f).is_file()):
        digest.update(file.encode() + b"\0" + hashlib.sha256((root / file).read_bytes()).digest())
    return digest.hexdigest()


def version(compiler):
    return checked([compiler, "--version"]).splitlines()[0]


def matrix_key():
    """Changes with the sources, the compilers, and what is run and how."""
    digest = hashlib.sha256(sources_key(ROOT).encode())
    for compiler in ("g++", "clang++-14"):
        digest.update(version(compiler).encode())
    for module in ("matrix", "runs", "build"):
        digest.update((Path(__file__).parent / f"same_bytes_{module}.py").read_bytes())
    return digest.hexdigest()


def commit(root):
    """As git names it; dirty where what the command is made of, or the matrix, was changed since."""
    changed = checked(["git", "status", "--porcelain", *TREES, "scripts/soak"], cwd=root)
    return checked(["git", "describe", "--always"], cwd=root).strip() + ("-dirty" if changed else "")


def machine():
    model = next(l.split(":")[1].strip() for l in Path("/proc/cpuinfo").read_text().splitlines() if l.startswith("model name"))
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 2**20
    system = next(l.split('"')[1] for l in Path("/etc/os-release").read_text().splitlines() if l.startswith("PRETTY_NAME"))
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB; {system}, glibc {platform.libc_ver()[1]}"


def stamp(root=ROOT):
    return {"date": time.strftime("%Y-%m-%d", time.gmtime()), "machine": machine(), "commit": commit(root)}


def cache_of(folder):
    lines = (folder / "CMakeCache.txt").read_text().splitlines()
    return dict(re.match(r"([^:#/]+):\w+=(.*)", line).groups() for line in lines if re.match(r"([^:#/]+):\w+=", line))


def wrong_with(name, command, key):
    """What speaks against this command being that build of these sources: its folder's settings and sources, what is older
    than them, and the compiler that it names itself."""
    folder, gnu = command.parent, name.startswith("g++")
    cache = cache_of(folder)
    type_of_build = cache["CMAKE_BUILD_TYPE"].upper()
    flags = (cache.get("CMAKE_CXX_FLAGS", "") + " " + cache[f"CMAKE_CXX_FLAGS_{type_of_build}"]).split()
    compiler = version(cache["CMAKE_CXX_COMPILER"])
    comment = checked(["readelf", "-p", ".comment", command])
    wanted = version("g++" if gnu else "clang++-14")
    named = "GCC: " + wanted.split(" ", 1)[1] if gnu else wanted
    remade = [line for line in checked(["ninja", "-C", folder, "-n", "mutualise-command"]).splitlines()
              if line.startswith("[") and not ALWAYS_REMADE.search(line)]
    found = {
        f"its sources ({cache['CMAKE_HOME_DIRECTORY']}) are others": sources_key(Path(cache["CMAKE_HOME_DIRECTORY"])) == key,
        f"it is older than its sources: {'; '.join(remade[:3])}": not remade,
        f"its folder's compiler is {compiler}": compiler.split(" ", 1)[1] == wanted.split(" ", 1)[1],
        f"it says {comment.split(']')[-1].strip()}": named in comment and ("clang" in comment) != gnu,
        f"its flags are {' '.join(flags)}": [f for f in flags if f.startswith("-O")] == re.findall(r"-O\d", name),
        "it has other sanitizers": (cache["MUTUALISE_SANITIZE"] == "ON") == ("ASan" in name),
    }
    return [what for what, holds in found.items() if not holds]


def facts_of(name, command):
    """What is said of a build; ends where the command is not what its name says."""
    wrong = wrong_with(name, command, sources_key(ROOT))
    if wrong:
        sys.exit(f"{command} is not {name} of these sources: {'; '.join(wrong)}")
    cache = cache_of(command.parent)
    facts = stamp(Path(cache["CMAKE_HOME_DIRECTORY"]))
    facts["commit"] = re.search(r'commit = "(.*)"', (command.parent / "sim/build_facts/mutualise_commit.hpp").read_text())[1]
    facts["commit"] = re.sub(r"^(\w{7})\w*", r"\1", facts["commit"])
    facts["compiler"] = version(cache["CMAKE_CXX_COMPILER"])
    return facts | {"sha256": hashlib.sha256(command.read_bytes()).hexdigest()[:16], "seconds": None}


def build(name, jobs):
    preset, over = BUILDS[name]
    folder = ROOT / "build" / ("same-bytes-" + "".join(c for c in name if c.isalnum()))
    words = ["cmake", "--preset", preset, "-B", folder, "-DMUTUALISE_TESTS=OFF", "-DMUTUALISE_BENCHMARKS=OFF", *over]
    if "FLAGS" in "".join(over):
        words.append("-DMUTUALISE_WERROR=OFF")  # another level warns of other things
    begin = time.monotonic()
    checked(words, cwd=ROOT)
    checked(["cmake", "--build", folder, "-j", jobs, "--target", "mutualise-command"], cwd=ROOT)
    seconds = time.monotonic() - begin
    return folder / "mutualise", facts_of(name, folder / "mutualise") | {"seconds": seconds}
