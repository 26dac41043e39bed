/// What samples say, and whether two sets of them differ. Pure, and a leaf.
///
/// Decisions: distributions of running times are skewed and have outliers, so the middle is the
/// median, its interval comes from resampling, and the question "do they differ?" is Mann and
/// Whitney's. Shots of one fork resemble each other more than shots of two (memory layout,
/// inlining), so intervals draw forks first and shots second, and p-values count forks where there
/// are enough.
package dev.brummer.perf.stat;
