#include "sanity/books.hpp"

namespace mutualise::testing
{

void check_people(Books& books, const Population& people)
{
    for (int row = 0; row < books.rows(); ++row) {
        for (std::size_t s = 0; s < books.services(); ++s) {
            const double staff = books.sum(Observable::employees_by_owner, row, s);
            if (row > 0)
                books.equal("employees before + hired - left = employees", row, s,
                            books.sum(Observable::employees_by_owner, row - 1, s) +
                                books.at(Observable::staff_hired, row, s) - books.at(Observable::staff_left, row, s),
                            staff);
            books.equal("units are conserved", row, s, books.sum(Observable::units_by_stage, row, s),
                        books.sum(Observable::units_by_stage, 0, s));
            const double inside = books.at(Observable::employees_in_mutuals, row, s);
            books.equal("employees in mutuals are those of owner mutual", row, s, inside,
                        books.at(Observable::employees_by_owner, row, s, 1));
            books.at_most("former public staff are staff of mutuals", row, s,
                          books.at(Observable::former_public_in_mutuals, row, s) +
                              books.at(Observable::extra_staff, row, s),
                          inside);
        }
        for (std::size_t owner = 0; owner < owner_names.size(); ++owner) {
            double by_service = 0, by_region = 0;
            for (std::size_t s = 0; s < books.services(); ++s)
                by_service += books.at(Observable::employees_by_owner, row, s, owner);
            for (std::size_t r = 0; r < people.data->regions.size(); ++r)
                by_region += books.at(Observable::employees_by_owner_region, row, r, owner);
            books.equal("employees by region = employees by service", row, owner, by_region, by_service);
        }
    }
}

void check_mutuals(Books& books)
{
    constexpr std::size_t live_state = 4, ended_state = 5;
    double in_hand_before = 0, ended_before = 0;
    for (int row = 0; row < books.rows(); ++row) {
        double active = 0, live_cohorts = 0, in_hand = 0, ended = 0, known = 0;
        for (std::size_t s = 0; s < books.services(); ++s) {
            const double live = books.at(Observable::mutuals_live_all, row, s);
            active += live > 0 ? 1 : 0;
            if (row > 0)
                books.equal("mutuals before + founded - ended = live", row, s,
                            books.at(Observable::mutuals_live_all, row - 1, s) +
                                books.at(Observable::mutuals_founded, row, s) -
                                books.at(Observable::mutuals_failed, row, s),
                            live);
            books.at_most("the record's mutuals are mutuals", row, s, books.at(Observable::mutuals_live, row, s), live);
            books.at_most("majority-owned mutuals are mutuals", row, s,
                          books.at(Observable::mutuals_majority_owned, row, s), live);
            books.at_most("a live mutual has units", row, s, live, books.at(Observable::units_by_stage, row, s, 5));
        }
        for (std::size_t c = 0; c < cohort_names.size(); ++c) {
            for (std::size_t state = 0; state < live_state; ++state)
                in_hand += books.at(Observable::cohorts, row, c, state);
            for (std::size_t state = 1; state < live_state; ++state)
                known += books.at(Observable::cohorts, row, c, state);
            live_cohorts += books.at(Observable::cohorts, row, c, live_state);
            ended += books.at(Observable::cohorts, row, c, ended_state);
        }
        books.equal("services active are those with mutuals", row, 0, books.total(Observable::services_active, row),
                    active);
        books.equal("mutuals by region = mutuals by service", row, 0, books.total(Observable::mutuals_live_region, row),
                    books.total(Observable::mutuals_live, row));
        books.equal("live mutuals by cohort = by service", row, 0, live_cohorts,
                    books.total(Observable::mutuals_live_all, row));
        books.equal("founded by cohort = founded by service", row, 0, books.total(Observable::founded_by_cohort, row),
                    books.total(Observable::mutuals_founded, row));
        books.equal("the known pipeline is what stands in review or later", row, 0,
                    books.total(Observable::pipeline_known, row), known);
        if (row > 0) {
            const double exits = books.total(Observable::exits, row);
            books.equal("in hand before + launched - exits - founded = in hand", row, 0,
                        in_hand_before + books.total(Observable::launches, row) - exits -
                            books.total(Observable::mutuals_founded, row),
                        in_hand);
            books.equal("ended before + exits + mutuals ended = ended", row, 0,
                        ended_before + exits + books.total(Observable::mutuals_failed, row), ended);
        }
        in_hand_before = in_hand;
        ended_before = ended;
    }
}

} // namespace mutualise::testing
