"""Opens the example file with xarray (both engines), h5py, ncdump and R, and recomputes its canonical hash.

The values are those of the formula in synthetic.hpp; the hash is transcribed from docs/file_format.md, not from the C++.
"""
import hashlib
import math
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy as np
import xarray as xr

EXAMPLE = sys.argv.pop()
HERE = os.path.dirname(os.path.abspath(__file__))
RUNS = [0, 2, 4]
MONTHS = np.array(["2011-12-31", "2012-01-31", "2012-02-29", "2012-03-31", "2012-04-30"], dtype="datetime64[ns]")
SERVICES = ["community_health", "libraries", "youth services"]
LENGTHS = {"service": 3, "region": 3, "owner": 3, "stage": 7, "route": 3, "cohort": 8, "cohort_state": 6, "reason": 22,
           "level": 8, "pqq_test": 4, "winner": 4, "tender_kind": 3, "lever": 8}


def expected(name, first=1, second=1, real=False):
    """The whole array of an observable, with both axes; counts, or eighths for reals."""
    run, row, a, b = np.meshgrid(RUNS, range(5), range(first), range(second), indexing="ij")
    values = ((run * 100.0 + row) * 30 + a) * 30 + b + len(name)
    return values / 8 if real else values


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


# --- the canonical hash, step by step as docs/file_format.md says ---

def add_values(digest, values):
    if values.dtype.kind in "OSU":
        for value in values.ravel():
            encoded = text(value).encode()
            digest.update(struct.pack("<Q", len(encoded)) + encoded)
        return
    values = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
    if values.dtype.kind == "f":
        values[np.isnan(values)] = np.nan
    digest.update(values.tobytes())


def type_name(dtype):
    return "text" if dtype.kind in "OSU" else {"i": "int", "u": "uint", "f": "float"}[dtype.kind] + str(8 * dtype.itemsize)


def add_attribute(digest, name, value):
    array = np.array([text(value)]) if isinstance(value, (str, bytes)) else np.atleast_1d(value)
    digest.update(f"attribute {name} {type_name(array.dtype)} {array.size}\n".encode())
    add_values(digest, array)


def axis_name(variable, axis):
    is_scale = text(variable.attrs.get("CLASS", "")) == "DIMENSION_SCALE"
    scale = variable if is_scale else variable.dims[axis][0]
    return text(scale.attrs["NAME"])


def add_variable(digest, path, variable):
    axes = "".join(f" {axis_name(variable, i)}={n}" for i, n in enumerate(variable.shape))
    digest.update(f"variable {path} {type_name(variable.dtype)}{axes}\n".encode())
    for name in ["calendar", "flag_masks", "flag_meanings", "flag_values", "units"]:
        if name in variable.attrs:
            add_attribute(digest, name, variable.attrs[name])
    digest.update(b"values\n")
    add_values(digest, np.array(variable[()], dtype=variable.dtype))


def list_variables(group, prefix="/"):
    for name, item in group.items():
        if isinstance(item, h5py.Group):
            yield from list_variables(item, prefix + name + "/")
        else:
            yield prefix + name, item


def canonical_hash(path):
    digest = hashlib.sha256(b"mutualise canonical hash 1\n")
    with h5py.File(path, "r") as file:
        for name in ["data_digest", "employees", "model_version", "scale"]:
            add_attribute(digest, name, file.attrs[name])
        for name, variable in sorted(list_variables(file), key=lambda item: item[0].encode()):
            if name != "/parameter_source":
                add_variable(digest, name, variable)
    return digest.hexdigest()


