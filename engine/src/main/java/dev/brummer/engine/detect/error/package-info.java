/// Groups the lines of an error into one [dev.brummer.engine.event.Event.ErrorDetected].
///
///     ScannedLine ──▶ ErrorDetector ──▶ ErrorParser.begin ──▶ ErrorBlock ──toEvent──▶ ErrorDetected
///                          │                                     ▲
///                          └── following lines: classify ────────┘
///
/// [ErrorDetector] keeps at most one open [ErrorBlock] per process. A following line is classified
/// by the open block first; if it does not belong to it, the [ErrorParser]s are tried in order. The
/// parsers of languages with stack traces share [StackTraceBlock]. Everything is confined to the bus
/// worker of the subscriber.
///
/// ## Decisions
///
/// - Parsers are ordered from the most specific to the generic log line: a log line would otherwise
///   claim the header of a stack trace.
/// - A stack trace directly below a log line with an error level is merged with it into one error.
/// - A block has at most 400 lines and a message of at most 500 characters, so that a process cannot
///   exhaust memory.
package dev.brummer.engine.detect.error;
