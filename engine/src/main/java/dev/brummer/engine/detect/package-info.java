/// Detects URLs, errors, builds and test results in process output and publishes them as events.
///
///     EventBus ──LogLine──▶ DetectorSubscriber ──ScannedLine──▶ Detector ──finding──▶ EventBus
///                             │        ▲                         url/  error/  test/
///                          LogCursor   KeywordCache              BuildDetector
///                         (LogStore)   (keywords per line, shared by both subscribers)
///
/// [DetectorSubscriber] reads the lines of the log store when the bus announces them.
/// [KeywordCache] finds all [dev.brummer.engine.detect.line.Keyword]s of a line in one pass. A
/// detector receives only lines with one of its keywords, and any line while it has an open block.
/// Tool-specific knowledge is one rule or one file: the rules of [BuildDetector], the parsers in
/// `error` and `test`.
///
/// [PageErrorRecorder] is the way of the errors of browser pages: a `PageEvent` becomes lines in the
/// log store, which the detectors skip, and an `ErrorDetected`.
///
///     EventBus ──PageEvent──▶ PageErrorRecorder ──▶ LogStore, then EventBus
///
/// Threads: a subscriber, its detectors and their per-process state are confined to one bus worker
/// at a time. [KeywordCache] is shared between workers. Dependencies point from this package to
/// `error`, `test` and `url`, and from there to `line`.
///
/// ## Decisions
///
/// - Standard error is no evidence of an error: tools write progress to it.
/// - A failed test assertion is published as a failed test, not as an error of the program.
/// - Regular expressions run only on lines with a keyword of their rule, and on at most 4096 bytes
///   of a line.
/// - An error block is published when it ends or when no line has arrived for
///   [DetectorSubscriber#QUIET_TIMEOUT_MILLIS]: some programs write a stack trace line by line, so
///   the end of a chunk is not the end of an error.
package dev.brummer.engine.detect;
