/// `brummer bench up`: how long a project takes until it is there.
///
///     Up: each round ▸ RoundRunner (an Engine of its own) ▸ Track a process ▸ Round ▸ StartupReport, StartupJson
///
/// Decisions: a round is what `brummer run` does, but with the lines in memory, so that ten rounds
/// do not push older runs out of the project's log. Times are taken when the bus brings the event,
/// not from its milliseconds. Ports are looked at every 50 ms: that is the error of a readiness that
/// is a port; http and exec are tried every 250 ms. The machine's file cache is left as it is: the
/// first round is cold as far as brummer's own work goes and no further.
package dev.brummer.perf.startup;
