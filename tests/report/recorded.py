"""The recorded files that the test reports: scenarios under the same luck, their comparison, bands of attitudes alone."""
import h5py


def make(mutualise, sources):
    """Three scenarios under the same luck, two of them of one name that would be markup, and a comparison."""
    folder = mutualise.folder
    hostile = folder / "<img src=x onerror=hacked=1>.toml"
    hostile.write_text(f'base = "{sources}/scenarios/taskforce.toml"\n'
                       'description = "</script><script>hacked=1</script>"\n')
    mutualise("run", sources / "scenarios/historical.toml", hostile, "--runs", 4, "--scale", 0.02, "-o", "runs/",
              "--progress", "none")
    mutualise("run", hostile, "--set", "lever.right.strength=0.5", "--runs", 4, "--scale", 0.02, "-o", "it's weaker.h5",
              "--progress", "none")
    files = [folder / "runs/historical.h5", folder / f"runs/{hostile.stem}.h5", folder / "it's weaker.h5"]
    mutualise("compare", *files[:2], "-o", "compared.h5", "--progress", "none")
    given = ["runs/historical.h5", f"runs/{hostile.stem}.h5", "it's weaker.h5", "compared.h5"]
    mutualise("report", *given, "-o", "report.html", "--progress", "none")
    mutualise("report", *given, "-o", "again.html", "--progress", "none")
    mutualise("bands", files[0], "--observables", "mean_attitude", "-o", "attitudes.h5", "--progress", "none")
    mutualise("report", "attitudes.h5", "-o", "attitudes.html", "--progress", "none")
    recorded = [Recorded(path) for path in files]
    recorded[2].name += " (it's weaker.h5)"
    return recorded


class Recorded:
    """A recorded file as h5py reads it: counts of the whole public sector."""

    def __init__(self, path):
        with h5py.File(path) as file:
            scale = file.attrs["scale"]
            self.months = len(file["time"])
            self.services = [name.decode() for name in file["service"][...]]
            self.seeds = [seed.decode() for seed in file["seed"][...]]
            self.of = {name: file[name][...] / scale for name in
                       ("employees_in_mutuals", "mutuals_live", "launches", "mutuals_founded", "exits")}
            self.name = file.attrs["scenario"].decode()

    def total(self, name):
        return self.of[name].reshape(*self.of[name].shape[:2], -1).sum(2)
