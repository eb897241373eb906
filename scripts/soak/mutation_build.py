"""Compiles a mutant alone and links it before the objects of the built tests. Used by mutants.py."""
import hashlib
import itertools
import json
import os
import pathlib
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
ALWAYS_REMADE = re.compile(r"Asking git for the commit|/provenance\.cpp\.o$|Linking CXX|mutualise_tests")  # for the commit alone
TESTS = {"process": ["test_process", "test_run"], "analysis": ["test_analysis"]}


def run(command, folder, seconds=600, memory=4 << 30):
    """Status (None: out of time), output and processor time. `seconds` are of processor time; of the clock, 30 times."""
    def limits():
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "output", "w+b") as output:
        child = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output, preexec_fn=limits, start_new_session=True,
                                 env=os.environ | {"TMPDIR": str(folder)})
        clock = threading.Timer(30 * seconds + 60, child.kill)
        clock.start()
        _, status, usage = os.wait4(child.pid, 0)
        clock.cancel()
        output.seek(0)
        text = output.read().decode(errors="replace")
    code = os.waitstatus_to_exitcode(status)
    out_of_time = code in (-signal.SIGXCPU, -signal.SIGKILL)
    return None if out_of_time else code, text, usage.ru_utime + usage.ru_stime


def state():
    """Which sources and which tests are judged: a commit, and a digest of the tests' sources, whether committed or not."""
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=True)
    digest = hashlib.sha256()
    for path in sorted(p for p in (ROOT / "tests").rglob("*") if p.suffix in (".cpp", ".hpp")):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return {"commit": commit.stdout.strip(), "tests": digest.hexdigest()[:12]}


class Build:
    """A copy of what is linked into the tests, so that the tree may be built anew while mutants run."""

    def __init__(self, build, work):
        self.work, self.base = work, work / "base"
        if not (self.base / "state.json").exists():
            self.copy(build)
        self.commands = json.loads((self.base / "commands.json").read_text())
        self.state = json.loads((self.base / "state.json").read_text())
        self.originals, self.lock = {}, threading.RLock()

    def copy(self, build):
        tests = list(itertools.chain(*TESTS.values()))
        told = subprocess.check_output(["ninja", "-C", build, "-n", *tests], text=True).splitlines()
        if older := [line for line in told if line.startswith("[") and not ALWAYS_REMADE.search(line)]:
            sys.exit(f"the tests are older than their sources, build them first: {'; '.join(older[:3])}")
        shutil.rmtree(self.base, ignore_errors=True)
        shutil.copytree(ROOT / "sim/process", self.base / "source/sim/process")
        shutil.copytree(ROOT / "analysis", self.base / "source/analysis")
        shutil.copytree(ROOT / "include", self.base / "include")
        objects, links = {}, {}
        for entry in json.loads(subprocess.check_output(["ninja", "-C", build, "-t", "compdb"], text=True)):
            if entry["output"].startswith("sim/CMakeFiles/mutualise.dir/"):
                objects["/".join(pathlib.Path(entry["file"]).parts[-2:])] = entry["command"].replace(
                    f"-I{ROOT}/include", f"-I{self.base}/include")
        for test in tests:
            last = subprocess.check_output(["ninja", "-C", build, "-t", "commands", f"tests/{test}"], text=True).splitlines()[-1]
            links[test] = next(part for part in last.split(" && ") if f" -o tests/{test} " in part)
            shutil.copytree(build / f"tests/CMakeFiles/{test}.dir", self.base / f"tests/CMakeFiles/{test}.dir")
        (self.base / "sim").mkdir()
        shutil.copy(build / "sim/libmutualise.a", self.base / "sim")
        (self.base / "commands.json").write_text(json.dumps({"objects": objects, "links": links}))
        (self.base / "state.json").write_text(json.dumps(state()))

    def flags(self, unit):
        """What compiles it, at -O1, quickly and with the bounds of the library's containers checked."""
        flags = [flag for flag in shlex.split(self.commands["objects"][unit])
                 if flag not in ("ccache", "-Werror", "-MD") and not re.match(r"-O\d|-g|-W", flag)]
        return flags[:flags.index("-MT")] + ["-O1", "-w", "-D_GLIBCXX_ASSERTIONS"]

    def headers(self, room):
        """The public headers that the room's sources include, compiled once: most of a mutant's time would go there."""
        with self.lock:
            header = self.base / f"{room.name}.hpp"
            if not header.exists():
                texts = [p.read_text() for p in (self.base / "source" / room).iterdir()]
                lines = set(itertools.chain(*(re.findall(r'^#include (?:<[^>]*>|"mutualise/[^"]*")', t, re.M) for t in texts)))
                first = next(unit for unit in self.commands["objects"] if unit.startswith(room.name + "/"))
                (self.base / "all.hpp").write_text("\n".join(sorted(lines)) + "\n")
                run(self.flags(first) + ["-x", "c++-header", str(self.base / "all.hpp"), "-o", f"{header}.gch"], self.work / "headers")
                (self.base / "all.hpp").rename(header)
            return str(header)

    def compile(self, folder, path, text):
        """The object code of every unit of the room that sees `path` with this text, or None where one does not compile."""
        room = pathlib.Path(path).parent
        if not (folder / room).exists():
            shutil.copytree(self.base / "source" / room, folder / room)
        (folder / path).write_text(text)
        objects = []
        for unit in self.units(path):
            flags = self.flags(f"{room.name}/{pathlib.Path(unit).name}")
            target = folder / (pathlib.Path(unit).name + ".o")
            done = run(flags + ["-include", self.headers(room), "-c", str(folder / unit), "-o", str(target)], folder)
            if done[0] != 0:
                return None
            objects.append(target)
        return objects

    def original(self, path):
        """The object code of the same units unchanged, compiled once, in the same folder of another name as long."""
        with self.lock:
            if path not in self.originals:
                folder = self.work / "mutants" / "000000000000"
                shutil.rmtree(folder, ignore_errors=True)
                objects = self.compile(folder, path, (self.base / "source" / path).read_text())
                self.originals[path] = [o.read_bytes() for o in objects]
            return self.originals[path]

    def units(self, path):
        """The room's .cpp files that include `path`, itself or through others of the room."""
        if path.endswith(".cpp"):
            return [path]
        room, seen = pathlib.Path(path).parent, {pathlib.Path(path).name}
        texts = {p.name: p.read_text() for p in (self.base / "source" / room).iterdir()}
        while True:
            more = {n for n, t in texts.items() if n not in seen and any(f'#include "{s}"' in t for s in seen)}
            if not more:
                return sorted(f"{room}/{n}" for n in seen if n.endswith(".cpp"))
            seen |= more

    def link(self, test, folder, objects):
        """None where it does not link."""
        command = self.commands["links"][test].replace(f" -o tests/{test} ", f" -fuse-ld=gold -o {folder / test} ")
        first = command.index(" tests/CMakeFiles/")
        objects = " ".join(shlex.quote(str(o)) for o in objects)
        done = subprocess.run(command[:first] + " " + objects + command[first:], shell=True, cwd=self.base, capture_output=True)
        return folder / test if done.returncode == 0 else None
