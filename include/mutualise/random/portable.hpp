/// \file Elementary functions for whatever decides a recorded number.
///
/// libm's last bit differs between glibc's FMA and plain variants; these use only IEEE +, -, *, /, sqrt and integer
/// operations in a fixed order, so every compiler (with -ffp-contract=off) and instruction set returns the same bits.
#pragma once

namespace mutualise::portable
{

double exp(double x);                     ///< within 2 ulp; 0 below -745.14, infinity above 709.79
double log(double x);                     ///< natural logarithm, x > 0, within 2 ulp; -infinity at 0
double pow(double base, double exponent); ///< base >= 0; exp(exponent log(base)), pow(0, 0) = 1
double logistic(double x);                ///< 1 / (1 + exp(-x)), without overflow
double normal_cdf(double z);              ///< P(Z <= z), relative error below 1e-12 (Cody 1969, Math. Comp. 23)
double normal_quantile(double p);         ///< p in (0, 1), relative error about 1e-15 (Wichura 1988, AS 241)
double exp2(double x);                    ///< 2^x, within 2 ulp

} // namespace mutualise::portable
