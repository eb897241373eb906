// Section 8, anchors: what the defaults are set to reproduce. Runs are deterministic, so there are no false alarms; the
// tolerances are the model's.
#include <catch2/catch.hpp>
