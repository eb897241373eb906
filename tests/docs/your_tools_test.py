"""docs/your_tools.md as a reader would try it: its blocks run in order, and their numbers are those of our commands."""
import os
import shutil
import subprocess
import sys
import unittest

import numpy as np
import pandas as pd
import xarray as xr

from markdown import blocks
from scratch import Scratch

SOURCE = sys.argv.pop()
COMMAND = sys.argv.pop()
HAS_R = shutil.which("Rscript") and subprocess.run(["Rscript", "-e", "library(ncdf4)"], capture_output=True).returncode == 0


class YourTools(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = Scratch(COMMAND, SOURCE)
        cls.languages = []
        for language, text, line in blocks(os.path.join(SOURCE, "docs/your_tools.md")):
            cls.languages.append(language)
            if language == "r" and not HAS_R:
                continue
            command = {"sh": ["bash", "-ec"], "python": [sys.executable, "-W", "ignore", "-c"], "r": ["Rscript", "-e"]}
            done = subprocess.run(command[language] + [text], cwd=cls.scratch.folder, env=cls.scratch.environment, text=True,
                                  capture_output=True, timeout=300)
            if done.returncode != 0:
                raise AssertionError(f"docs/your_tools.md:{line}: {done.stderr[-4000:]}")
        for name in ["historical", "taskforce"]:
            cls.scratch.must(f"mutualise bands eight/{name}.h5 -o check-{name}.h5")
        cls.scratch.must("mutualise compare eight/historical.h5 eight/taskforce.h5 -o check-compare.h5")

    @classmethod
    def tearDownClass(cls):
        cls.scratch.remove()

    def quantiles(self, scenario):
        with xr.open_dataset(self.scratch.path(f"check-{scenario}.h5")) as file:
            band = file.employees_in_mutuals.isel(design_point=0).sel(statistic=["p05", "p50", "p95"])
            return band.transpose("statistic", "time").values

    def picture(self, name):
        self.assertGreater(os.path.getsize(self.scratch.path(name)), 4000)

    def test_the_page_has_blocks_of_every_language(self):
        self.assertEqual(self.languages, ["sh", "python", "sh", "python", "r", "sh", "python"])

    def test_xarray_draws_the_bands_of_mutualise_bands(self):
        table = pd.read_csv(self.scratch.path("fan-xarray.csv"))
        for scenario in ["historical", "taskforce"]:
            expected = self.quantiles(scenario)
            self.assertGreater(expected[1, -1], 1000)
            one = table[table.scenario == scenario].pivot(index="quantile", columns="time", values="employees_in_mutuals")
            np.testing.assert_allclose(one.values, expected, rtol=1e-12)
        self.picture("fan.png")

    @unittest.skipUnless(HAS_R, "Rscript with ncdf4 is not installed (r-base-core r-cran-ncdf4)")
    def test_r_draws_the_bands_of_mutualise_bands(self):
        table = pd.read_csv(self.scratch.path("fan-r.csv"))
        for scenario in ["historical", "taskforce"]:
            one = table[table.scenario == scenario][["5%", "50%", "95%"]]
            np.testing.assert_allclose(one.values.T, self.quantiles(scenario), rtol=1e-12)
        self.assertEqual(table.month.iloc[0], "2010-04-30")
        self.picture("fan.pdf")

    def test_pandas_has_the_paired_differences_of_mutualise_compare(self):
        table = pd.read_csv(self.scratch.path("services.csv"), index_col="category")
        with xr.open_dataset(self.scratch.path("check-compare.h5")) as file:
            last = file.employees_in_mutuals_by_service.isel(time=-1).sel(statistic=["base", "variant", "difference"])
            expected = last.transpose("service", "statistic").to_pandas()
        self.assertEqual(set(table.index), set(expected.index[(expected != 0).any(axis=1)]))
        self.assertGreater(len(table), 5)
        np.testing.assert_allclose(table.values, expected.loc[table.index].values, rtol=1e-9, atol=1e-6)
        self.picture("services.png")

    def test_the_file_of_bands_has_the_figure_as_it_is(self):
        table = pd.read_csv(self.scratch.path("fan-bands.csv"), index_col="time", float_precision="round_trip")
        np.testing.assert_array_equal(table.values.T, self.quantiles("historical"))


if __name__ == "__main__":
    unittest.main()
