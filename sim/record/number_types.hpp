/// \file HDF5's type of each C++ number that is recorded.
#pragma once

#include <hdf5.h>

#include <cstdint>

namespace mutualise::hdf5
{

// clang-format off
template <class Number> hid_t memory_type();
template <> inline hid_t memory_type<std::int8_t>() { return H5T_NATIVE_INT8; }
template <> inline hid_t memory_type<std::uint8_t>() { return H5T_NATIVE_UINT8; }
template <> inline hid_t memory_type<std::int16_t>() { return H5T_NATIVE_INT16; }
template <> inline hid_t memory_type<std::uint16_t>() { return H5T_NATIVE_UINT16; }
template <> inline hid_t memory_type<std::int32_t>() { return H5T_NATIVE_INT32; }
template <> inline hid_t memory_type<std::uint32_t>() { return H5T_NATIVE_UINT32; }
template <> inline hid_t memory_type<std::int64_t>() { return H5T_NATIVE_INT64; }
template <> inline hid_t memory_type<float>() { return H5T_NATIVE_FLOAT; }
template <> inline hid_t memory_type<double>() { return H5T_NATIVE_DOUBLE; }

template <class Number> hid_t file_type(); ///< little-endian
template <> inline hid_t file_type<std::int8_t>() { return H5T_STD_I8LE; }
template <> inline hid_t file_type<std::int16_t>() { return H5T_STD_I16LE; }
template <> inline hid_t file_type<std::int32_t>() { return H5T_STD_I32LE; }
template <> inline hid_t file_type<std::int64_t>() { return H5T_STD_I64LE; }
template <> inline hid_t file_type<std::uint32_t>() { return H5T_STD_U32LE; }
template <> inline hid_t file_type<float>() { return H5T_IEEE_F32LE; }
template <> inline hid_t file_type<double>() { return H5T_IEEE_F64LE; }
// clang-format on

} // namespace mutualise::hdf5
