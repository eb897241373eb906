#include "record/damage.hpp"

#include "mutualise/record/log_reader.hpp"
#include "mutualise/record/recorded_file.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <utility>

namespace mutualise::testing
{

namespace
{

/// Puts an attribute of so many values in place of another.
void replace_attribute(hid_t file, const char* of, const char* name, hid_t type, hsize_t size, const void* values)
{
    const hid_t object = H5Oopen(file, of, H5P_DEFAULT);
    H5Adelete(object, name);
    const hid_t space = H5Screate_simple(1, &size, nullptr);
    const hid_t made = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    H5Awrite(made, type, values);
    H5Aclose(made);
    H5Sclose(space);
    H5Oclose(object);
}

} // namespace

std::filesystem::path changed(const std::filesystem::path& path, const Change& change)
{
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    change(file);
    REQUIRE(H5Fclose(file) >= 0);
    return path;
}

Change numbers(const char* name, std::vector<double> values)
{
    return [name, values = std::move(values)](hid_t file) {
        H5Ldelete(file, name, H5P_DEFAULT);
        const hsize_t size = values.size();
        const hid_t space = H5Screate_simple(1, &size, nullptr);
        const hid_t made = H5Dcreate2(file, name, H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
        if (size > 0)
            H5Dwrite(made, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
        H5Dclose(made);
        H5Sclose(space);
    };
}

Change first_cell(const char* name, int value)
{
    return [name, value](hid_t file) {
        const hid_t variable = H5Dopen2(file, name, H5P_DEFAULT), all = H5Dget_space(variable);
        const hsize_t start[3] = {0, 0, 0}, one[3] = {1, 1, 1};
        H5Sselect_hyperslab(all, H5S_SELECT_SET, start, nullptr, one, nullptr);
        const hid_t cell = H5Screate(H5S_SCALAR);
        H5Dwrite(variable, H5T_NATIVE_INT, cell, all, H5P_DEFAULT, &value);
        H5Sclose(cell);
        H5Sclose(all);
        H5Dclose(variable);
    };
}

Change long_attribute(const char* of, const char* name)
{
    return [of, name](hid_t file) {
        const std::vector<double> values(1000, 1);
        replace_attribute(file, of, name, H5T_NATIVE_DOUBLE, values.size(), values.data());
    };
}

Change long_text_attribute(const char* of, const char* name)
{
    return [of, name](hid_t file) {
        const hsize_t size = 500;
        const std::string values(size * 20, 'x');
        const hid_t type = H5Tcopy(H5T_C_S1);
        H5Tset_size(type, 20);
        replace_attribute(file, of, name, type, size, values.data());
        H5Tclose(type);
    };
}

Change endless(const char* name)
{
    return [name](hid_t file) {
        H5Ldelete(file, name, H5P_DEFAULT);
        const hsize_t size = hsize_t{1} << 40, chunk = 1024;
        const hid_t space = H5Screate_simple(1, &size, nullptr), list = H5Pcreate(H5P_DATASET_CREATE);
        H5Pset_chunk(list, 1, &chunk);
        H5Dclose(H5Dcreate2(file, name, H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, list, H5P_DEFAULT));
        H5Pclose(list);
        H5Sclose(space);
    };
}

Change lost_chunks(const char* name, hsize_t runs)
{
    return [name, runs](hid_t file) {
        const hid_t variable = H5Dopen2(file, name, H5P_DEFAULT), space = H5Dget_space(variable);
        std::vector<hsize_t> extent(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space)));
        H5Sget_simple_extent_dims(space, extent.data(), nullptr);
        std::vector<hsize_t> kept = extent;
        kept[0] = runs;
        H5Dset_extent(variable, kept.data());
        H5Dset_extent(variable, extent.data());
        H5Sclose(space);
        H5Dclose(variable);
    };
}

void read_all(const std::filesystem::path& path)
{
    const RecordedFile file(path);
    for (const Observable observable : file.labels().observables)
        file.values(observable, 0, file.labels().runs.size());
    file.parameter_values();
    const LogReader logs(path);
    for (std::uint32_t run = 0; run < 5; ++run) {
        logs.proposals(run);
        logs.decisions(run);
    }
}

} // namespace mutualise::testing
