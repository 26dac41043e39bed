/// Values that describe a process: its definition, policies, state and snapshot.
///
/// Everything here is immutable, free of I/O (except the file checks of [SearchPath]) and safe for
/// any thread. The packages below have these values in common and depend on each other in one
/// direction only:
///
/// ```
///   supervisor ─▶ supervisor.table ─▶ process
///        └──────▶ child ─▶ os ──────▶ process
/// ```
///
/// - [dev.brummer.engine.process.supervisor] owns the thread `processes` and is the public entry.
/// - `supervisor.table` decides: a pure state machine, commands in, effects out.
/// - `child` starts one child and moves its bytes.
/// - `os` calls the C library and reads `/proc`.
///
/// ## Decisions
///
/// - [ProcessSpec] is constructed and changed through [ProcessSpecBuilder]: its components are
///   many, and their number grows.
/// - A [CommandResolver] may replace the command of a start. The definition, which lists and notes
///   show, keeps the command that the user knows.
/// - Definitions compare patterns by text and flags, so a configuration that is read again and has
///   not changed yields equal definitions.
/// - [DependencyProblem] is computed here because the configuration reports it at load time with
///   file and line, and the process table at start time with a note in the log.
package dev.brummer.engine.process;