class Hash(unittest.TestCase):
    def test_an_independent_transcription_gives_the_recorded_hash(self):
        with h5py.File(EXAMPLE, "r") as file:
            self.assertEqual(canonical_hash(EXAMPLE), text(file.attrs["canonical_hash"]))

    def test_copies_in_another_layout_have_the_same_hash(self):
        hashes = {canonical_hash(EXAMPLE)}
        with tempfile.TemporaryDirectory() as folder:
            if shutil.which("nccopy"):
                subprocess.run(["nccopy", EXAMPLE, folder + "/a.nc"], check=True)
                hashes.add(canonical_hash(folder + "/a.nc"))
            if shutil.which("h5repack"):
                subprocess.run(["h5repack", "-f", "NONE", "-l", "CONTI", EXAMPLE, folder + "/b.h5"], check=True)
                hashes.add(canonical_hash(folder + "/b.h5"))
        self.assertEqual(len(hashes), 1)


class Xarray(unittest.TestCase):
    def check_engine(self, engine):
        with xr.open_dataset(EXAMPLE, engine=engine) as file:
            self.assertEqual(dict(file.sizes), {"run": 3, "time": 5, "parameter": file.sizes["parameter"], **LENGTHS})
            self.assertEqual(file.time.dtype.kind, "M")
            np.testing.assert_array_equal(file.time.values, MONTHS)
            np.testing.assert_array_equal(file.run.values, RUNS)
            self.assertEqual(list(file.service.values), SERVICES)
            self.assertEqual(list(file.seed.values), ["ffffffff00000000", "ffffffff00000002", "ffffffff00000004"])
            self.assertIn("seed", file.exits.coords)
            self.assertEqual(file.exits.dims, ("run", "time", "service", "reason"))
            self.assertEqual(file.exits.dtype, np.int32)
            np.testing.assert_array_equal(file.exits.values, expected("exits", 3, 22))
            self.assertEqual(file.employees_by_owner_region.dims, ("run", "time", "region", "owner"))
            np.testing.assert_array_equal(file.services_active.values, expected("services_active")[:, :, 0, 0])
            self.assertEqual(file.savings.attrs["units"], "GBP month-1")
            np.testing.assert_array_equal(file.savings.values, expected("savings", 3, 1, True)[..., 0])
            prices = expected("award_price", 3, 1, True)[..., 0]
            prices[:, 0] = math.nan
            np.testing.assert_array_equal(file.award_price.values, prices)
            one = file.exits.sel(run=2, time="2012-02-29", service="libraries", reason="failed_bond")
            self.assertEqual(int(one), ((2 * 100 + 2) * 30 + 1) * 30 + 15 + len("exits"))
            mean = file.parameter_value.sel(parameter="attitudes.mean")
            np.testing.assert_array_equal(mean.values, [0.4375] * 3)
            self.assertEqual(text(file.resolved_scenario.values[()]), 'name = "synthetic"\n# café\n')
            self.assertEqual(file.attrs["description"], "Made by hand: café, £5")
            self.assertEqual(file.attrs["employees"], 5_000_000_000)
            self.assertEqual(file.attrs["complete"], 1)

    def check_groups(self, engine):
        with xr.open_dataset(EXAMPLE, engine=engine, group="proposals") as log:
            np.testing.assert_array_equal(log.run_index.values, [0, 0, 2, 2, 4, 4])
            np.testing.assert_array_equal(log.unit.values, [3000000000, 9, 3000000002, 9, 3000000004, 9])
            np.testing.assert_array_equal(log.ballot.values, np.float32([0.75, math.nan] * 3))
            meanings = dict(zip(log.reason.attrs["flag_values"], log.reason.attrs["flag_meanings"].split()))
            self.assertEqual([meanings[r] for r in log.reason.values[:2]], ["none", "lost_ballot"])
        with xr.open_dataset(EXAMPLE, engine=engine, group="decisions") as log:
            np.testing.assert_array_equal(log.decision.values, [2, 25] * 3)
        with xr.open_dataset(EXAMPLE, engine=engine, group="units") as units:
            self.assertEqual(units.headcount.dims, ("run", "snapshot_time", "unit"))
            np.testing.assert_array_equal(units.run.values, RUNS)
            np.testing.assert_array_equal(units.snapshot_time.values, MONTHS[[0, 4]])
            np.testing.assert_array_equal(units.headcount.sel(unit=11).values, [[10, 11], [12, 13], [14, 15]])
        with xr.open_dataset(EXAMPLE, engine=engine, group="failures") as failed:
            self.assertEqual(list(failed.failed_run.values), [1])
            self.assertEqual(list(failed.seed.values), ["0000000000000abc"])

    def test_the_netcdf4_engine_reads_it_by_name(self):
        self.check_engine("netcdf4")
        self.check_groups("netcdf4")

    def test_the_h5netcdf_engine_reads_it_by_name(self):
        self.check_engine("h5netcdf")
        self.check_groups("h5netcdf")


