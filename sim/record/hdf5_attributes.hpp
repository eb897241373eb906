/// \file Reading attributes of an object that is open.
#pragma once

#include "hdf5_handles.hpp"

#include <string>

namespace mutualise::hdf5
{

/// Text of an attribute; nothing where there is none.
std::string text_attribute(hid_t object, const char* name);
/// Whole number in an attribute; -1 where there is none.
int number_attribute(hid_t object, const char* name);
double real_attribute(hid_t object, const char* name);

} // namespace mutualise::hdf5
