#include "mutualise/record/ensemble.hpp"
#include "mutualise_build.hpp"
#include "mutualise_commit.hpp"

namespace mutualise
{

Provenance build_provenance()
{
    Provenance from;
    from.version = build::version;
    from.commit = build::commit;
    from.compiler = build::compiler;
    from.flags = build::flags;
    return from;
}

} // namespace mutualise
