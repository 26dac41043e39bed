/// The contract of a detector and its input. [ScannedLine] strips escape sequences from a stored
/// line; [KeywordMatcher] finds every [Keyword] of a line in one pass; a [Detector] derives events
/// from lines that contain one of its keywords. A leaf of `detect`: depends on `event` and `log`.
///
/// Threads: a [ScannedLine] and the state of a [Detector] belong to the bus worker that runs the
/// subscriber; [KeywordMatcher] is immutable.
///
/// ## Decisions
///
/// - Keywords are bits of a `long`, so that "has one of these keywords" is a single AND.
/// - Of a line only the first 4096 bytes are scanned: messages start there, and the cost per line
///   is bounded.
package dev.brummer.engine.detect.line;
