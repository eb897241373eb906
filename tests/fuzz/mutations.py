"""Ways in which a file may be wrong: cut off, overwritten, foreign, or well-formed HDF5 that says something else."""
import random
import shutil

import h5py
import numpy as np

NUMBERS = [-1, 0, 1, 2, 7, 255, 32767, 2**31 - 1, -2**31, 0.5, -0.0, 1e300, -1e300, float("nan"), float("inf")]
TEXTS = ["", "x", "nan", "never", "on", "off", "2012-13", "9999-12", "-1", "1e400", "[", "a\nb = 1", "\u00e9" * 300, "\x01",
         "0x", "1" * 40, "mutualise plan", "mutualise ensemble"]


def damage_bytes(data, chance):
    """The bytes with one kind of damage that a disk or a transfer does."""
    data = bytearray(data)
    kind = chance.randrange(8)
    if kind == 0:
        return data[:chance.randrange(len(data))]
    if kind == 1:
        return data + bytes(chance.randrange(256) for _ in range(chance.randrange(1, 400)))
    for _ in range(1 if kind < 4 else chance.randrange(1, 30)):
        # Half of the damage in the first tenth: the labels are written before the values.
        at = chance.randrange(len(data) if chance.random() < 0.5 else len(data) // 10 + 1)
        if kind % 2 == 0:
            data[at] ^= 1 << chance.randrange(8)
        else:
            length = min(chance.choice([1, 2, 4, 8, 16, 512, 4096]), len(data) - at)
            source = chance.randrange(len(data) - length + 1)
            data[at:at + length] = chance.choice([bytes(length), b"\xff" * length, data[source:source + length]])
    return data


def foreign(path, chance):
    """A file that is none of ours: empty, text, random, or HDF5 of another program."""
    kind = chance.randrange(5)
    if kind == 0:
        path.write_bytes(b"")
    elif kind == 1:
        path.write_text("run,time,value\n1,2012-06,3\n")
    elif kind == 2:
        path.write_bytes(bytes(chance.randrange(256) for _ in range(4000)))
    else:
        with h5py.File(path, "w") as file:
            file["x"] = np.arange(10)
            if kind == 4:  # that claims to be ours
                for name, value in (("file_format", "mutualise ensemble"), ("file_format_version", 1), ("complete", 1)):
                    file.attrs[name] = np.bytes_(value) if isinstance(value, str) else np.int32(value)


def variables(file):
    found = []
    file.visititems(lambda name, thing: found.append(name) if isinstance(thing, h5py.Dataset) else None)
    return found


def replace(file, name, values):
    """The variable anew, with its attributes but without its axes."""
    kept = {key: value for key, value in file[name].attrs.items() if key not in ("DIMENSION_LIST", "REFERENCE_LIST")}
    del file[name]
    variable = file.create_dataset(name, data=values)
    for key, value in kept.items():
        if key not in ("CLASS", "NAME"):
            variable.attrs[key] = value


def as_text(values):
    return np.array([str(value) for value in np.ravel(values)], dtype=object).reshape(np.shape(values))


def other_shape(values, chance):
    kind = chance.randrange(6)
    if values.ndim == 0 or kind == 0:
        return np.stack([values, values])
    if kind == 1:
        return values[:0]
    if kind == 2:
        return values[: values.shape[0] // 2]
    if kind == 3:
        return np.concatenate([values, values])
    if kind == 4:
        return values[..., np.newaxis]
    return values.ravel()[0]


def change_values(file, name, chance):
    variable = file[name]
    if variable.size == 0:
        return
    values = variable[()]
    flat = np.array(values).reshape(-1)
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(flat.size)
        if flat.dtype == object:
            flat[at] = chance.choice(TEXTS + [flat[chance.randrange(flat.size)]])
        elif flat.dtype.kind in "iuf":
            with np.errstate(all="ignore"):
                flat[at] = np.array(chance.choice(NUMBERS + [flat[chance.randrange(flat.size)]])).astype(flat.dtype)
    variable[()] = flat.reshape(np.shape(values))


def change_attribute(file, chance):
    thing = chance.choice([file] + [file[name] for name in variables(file)])
    names = list(thing.attrs)
    if not names:
        return
    name, kind = chance.choice(names), chance.randrange(4)
    if kind == 0:
        del thing.attrs[name]
    elif kind == 1:
        thing.attrs[name] = chance.choice(NUMBERS)
    elif kind == 2:
        thing.attrs[name] = np.bytes_(chance.choice(TEXTS[1:]).encode())
    else:
        thing.attrs[name] = chance.choice([np.arange(50.0), np.array([b"aa", b"bb"] * 20), chance.choice(TEXTS)])


def change_structure(path, chance):
    """One or two changes of what an HDF5 file says; it stays well-formed."""
    with h5py.File(path, "r+") as file:
        for _ in range(chance.randrange(1, 3)):
            name, kind = chance.choice(variables(file)), chance.randrange(10)
            if kind < 4:
                change_values(file, name, chance)
            elif kind < 6:
                change_attribute(file, chance)
            elif kind == 6:
                del file[name]
            elif kind == 7:
                replace(file, name, other_shape(np.asarray(file[name][()]), chance))
            elif kind == 8:
                values = np.asarray(file[name][()])
                replace(file, name, as_text(values) if values.dtype != object else np.arange(float(values.size)))
            else:
                del file[name]
                if chance.random() < 0.5:
                    file.create_group(name)
                else:
                    file[name] = h5py.SoftLink("/" + chance.choice([name, "nowhere", "."]))


def mutate(source, to, chance):
    """Writes a wrong copy of an HDF5 file; says how it was made."""
    kind = chance.random()
    if kind < 0.05:
        foreign(to, chance)
        return "foreign"
    if kind < 0.4:
        to.write_bytes(damage_bytes(source.read_bytes(), chance))
        return "bytes"
    shutil.copyfile(source, to)
    try:
        change_structure(to, chance)
    except (OSError, KeyError, RuntimeError, ValueError, TypeError):  # h5py would not; what it has done stays
        pass
    return "structure"


def mutate_text(text, chance):
    """A text whose numbers and words are other ones here and there: mostly still well-formed."""
    lines = text.split("\n")
    for _ in range(chance.randrange(1, 4)):
        places = [i for i, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")]
        at = chance.choice(places)
        words = lines[at].replace(",", " , ").split(" ")
        numbers = [i for i, word in enumerate(words) if word and word.lstrip("-")[:1].isdigit()]
        if numbers and chance.random() < 0.8:
            i = chance.choice(numbers)
            try:
                number = float(words[i])
                words[i] = chance.choice(["0", "1", "2", str(number * 2), str(number / 10), str(number * 1000), "1e6", "1e-9",
                                          "-1", str(int(number) + 1)])
            except ValueError:
                words[i] = chance.choice(['"2010-05"', '"2010-08"', '"2015-12"', "1"])
            lines[at] = " ".join(words).replace(" , ", ",")
        elif chance.random() < 0.5:
            del lines[at]
        else:
            lines.insert(at, lines[chance.choice(places)])
    return "\n".join(lines)


def wrong_text(data, chance):
    """A file of text, damaged as bytes are or with other words; it need not be a text any more."""
    if chance.random() < 0.5:
        return bytes(damage_bytes(data, chance))
    return mutate_text(data.decode(), chance).encode()


if __name__ == "__main__":
    import pathlib
    import sys
    print(mutate(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), random.Random(int(sys.argv[3]))))
