/// What a run of the benchmarks gave, and the file that it is kept in. A leaf.
///
/// A [Measurement] is what one fork said of one [Metric] for one [Variant]: every sample. A
/// [BenchRun] is all of them with the machine they come from; reports, gates and comparisons read
/// nothing else, so whatever they print can be had again from `report.json`.
///
/// Decisions: the file is written anew after each fork, beside itself and then moved over itself,
/// so that it is a whole JSON document at any moment, also after `kill -9`. Quantities have one
/// unit each (times are nanoseconds) and are scaled where they are shown.
package dev.brummer.perf.result;
