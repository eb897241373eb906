"""A folder of its own to run what the help and the documents print: `mutualise` on the path, the scenarios beside."""
import os
import shutil
import subprocess
import tempfile


class Scratch:
    def __init__(self, command, source):
        self.source = os.path.abspath(source)
        self.folder = tempfile.mkdtemp(prefix="mutualise-docs-")
        os.mkdir(self.path("bin"))
        os.symlink(os.path.abspath(command), self.path("bin/mutualise"))
        shutil.copytree(os.path.join(self.source, "scenarios"), self.path("scenarios"))
        self.environment = dict(os.environ, PATH=self.path("bin") + os.pathsep + os.environ["PATH"], LC_ALL="C.UTF-8",
                                COLUMNS="80", MPLBACKEND="Agg", MPLCONFIGDIR=self.path("bin"))
        for name in list(self.environment):
            if name.startswith(("SLURM_", "OMPI_", "PMI_")):
                del self.environment[name]

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, script, shell="bash", limit=300):
        """The finished process of a shell text; a pipe fails where any part of it does."""
        return subprocess.run([shell, "-o", "pipefail", "-ec", script], cwd=self.folder, env=self.environment, text=True,
                              capture_output=True, timeout=limit, stdin=subprocess.DEVNULL)

    def must(self, script):
        done = self.run(script)
        if done.returncode != 0:
            raise AssertionError(f"{script}\nended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
        return done

    def remove(self):
        shutil.rmtree(self.folder)


def subcommands(scratch):
    """The names that `mutualise --help` lists."""
    text = scratch.must("mutualise --help").stdout
    lines = text.split("Subcommands:\n", 1)[1].split("\n\n", 1)[0].splitlines()
    return [line.split()[0] for line in lines if line.startswith("  ") and not line.startswith("   ")]
