#!/usr/bin/env bash
# Installs what a fresh Debian 12 lacks: compilers, libraries, and (with --tests) what the tests read files with.
set -euo pipefail

packages=(g++ cmake ninja-build git ca-certificates libboost-dev librandom123-dev libhdf5-dev libtbb-dev
  libssl-dev libcli11-dev libtomlplusplus-dev libfmt-dev)
if [ "${1:-}" = --tests ]; then
  packages+=(catch2 libeigen3-dev clang-14 libclang-rt-14-dev clang-format-14 hdf5-tools netcdf-bin python3-numpy python3-xarray python3-netcdf4
    python3-h5netcdf python3-h5py python3-pandas python3-matplotlib python3-selenium r-base-core r-cran-ncdf4 groff-base man-db
    chromium chromium-driver fonts-dejavu-core libbenchmark-dev nlohmann-json3-dev ccache)
fi

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get -q update
"${as_root[@]}" apt-get -q -o DPkg::Lock::Timeout=500 install -y --no-install-recommends "${missing[@]}"
