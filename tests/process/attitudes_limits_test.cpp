// Limits of submodel 5.3 with known answers (model section 8).
#include "mutualise/process/schedule.hpp"
#include "support/attitude_transcription.hpp"
#include "support/tiny_population.hpp"

#include <Eigen/Dense>
#include <catch2/catch.hpp>

using namespace mutualise;

namespace
{

/// x = (I - W A)^-1 (I - W) l with W = diag(w) and A the influence matrix.
Eigen::VectorXd equilibrium(const testing::InfluenceNetwork& network, const std::vector<double>& l)
{
    const auto n = static_cast<Eigen::Index>(l.size());
    Eigen::MatrixXd system = Eigen::MatrixXd::Identity(n, n);
    Eigen::VectorXd own(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        const double w = network.susceptibility[static_cast<std::size_t>(i)];
        own(i) = (1 - w) * l[static_cast<std::size_t>(i)];
        for (const auto& [j, weight] : network.weights[static_cast<std::size_t>(i)])
            system(i, static_cast<Eigen::Index>(j)) -= w * weight;
    }
    return system.partialPivLu().solve(own);
}

} // namespace

TEST_CASE("the slow transcription reproduces the four-person example of Friedkin and Johnsen (1999)")
{
    const double w[4][4] = {{.220, .120, .360, .300}, {.147, .215, .344, .294}, {0, 0, 1, 0}, {.090, .178, .446, .286}};
    testing::InfluenceNetwork network;
    for (const auto& row : w) {
        network.susceptibility.push_back(1 - row[network.susceptibility.size()]);
        network.weights.push_back({{0, row[0]}, {1, row[1]}, {2, row[2]}, {3, row[3]}});
    }
    const std::vector<double> initial{25, 25, 75, 85};
    std::vector<double> x = initial;
    for (int t = 0; t < 200; ++t)
        x = testing::influenced(network, x, initial);
    const double published[] = {60, 60, 75, 75};
    for (std::size_t i = 0; i < 4; ++i)
        CHECK(x[i] == Approx(published[i]).margin(0.5));
}

TEST_CASE("with fixed leanings attitudes settle where the linear system says")
{
    for (const int ties : {1, 2, 6, 7, 16}) {
        const Population people = testing::tiny_population(
            {.branches = 2, .units = 3, .teams = 2, .team_posts = 7, .ties_each = ties, .seed = 3});
        const Scenario scenario;
        Crowd crowd = make_crowd(people, 1);
        std::vector<Lane> lanes{testing::make_lane(people, scenario, crowd)};
        start_attitudes(people, lanes, crowd);
        for (int t = 0; t < 300; ++t)
            update_attitudes(people, lanes, crowd);
        const std::vector<double> l = testing::private_leanings(people, lanes[0]);
        const Eigen::VectorXd x = equilibrium(testing::network_of(people, scenario.parameters.attitudes), l);
        // Leanings are within two and a half steps of 1/8191 (attitudes_accuracy_test.cpp), influence within a step or
        // so of 1/32764, over 1 - w_max.
        for (const EmployeeId e :
             IdRange<EmployeeId>{EmployeeId{0}, static_cast<std::uint32_t>(people.employees.size())})
            CHECK(to_real(crowd.attitude_of(e, 0)) == Approx(x(e.value)).margin(4e-4));
    }
}

TEST_CASE("attitudes start at the private leaning")
{
    const Population people = testing::tiny_population(4, 3, 8);
    const Scenario scenario;
    Crowd crowd = make_crowd(people, 1);
    std::vector<Lane> lanes{testing::make_lane(people, scenario, crowd)};
    start_attitudes(people, lanes, crowd);
    const std::vector<double> l = testing::private_leanings(people, lanes[0]);
    for (std::uint32_t e = 0; e < people.employees.size(); ++e)
        CHECK(to_real(crowd.attitude_of(EmployeeId{e}, 0)) == Approx(l[e]).margin(3e-4));
}

TEST_CASE("where nobody is open to others everyone keeps the private leaning")
{
    const Population people = testing::tiny_population(2, 2, 6);
    Scenario scenario;
    scenario.parameters.attitudes.influence_least = scenario.parameters.attitudes.influence_most = 0;
    Crowd crowd = make_crowd(people, 1);
    std::vector<Lane> lanes{testing::make_lane(people, scenario, crowd)};
    start_attitudes(people, lanes, crowd);
    std::vector<FixedAttitude> start;
    for (std::uint32_t e = 0; e < people.employees.size(); ++e)
        start.push_back(crowd.attitude[e]);
    for (int t = 0; t < 10; ++t)
        update_attitudes(people, lanes, crowd);
    for (std::uint32_t e = 0; e < people.employees.size(); ++e)
        CHECK(crowd.attitude[e] == start[e]);
}

TEST_CASE("people who all lean alike stay alike")
{
    Population people = testing::tiny_population(3, 2, 9);
    Scenario scenario;
    AttitudeParameters& p = scenario.parameters.attitudes;
    p.spread = p.union_opposition = p.pension_deterrent = 0;
    Crowd crowd = make_crowd(people, 1);
    std::vector<Lane> lanes{testing::make_lane(people, scenario, crowd)};
    start_attitudes(people, lanes, crowd);
    for (int t = 0; t < 100; ++t)
        update_attitudes(people, lanes, crowd);
    for (std::uint32_t e = 0; e < people.employees.size(); ++e)
        CHECK(to_real(crowd.attitude[e]) == Approx(p.mean).margin(1e-4)); // rounding of influence, over 1 - w_max
}
