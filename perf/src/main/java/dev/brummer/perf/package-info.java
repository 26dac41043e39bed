/// `brummer bench`: measures the product beside the designs it replaced and beside what other people
/// would take, and says what that means.
///
///     BenchCommand (parses) ──▶ Bench ──▶ Agenda: which cases, how long each
///                                 │
///                                 ├──▶ Session: case.measure() in a process of its own, one by one
///                                 │       └──▶ ReportDirectory: report.json grows with each
///                                 └──▶ report, gate, compare, model: read a Run, nothing else
///
/// **To add a suite** write a class in `bench` that implements `Suite` and name it in `Suites`. Its
/// cases say which `Metric`s they give, for which `Variant`; tables, plots, comparisons and gates
/// follow from that. The seed's figure for a metric stands beside its definition (`ReferenceFigure`).
///
/// **To add a part** with a subcommand of its own (`load`, `up`): its measuring is a package beside
/// `bench` that knows `result`, `stat`, `monitor` and `report` but not `bench`; its subcommand is a
/// picocli class in `app` that `BenchCommand` names. For its section of the page it writes a
/// `report.Section` (title, plots, table) into the folder of a run, or into the directory of all
/// runs, where the next page finds it.
///
/// Decisions: a verdict rests on a ratio of two things that were measured in turns in one run, never
/// on a time alone: machines are noisy. JMH forks are virtual machines of the program's own runtime.
package dev.brummer.perf;
