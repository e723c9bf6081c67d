/** Coefficients of the Chebyshev fit below. */
const fit = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
];

/**
 * The probability that a standard normal value is at least `z` away from 0 on either side: 2·(1 − Φ(|z|)). Its relative
 * error is below 1.2e-7 everywhere (Press et al. 1992, "Numerical Recipes", section 6.2, `erfcc`).
 */
export function twoSidedTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const polynomial = fit.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  return Math.min(1, t * Math.exp(-x * x + polynomial));
}
