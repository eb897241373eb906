"""examples/lever_effect, built against the installed package alone, records what the installed command records."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = sys.argv.pop()
BUILD = sys.argv.pop()


class InstalledExample(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="mutualise-example-")

    def tearDown(self):
        shutil.rmtree(self.folder)

    def must(self, *words):
        done = subprocess.run(words, cwd=self.folder, text=True, capture_output=True)
        self.assertEqual(done.returncode, 0, f"{words}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
        return done.stdout

    def test_the_example_records_the_bytes_that_the_command_records(self):
        self.must("cmake", "--install", BUILD, "--prefix", os.path.join(self.folder, "there"))
        self.must("cmake", "-G", "Ninja", "-S", os.path.join(SOURCE, "examples/lever_effect"), "-B", "build",
                  "-DCMAKE_PREFIX_PATH=" + os.path.join(self.folder, "there"), "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror")
        self.must("cmake", "--build", "build")
        said = self.must("build/lever_effect", "taskforce", "3", "library.h5")
        self.assertRegex(said, r"^taskforce: [+-]\d+\.\d\d mutuals a run at the end of 2015-12\n[0-9a-f]{64}  library.h5\n$")
        command = os.path.join(self.folder, "there/bin/mutualise")
        scenario = os.path.join(self.folder, "there/share/mutualise/scenarios/taskforce.toml")
        self.must(command, "run", scenario, "--runs", "3", "--scale", "0.02", "-o", "command.h5", "--quiet")
        by_library, by_command = (line.split()[0] for line in self.must(command, "hash", "library.h5", "command.h5").splitlines())
        self.assertEqual(by_library, by_command)
        self.assertIn(by_library, said)


if __name__ == "__main__":
    unittest.main()
