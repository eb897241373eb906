/// \file The data tables: an input begins with the name of a table (`services.csv`, `posterior.toml`), the rest is its
/// text; the others are as shipped. It is refused with problems, or the tables have a digest.
#include "target.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/scenario/system_data.hpp"

#include <array>

using namespace mutualise;
using namespace mutualise::fuzz;
namespace fs = std::filesystem;

namespace
{

constexpr std::array<const char*, 8> tables{"budget.csv",   "contractors.csv",        "eligibility.csv",
                                            "initial.csv",  "organisation_kinds.csv", "regions.csv",
                                            "services.csv", "posterior.toml"};

/// The shipped tables without the posterior, which is long: each input that is about it brings its own.
const fs::path& folder()
{
    static const fs::path made = [] {
        const fs::path to = scratch().path("data");
        fs::create_directories(to / "posterior");
        for (const fs::directory_entry& entry : fs::directory_iterator(shipped() / "data"))
            if (entry.is_regular_file())
                fs::copy_file(entry.path(), to / entry.path().filename());
        return to;
    }();
    return made;
}

void expect_sound(const SystemData& data)
{
    demand(!data.services.empty() && !data.regions.empty() && !data.organisation_kinds.empty() && !data.digest.empty(),
           "tables were read that hold nothing");
    for (const Posterior& posterior : data.posteriors) {
        demand(posterior.draws() > 0, "a posterior was read that holds no draw");
        demand(draw_of_run(posterior, 7) < posterior.draws(), "a run takes a draw that is not there");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(bytes), size);
    const std::string_view name = input.substr(0, input.find('\n'));
    const std::string_view text = name.size() < input.size() ? input.substr(name.size() + 1) : "";
    const fs::path data = folder();
    for (const char* table : tables) {
        if (name != table)
            continue;
        const bool posterior = name == "posterior.toml";
        const std::string written = posterior ? "data/posterior/posterior.toml" : "data/" + std::string(table);
        scratch().write(written, text);
        try {
            expect_sound(load_system_data(data));
        } catch (const InputError& error) {
            demand(!error.problems().empty(), "a table is refused without a problem");
        }
        if (posterior)
            fs::remove(scratch().path(written));
        else
            fs::copy_file(shipped() / "data" / table, data / table, fs::copy_options::overwrite_existing);
    }
    return 0;
}
