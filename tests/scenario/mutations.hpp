/// \file A valid scenario and the mutations that spoil it: what each does, and the problem it must meet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mutualise::testing
{

inline constexpr std::string_view valid_scenario = R"toml(name = "valid"
description = "A scenario that every mutation spoils"
seed = 7

[horizon]
first = "2010-05"
last = "2013-12"
spin_up_months = 12

[population]
seed = 3
scale = 0.5
ties_organisation = 3
ties_region = 2
ties_service = 1
reciprocal = false

[initial]
other_employees = 2000

[parameters.attitudes]
mean = 0.4
influence_least = 0.2
influence_most = 0.6

[parameters.procurement]
cost_law = "lognormal"
accounts_years = 2

[lever.right]
name = "right_to_mutualise"
announced = "2012-05"
from = "2012-07"
until = "2013-07"
services = ["libraries", "leisure"]
nations = ["england"]
strength = 0.8
response_months = 3
arbiter = true
contract = "tender"

[lever.bond_exemption]
from = 2012-07-01
regions = ["london"]
share = 0.5

[lever.split]
name = "divestment_deadline"
from = "2011-01"
deadline = "2012-04"
services = ["community_health"]
default = "public_body"
decide_by = "2011-11"
requests_until = "2011-10"

[case.branch]
service = "libraries"
region = "london"
month = "2012-09"
staff = 40

[diagnostic]
remove = ["failed_bond"]
)toml";

/// Replaces `find` (which stands once in the scenario; empty: the end) by `replacement`.
/// The reader must find a problem at `line` whose text holds `expected`.
struct Mutation {
    std::string_view find, replacement;
    int line;
    std::string_view expected;
};

inline std::string mutated(const Mutation& m)
{
    std::string text(valid_scenario);
    if (m.find.empty())
        return text + std::string(m.replacement);
    return text.replace(text.find(m.find), m.find.size(), m.replacement);
}

