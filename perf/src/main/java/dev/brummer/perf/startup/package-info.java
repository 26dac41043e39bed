/// `brummer up`: startup time of a project and of each of its processes.
///
///     StartupRunner ──▶ RoundRunner: an engine per round ──▶ ProcessTimeline per process
///         │                  └── bus events with arrival time, polled usage
///         └──▶ StartupResult: StartupRounds ──▶ StartupTextReport, StartupJsonReport
///
/// The caller's thread runs the rounds and owns all state; the bus subscriber only queues events.
///
/// ## Decisions
///
/// - A round starts processes as `brummer run` does, but keeps the log in memory: ten rounds must
///   not evict earlier sessions from the project's log.
/// - Times are taken when an event arrives from the bus; its own timestamp has milliseconds only.
/// - Ports are polled every 50 ms, which bounds the error of a port readiness. HTTP and exec probes
///   run every 250 ms.
/// - The file cache is left alone: the first round is cold only for brummer's own work.
package dev.brummer.perf.startup;
