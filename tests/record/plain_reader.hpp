/// \file A reader that shares no code with the writer: plain calls of HDF5's C library, whole variables at a time.
#pragma once

#include <hdf5.h>
#include <hdf5_hl.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace mutualise::testing
{

class PlainReader
{
public:
    explicit PlainReader(const std::filesystem::path& path) : file_(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT))
    {
        if (file_ < 0)
            throw std::runtime_error("cannot open " + path.string());
    }
    ~PlainReader() { H5Fclose(file_); }
    PlainReader(const PlainReader&) = delete;
    PlainReader& operator=(const PlainReader&) = delete;

    bool has(const char* path) const { return H5Lexists(file_, path, H5P_DEFAULT) > 0; }

    std::vector<hsize_t> shape(const char* path) const
    {
        const hid_t d = open(path), s = H5Dget_space(d);
        std::vector<hsize_t> extent(static_cast<std::size_t>(H5Sget_simple_extent_ndims(s)));
        H5Sget_simple_extent_dims(s, extent.data(), nullptr);
        H5Sclose(s);
        H5Dclose(d);
        return extent;
    }

    /// Values in row-major order, whatever their type in the file.
    std::vector<double> numbers(const char* path) const
    {
        const hid_t d = open(path), s = H5Dget_space(d);
        std::vector<double> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(s)));
        H5Dread(d, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
        H5Sclose(s);
        H5Dclose(d);
        return values;
    }

    std::vector<std::string> texts(const char* path) const
    {
        const hid_t d = open(path), s = H5Dget_space(d), t = H5Dget_type(d);
        std::vector<char*> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(s)));
        const bool variable = H5Tis_variable_str(t) > 0;
        if (variable)
            H5Dread(d, t, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
        std::vector<std::string> copies;
        for (const char* value : values)
            copies.emplace_back(variable ? value : "not of variable length");
        if (variable)
            H5Dvlen_reclaim(t, s, H5P_DEFAULT, values.data());
        H5Tclose(t);
        H5Sclose(s);
        H5Dclose(d);
        return copies;
    }

    /// "int32", "float64", "uint32", "text", ... little-endian, or "other".
    std::string type(const char* path) const
    {
        const hid_t d = open(path), t = H5Dget_type(d);
        std::string name = "other";
        for (const auto& [known, text] : std::vector<std::pair<hid_t, const char*>>{{H5T_STD_I8LE, "int8"},
                                                                                    {H5T_STD_I16LE, "int16"},
                                                                                    {H5T_STD_I32LE, "int32"},
                                                                                    {H5T_STD_U32LE, "uint32"},
                                                                                    {H5T_IEEE_F32LE, "float32"},
                                                                                    {H5T_IEEE_F64LE, "float64"}})
            if (H5Tequal(t, known) > 0)
                name = text;
        if (H5Tget_class(t) == H5T_STRING)
            name = "text";
        H5Tclose(t);
        H5Dclose(d);
        return name;
    }

    std::string text_attribute(const char* object, const char* name) const
    {
        const hid_t a = H5Aopen_by_name(file_, object, name, H5P_DEFAULT, H5P_DEFAULT), t = H5Aget_type(a);
        std::string text(H5Tget_size(t), '\0');
        H5Aread(a, t, text.data());
        H5Tclose(t);
        H5Aclose(a);
        return text.c_str();
    }

    bool has_attribute(const char* object, const char* name) const
    {
        return H5Aexists_by_name(file_, object, name, H5P_DEFAULT) > 0;
    }

    std::vector<double> numbers_attribute(const char* object, const char* name) const
    {
        const hid_t a = H5Aopen_by_name(file_, object, name, H5P_DEFAULT, H5P_DEFAULT);
        const hid_t space = H5Aget_space(a);
        std::vector<double> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
        H5Aread(a, H5T_NATIVE_DOUBLE, values.data());
        H5Sclose(space);
        H5Aclose(a);
        return values;
    }

    double number_attribute(const char* name) const
    {
        double value = 0;
        const hid_t a = H5Aopen(file_, name, H5P_DEFAULT);
        H5Aread(a, H5T_NATIVE_DOUBLE, &value);
        H5Aclose(a);
        return value;
    }

    /// Names of the scales attached to a variable's axes; its own name where it is a scale itself.
    std::vector<std::string> axes(const char* path) const
    {
        std::vector<std::string> names(shape(path).size());
        const hid_t d = open(path);
        for (unsigned i = 0; i < names.size(); ++i) {
            if (H5DSis_scale(d) > 0)
                names[i] = scale_name(d);
            else
                H5DSiterate_scales(
                    d, i, nullptr,
                    [](hid_t, unsigned, hid_t scale, void* name) {
                        *static_cast<std::string*>(name) += scale_name(scale);
                        return 0;
                    },
                    &names[i]);
        }
        H5Dclose(d);
        return names;
    }

    std::vector<hsize_t> chunk(const char* path) const
    {
        const hid_t d = open(path), list = H5Dget_create_plist(d);
        std::vector<hsize_t> lengths(shape(path).size());
        H5Pget_chunk(list, static_cast<int>(lengths.size()), lengths.data());
        H5Pclose(list);
        H5Dclose(d);
        return lengths;
    }

    std::vector<std::string> variables() const
    {
        std::vector<std::string> names;
        H5Lvisit(
            file_, H5_INDEX_NAME, H5_ITER_INC,
            [](hid_t file, const char* name, const H5L_info_t*, void* list) {
                H5O_info_t info;
                H5Oget_info_by_name2(file, name, &info, H5O_INFO_BASIC, H5P_DEFAULT);
                if (info.type == H5O_TYPE_DATASET)
                    static_cast<std::vector<std::string>*>(list)->emplace_back(name);
                return 0;
            },
            &names);
        return names;
    }

private:
    hid_t open(const char* path) const
    {
        const hid_t d = H5Dopen2(file_, path, H5P_DEFAULT);
        if (d < 0)
            throw std::runtime_error(std::string("no variable ") + path);
        return d;
    }
    static std::string scale_name(hid_t scale)
    {
        char text[64] = {};
        H5DSget_scale_name(scale, text, sizeof text);
        return text;
    }

    hid_t file_;
};

} // namespace mutualise::testing
