/// Formulas and projections of the reference design as code (S16 to S20, S35 to S51), so that
/// reports show predictions beside measurements. Pure; depends only on `result` and `stat`.
///
/// ## Decisions
///
/// - Where the reference design contradicts itself, the formula is implemented and the text is
///   shown beside it: its lock model gives 52.9 ns by the formula and 29.9 ns in the text (S18);
///   from 6.2 to 0.064 MB/s are 99.0 % by division, not 97.0 % (S35).
package dev.brummer.perf.model;
