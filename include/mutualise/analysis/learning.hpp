/// \file What learning a parameter would be worth: how much of an outcome's spread over runs that draw their parameters
/// (a posterior's draws, or a sampled study) would go if that parameter were known.
///
/// The share is of the variance explained by the parameter alone, the first-order index of given data (Saltelli et al.
/// 2008, ch. 1; Strong, Oakley & Brennan 2014, Med. Decis. Making 34, for expected values of partial information). The
/// conditional mean is a parabola in the parameter's rank z in [−1, 1]:
///
///     R² = Σ_j (Σ_i y_i P_j(z_i))² / (Σ_i P_j(z_i)² Σ_i (y_i − ȳ)²),  j = 1, 2,    share = 1 − (1 − R²)(n − 1)/(n − 3)
///
/// with P_1, P_2 orthogonal over the ranks. What parameters do only together is in no share.
#pragma once

#include "mutualise/analysis/outcome.hpp"
#include "mutualise/record/result_file.hpp"

namespace mutualise
{

/// A parameter whose value differs between runs.
struct VariedParameter {
    std::string name; ///< as recorded: process.name; of parameters that always move together the first, with "(+)"
    std::vector<double> values;
};

/// What learning one parameter would be worth.
struct Worth {
    std::string parameter;
    double share = 0;         ///< of the variance; below 0 by chance where nothing is explained
    double low = 0, high = 0; ///< mean outcome of the runs in the lowest and highest fifth of the parameter
};

/// An outcome over recorded runs, and what each parameter explains of it.
struct Learning {
    std::string outcome;
    std::size_t runs = 0, left_out = 0; ///< left out: failed, without the value, or without a partner
    double mean = 0, deviation = 0;
    double chance = 0;         ///< a share that a parameter without effect passes in 5 % of cases
    std::vector<Worth> worths; ///< largest share first
};

/// Of runs of the file's variant (empty: its only one): the outcome, or its difference from the same run (replicate) of
/// the variant `against`.
struct LearningQuestion {
    Outcome outcome;
    std::string variant, against;
};
/// Throws UsageError for an unknown variant or where nothing varies, Mismatch where runs are missing and must not be
/// left out, or where partners have different seeds.
Learning learning_of(const RecordedFile& file, const LearningQuestion& question, bool leave_out);

/// From numbers alone. Throws UsageError for fewer than 10 runs, or where no parameter varies.
Learning learning_from(const std::vector<VariedParameter>& parameters, const std::vector<double>& outcome);

/// The table for people.
std::string learning_text(const Learning& learning);
/// The same as a file holds it.
Result learning_result(const Learning& learning, const RecordedFile& file, const LearningQuestion& question);

} // namespace mutualise
