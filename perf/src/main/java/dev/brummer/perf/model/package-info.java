/// The source document's formulas and projections as code (S16 to S20, S35 to S51), so that what it
/// predicts can stand beside what was measured. A leaf but for `result` and `stat`.
///
/// Where the document contradicts itself its formula is followed and its text shown, too: its lock
/// model gives 52.9 ns by the formula and 29.9 ns in the text (S18); 97.0 % for 6.2 to 0.064 MB/s
/// is 99.0 % by division (S35).
package dev.brummer.perf.model;
