/// Results of benchmark runs and their file format. A leaf.
///
///     fork ──samples──▶ Measurement (Metric, Variant) ──▶ BenchRun ◀──▶ report.json
///                                                           │
///                                        report, gate, compare, model
///
/// A [Measurement] holds all samples of one [Metric] and one [Variant] from one fork. A [BenchRun]
/// holds all measurements and the machine. Reports, gates and comparisons read nothing else, so
/// their output can be recreated from `report.json`. All types but [RunFile] are immutable values.
///
/// ## Decisions
///
/// - The file is rewritten after each fork, beside itself and then renamed, so that it is a
///   complete JSON document at any time, also after `kill -9`.
/// - Every quantity has one unit (durations are nanoseconds) and is scaled only for display.
/// - JSON names are part of the file format: components and constants with newer names keep the old
///   ones by `@JsonProperty`.
package dev.brummer.perf.result;