inline const std::vector<Mutation>& mutations()
{
    // clang-format off
    static const std::vector<Mutation> list{
        // TOML.
        {"seed = 7", "seed = ", 3, "is not TOML"},
        {"[horizon]", "[horizon", 5, "is not TOML"},
        {"name = \"valid\"", "name = \"valid", 1, "is not TOML"},
        {"scale = 0.5", "scale = 0..5", 12, "is not TOML"},
        {"scale = 0.5", "scale 0.5", 12, "is not TOML"},
        {"strength = 0.8", "strength = 0.8 0.9", 37, "is not TOML"},
        {"arbiter = true", "arbiter = True", 39, "is not TOML"},
        {"[\"failed_bond\"]", "[\"failed_bond\"", 63, "is not TOML"},
        {"from = 2012-07-01", "from = 2012-31-07", 43, "day and month look swapped: \"2012-07-31\""},
        {"from = 2012-07-01", "from = 2012-07", 43, "a month needs quotes: \"2012-07\""},
        {"", "[=]\n", 64, "is not TOML"},
        {"", "x = \"\001\"\n", 64, "is not TOML"},
        {"description = \"A scenario", "description = \"\\q A scenario", 2, "is not TOML"},
        // Keys given twice.
        {"seed = 7", "seed = 7\nseed = 8", 4, "is not TOML"},
        {"share = 0.5", "share = 0.5\nshare = 0.6", 46, "is not TOML"},
        {"mean = 0.4", "mean = 0.4\nmean = 0.4", 23, "is not TOML"},
        {"", "[horizon]\nfirst = \"2010-05\"\n", 64, "is not TOML"},
        {"", "[lever.right]\nfrom = \"2012-07\"\n", 64, "is not TOML"},
        // Unknown names.
        {"seed = 7", "sede = 7", 3, "is unknown; did you mean \"seed\"?"},
        {"seed = 7", "turbo = true", 3, "turbo"},
        {"last = \"2013-12\"", "latest = \"2013-12\"", 7, "did you mean \"last\"?"},
        {"spin_up_months", "spin_up_moths", 8, "did you mean \"spin_up_months\"?"},
        {"scale = 0.5", "scael = 0.5", 12, "did you mean \"scale\"?"},
        {"ties_service", "tie_service", 15, "did you mean \"ties_service\"?"},
        {"other_employees", "other_employes", 19, "did you mean \"other_employees\"?"},
        {"[parameters.attitudes]", "[parameters.attitude]", 21, "did you mean \"attitudes\"?"},
        {"mean = 0.4", "maen = 0.4", 22, "did you mean \"mean\"?"},
        {"mean = 0.4", "launch_rate = 0.001", 22, "did you mean \"parameters.proposals.launch_rate\"?"},
        {"strength = 0.8", "strenght = 0.8", 37, "lever.right.strenght"},
        {"strength = 0.8", "strenght = 0.8", 37, "did you mean \"strength\"?"},
        {"share = 0.5", "monhts = 12", 45, "did you mean \"months\"?"},
        {"name = \"right_to_mutualise\"", "name = \"right_to_mutualize\"", 31, "did you mean \"right_to_mutualise\"?"},
        {"[lever.bond_exemption]", "[lever.bond_exemptoin]", 42, "did you mean \"bond_exemption\"?"},
        {"[lever.bond_exemption]", "[lever.magic]", 42, "is no kind of lever; valid: right_to_mutualise"},
        {"\"leisure\"", "\"liesure\"", 35, "did you mean \"leisure\"?"},
        {"\"leisure\"", "\"cathedrals\"", 35, "is not among the services"},
        {"[\"london\"]", "[\"londn\"]", 44, "did you mean \"london\"?"},
        {"[\"england\"]", "[\"englund\"]", 36, "did you mean \"england\"?"},
        {"[\"failed_bond\"]", "[\"failed_bnod\"]", 63, "did you mean \"failed_bond\"?"},
        {"remove = [\"failed_bond\"]", "removed = [\"failed_bond\"]", 63, "did you mean \"remove\"?"},
        {"[diagnostic]", "[diagnostics]", 62, "did you mean \"diagnostic\"?"},
        {"[initial]", "[inital]", 18, "did you mean \"initial\"?"},
        {"contract = \"tender\"", "contract = \"tnder\"", 40, "did you mean \"tender\"?"},
        {"default = \"public_body\"", "default = \"nobody\"", 52, "must be one of \"public_body\", \"mutual\""},
        {"cost_law = \"lognormal\"", "cost_law = \"normal\"", 27, "must be one of \"lognormal\", \"uniform\""},
        {"service = \"libraries\"", "service = \"library\"", 57, "case.branch.service = \"library\""},
        {"region = \"london\"", "region = \"atlantis\"", 58, "case.branch.region = \"atlantis\""},
        {"staff = 40", "stuff = 40", 60, "did you mean \"staff\"?"},
        {"", "[lever.\"a b\"]\nname = \"pension_protection\"\nfrom = \"2012-07\"\n", 64, "is no lever id"},
        {"", "[case.\"a b\"]\nservice = \"libraries\"\nregion = \"london\"\nmonth = \"2012-07\"\n", 64, "is no case id"},
        // Wrong types.
        {"name = \"valid\"", "name = 3", 1, "must be a text"},
        {"seed = 7", "seed = \"seven\"", 3, "must be a whole number"},
        {"seed = 7", "seed = -7", 3, "must be a whole number"},
        {"seed = 7", "seed = 7.5", 3, "must be a whole number"},
        {"first = \"2010-05\"", "first = 2010", 6, "must be a month such as"},
        {"first = \"2010-05\"", "first = 12:30:00", 6, "must be a month such as"},
        {"first = \"2010-05\"", "first = 2010-05-01T00:00:00", 6, "must be a month such as"},
        {"until = \"2013-07\"", "until = true", 34, "must be a month such as \"2012-07\" or \"never\""},
        {"scale = 0.5", "scale = \"0.5\"", 12, "must be a number in [0, 10]"},
        {"reciprocal = false", "reciprocal = 0", 16, "must be true or false"},
        {"arbiter = true", "arbiter = \"yes\"", 39, "must be true or false"},
        {"mean = 0.4", "mean = [0.4]", 22, "must be a number in [0, 1]"},
        {"mean = 0.4", "mean = { value = 0.4 }", 22, "must be a number in [0, 1]"},
        {"contract = \"tender\"", "contract = 1", 40, "must be one of \"none\", \"tender\", \"direct\""},
        {"services = [\"community_health\"]", "services = \"community_health\"", 51, "must be a list of services"},
        {"[\"london\"]", "[1]", 44, "names in quotes"},
        {"[\"england\"]", "\"england\"", 36, "must be a list of nations"},
        {"[\"failed_bond\"]", "\"failed_bond\"", 63, "must be a list of exit reasons"},
        {"", "[[lever.again]]\nfrom = \"2012-07\"\n", 64, "must be a table"},
        {"[parameters.procurement]\ncost_law = \"lognormal\"\naccounts_years = 2", "[parameters]\nprocurement = 2", 27, "must be a table"},
        {"description = \"A scenario that every mutation spoils\"", "case.other = 3", 2, "must be a table"},
        // Ranges.
        {"mean = 0.4", "mean = 1.4", 22, "must lie in [0, 1] (mu: mean private leaning"},
        {"mean = 0.4", "mean = -0.1", 22, "must lie in [0, 1]"},
        {"mean = 0.4", "mean = nan", 22, "must be a finite number in [0, 1]"},
        {"mean = 0.4", "mean = inf", 22, "must be a finite number in [0, 1]"},
        {"mean = 0.4", "mean = -inf", 22, "must be a finite number in [0, 1]"},
        {"share = 0.5", "share = 1.4", 45, "must lie in [0, 1] (share of the bond waived)"},
        {"share = 0.5", "share = nan", 45, "must be a finite number"},
        {"strength = 0.8", "strength = 80", 37, "must lie in [0, 1]"},
        {"response_months = 3", "response_months = 2.5", 38, "must be a whole number in [1, 36] months"},
        {"response_months = 3", "response_months = 0", 38, "must lie in [1, 36] months"},
        {"response_months = 3", "response_months = 37", 38, "must lie in [1, 36] months"},
        {"scale = 0.5", "scale = 0", 12, "must lie in (0, 10]"},
        {"scale = 0.5", "scale = -1", 12, "must lie in [0, 10]"},
        {"scale = 0.5", "scale = 10.5", 12, "must lie in [0, 10]"},
        {"scale = 0.5", "scale = nan", 12, "must be a finite number"},
        {"ties_organisation = 3", "ties_organisation = 14", 15, "must add up to 1 to 16"},
        {"ties_organisation = 3", "ties_organisation = 17", 13, "must lie in [0, 16]"},
        {"ties_organisation = 3", "ties_organisation = 2.5", 13, "must be a whole number in [0, 16]"},
        {"ties_organisation = 3\nties_region = 2\nties_service = 1", "ties_organisation = 0\nties_region = 0\nties_service = 0", 15, "must add up to 1 to 16"},
        {"spin_up_months = 12", "spin_up_months = -1", 8, "must lie in [0, 240]"},
        {"other_employees = 2000", "other_employees = 5e5", 19, "must lie in [0, 50000]"},
        {"accounts_years = 2", "accounts_years = 11", 28, "must lie in [0, 10] years"},
        {"seed = 7", "seed = \"0xfffffffffffffffff\"", 3, "must be a whole number"},
        {"seed = 7", "seed = 99999999999999999999", 3, "is not TOML"},
        {"staff = 40", "staff = 0", 60, "must lie in [1, 100000] posts"},
        {"staff = 40", "quality = 2", 60, "must lie in [0, 1]"},
        // Dates.
        {"from = \"2012-07\"", "from = \"2012-31-07\"", 33, "day and month look swapped; did you mean \"2012-07-31\"?"},
        {"from = \"2012-07\"", "from = \"2012-13\"", 33, "months run from 01 to 12"},
        {"from = \"2012-07\"", "from = \"2012-00\"", 33, "months run from 01 to 12"},
        {"from = \"2012-07\"", "from = \"2012-02-30\"", 33, "February 2012 has no day 30"},
        {"from = \"2012-07\"", "from = \"07-2012\"", 33, "did you mean \"2012-07\"?"},
        {"from = \"2012-07\"", "from = \"31/07/2012\"", 33, "did you mean \"2012-07-31\"?"},
        {"from = \"2012-07\"", "from = \"2012/07\"", 33, "did you mean \"2012-07\"?"},
        {"from = \"2012-07\"", "from = \"2012-7\"", 33, "did you mean \"2012-07\"?"},
        {"from = \"2012-07\"", "from = \"July 2012\"", 33, "write \"YYYY-MM\""},
        {"from = \"2012-07\"", "from = \"never\"", 33, "is no month"},
        {"from = \"2012-07\"", "from = \"\"", 33, "is no month"},
        {"from = \"2012-07\"", "from = \"1012-07\"", 33, "must lie between 1900 and 2200"},
        {"first = \"2010-05\"", "first = \"2010-5\"", 6, "did you mean \"2010-05\"?"},
        {"month = \"2012-09\"", "month = \"2012-99\"", 59, "months run from 01 to 12"},
        // Spans of time.
        {"last = \"2013-12\"", "last = \"2009-12\"", 7, "must not come before horizon.first = \"2010-05\""},
        {"last = \"2013-12\"", "last = \"2113-12\"", 7, "makes a horizon of 1244 months"},
        {"until = \"2013-07\"", "until = \"2012-06\"", 34, "must come after from = \"2012-07\""},
        {"until = \"2013-07\"", "until = \"2012-07\"", 34, "must come after from = \"2012-07\""},
        {"announced = \"2012-05\"", "announced = \"2012-08\"", 33, "must not come before announced = \"2012-08\""},
        {"from = \"2012-07\"\n", "", 30, "lever.right.from"},
        {"deadline = \"2012-04\"\n", "", 47, "lever.split.deadline"},
        {"deadline = \"2012-04\"", "deadline = \"2010-12\"", 50, "must not come before from = \"2011-01\""},
        {"decide_by = \"2011-11\"", "decide_by = \"2012-05\"", 50, "must not come before decide_by = \"2012-05\""},
        {"decide_by = \"2011-11\"", "decide_by = \"2010-05\"", 53, "must not come before from = \"2011-01\""},
        {"requests_until = \"2011-10\"", "requests_until = \"2011-12\"", 53, "must not come before requests_until"},
        {"requests_until = \"2011-10\"", "requests_until = \"2011-01\"", 54, "must come after from = \"2011-01\""},
        {"month = \"2012-09\"", "month = \"2014-09\"", 59, "is never launched: the horizon ends in 2013-12"},
        {"month = \"2012-09\"\n", "", 56, "case.branch.month"},
        {"service = \"libraries\"\n", "", 56, "case.branch.service"},
        {"region = \"london\"\n", "", 56, "case.branch.region"},
        // Levers without effect.
        {"from = 2012-07-01", "from = \"2014-01\"", 43, "never takes effect: the horizon ends in 2013-12"},
        {"from = 2012-07-01", "from = \"2009-01\"\nuntil = \"2010-05\"", 44, "never takes effect: it is over before the horizon starts in 2010-05"},
        {"deadline = \"2012-04\"", "deadline = \"2014-04\"", 50, "never takes effect: its deadline is after the horizon"},
        {"deadline = \"2012-04\"", "deadline = \"2012-04\"\nuntil = \"2012-03\"", 51, "never takes effect: it is withdrawn before its deadline"},
        {"from = \"2011-01\"\ndeadline = \"2012-04\"\nservices = [\"community_health\"]\ndefault = \"public_body\"\ndecide_by = \"2011-11\"\nrequests_until = \"2011-10\"", "from = \"2009-01\"\ndeadline = \"2010-02\"", 50, "its deadline is before the horizon"},
        // Values at odds.
        {"influence_least = 0.2", "influence_least = 0.7", 24, "influence_least = 0.7 must not exceed influence_most = 0.6"},
        {"cost_law = \"lognormal\"", "cost_law = \"uniform\"\ncost_ratio = 0.4\ncost_spread = 0.5", 29, "must be below cost_ratio"},
        {"accounts_years = 2", "[parameters.precedents]\nweight_region = 0.01", 29, "weights must fall with distance"},
        {"[\"libraries\", \"leisure\"]", "[]", 35, "is empty"},
        {"[\"libraries\", \"leisure\"]", "[\"libraries\", \"libraries\"]", 35, "is listed twice"},
        {"[\"london\"]", "[]", 44, "is empty"},
        {"nations = [\"england\"]", "nations = [\"england\"]\nregions = [\"london\"]", 36, "cannot stand beside regions"},
        {"", "[lever.second]\nname = \"bond_exemption\"\nfrom = \"2013-01\"\nservices = [\"housing\"]\n", 66, "overlaps lever.bond_exemption"},
        {"", "[lever.second]\nname = \"right_to_mutualise\"\nfrom = \"2013-06\"\n", 66, "both are right_to_mutualise for libraries in north_east in 2013-06"},
        {"", "[lever.other]\nname = \"divestment_deadline\"\nfrom = \"2012-04\"\ndeadline = \"2013-04\"\n", 66, "overlaps lever.split"},
        // Bases.
        {"seed = 7", "base = \"nowhere.toml\"", 3, "there is no such file"},
        {"seed = 7", "base = 7", 3, "must be the name of a file"},
        {"seed = 7", "base = \"\"", 3, "must be the name of a file"},
        {"seed = 7", "base = \".\"", 3, "cannot be read"},
        {"seed = 7", "remove = [\"right\"]", 3, "takes nothing away"},
        {"seed = 7", "remove = \"right\"", 3, "must be a list of lever ids"},
        {"seed = 7", "remove = [7]", 3, "takes nothing away"},
    };
    // clang-format on
    return list;
}

} // namespace mutualise::testing
