/// Statistics of samples: quantiles, confidence intervals, significance. Pure functions; a leaf.
///
/// ## Decisions
///
/// - Running times are skewed and have outliers. The centre is therefore the median, its interval
///   comes from resampling, and differences are tested with Mann–Whitney.
/// - Iterations of one fork are more alike than those of two forks (memory layout, inlining).
///   Intervals therefore resample forks first and iterations second, and p-values compare forks
///   where there are enough.
package dev.brummer.perf.stat;