class PlainReaders(unittest.TestCase):
    def test_h5py_reads_every_observable_by_its_axes(self):
        with h5py.File(EXAMPLE, "r") as file:
            seen = 0
            for name, variable in file.items():
                if not isinstance(variable, h5py.Dataset) or variable.ndim < 2 or name == "parameter_value":
                    continue
                axes = [axis_name(variable, i) for i in range(variable.ndim)]
                self.assertEqual(axes[:2], ["run", "time"])
                lengths = [LENGTHS[axis] for axis in axes[2:]] + [1, 1]
                self.assertEqual(list(variable.shape[2:]), lengths[:-2])
                values = expected(name, *lengths[:2], real=variable.dtype.kind == "f").reshape(variable.shape)
                if name == "award_price":
                    values[:, 0] = math.nan
                np.testing.assert_array_equal(variable[()], values, name)
                seen += 1
            self.assertEqual(seen, 52)
            self.assertEqual([text(s) for s in file["service"][()]], SERVICES)

    def test_netcdf_appends_to_it(self):
        import netCDF4
        with tempfile.TemporaryDirectory() as folder:
            copy = shutil.copy(EXAMPLE, folder + "/copy.h5")
            with netCDF4.Dataset(copy, "a") as file:
                file.createVariable("note", "i4", ("run",))[:] = [7, 8, 9]
            with xr.open_dataset(copy, engine="h5netcdf") as file:
                np.testing.assert_array_equal(file.note.values, [7, 8, 9])
            self.assertNotEqual(canonical_hash(copy), canonical_hash(EXAMPLE))

    @unittest.skipUnless(shutil.which("ncdump"), "ncdump is not installed")
    def test_ncdump_prints_names_dates_and_values(self):
        head = subprocess.run(["ncdump", "-h", EXAMPLE], check=True, capture_output=True, text=True).stdout
        for line in ["run = 3 ;", "time = 5 ;", "int exits(run, time, service, reason) ;", "double savings(run, time, service) ;",
                     "string service(service) ;", 'time:calendar = "proleptic_gregorian" ;', "group: proposals {",
                     "short launched(proposal) ;", "int headcount(run, snapshot_time, unit) ;"]:
            self.assertIn(line, head)
        self.assertNotIn("phony", head)
        whole = subprocess.run(["ncdump", "-t", EXAMPLE], check=True, capture_output=True, text=True).stdout
        words = " ".join(whole.split())
        self.assertIn('time = "2011-12-31", "2012-01-31", "2012-02-29", "2012-03-31", "2012-04-30" ;', words)
        self.assertIn('service = "community_health", "libraries", "youth services" ;', words)
        self.assertIn('message = "employees do not add up in 2012-02, libraries: 7 + 1 is not 9" ;', words)
        values = words.split(" services_active = ")[1].split(" ;")[0]
        self.assertEqual([float(v) for v in values.split(",")], list(expected("services_active").ravel()))

    @unittest.skipUnless(shutil.which("Rscript"), "R is not installed")
    def test_r_reads_names_dates_and_values(self):
        there = subprocess.run(["Rscript", "-e", "library(ncdf4)"], capture_output=True)
        if there.returncode != 0:
            self.skipTest("the R package ncdf4 is not installed")
        result = subprocess.run(["Rscript", HERE + "/readers_test.R", EXAMPLE], capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertIn("R read every value", result.stdout)


if __name__ == "__main__":
    unittest.main()
