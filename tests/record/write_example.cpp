/// \file Writes the synthetic ensemble where the packaged readers' test finds it.
#include "record/synthetic.hpp"

#include <cstdio>

int main(int argc, char** argv)
{
    if (argc != 2)
        return 2;
    mutualise::write_ensemble(argv[1], mutualise::testing::synthetic_ensemble());
    std::puts(mutualise::canonical_hash(argv[1]).c_str());
    return 0;
}
