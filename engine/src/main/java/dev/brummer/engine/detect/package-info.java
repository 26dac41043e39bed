/// What the lines that processes print mean: URLs, errors, builds, tests.
///
/// [DetectorSubscriber] reads lines of the log store as the bus announces them; [ScannedLine]
/// strips escapes and finds, in one pass, every [Keyword] that any detector looks for; detectors
/// look closer only at lines with one of theirs. Everything particular to a tool is a row or a file
/// of its own: [ErrorDetector#parsers], [TestDetector], the rows of [BuildDetector].
///
/// # Decisions
///
/// - Standard error says nothing about errors: tools write their progress there.
/// - A failed assertion of a test is a failed test, not an error of the program.
/// - Regular expressions are only run on lines that hold a word of their row, and on at most 4096
///   bytes of a line.
/// - A block is told when it is over or nothing came for [DetectorSubscriber#QUIET_TIMEOUT_MILLIS]:
///   some programs write a stack line by line, so the end of a chunk is not the end of an error.
package dev.brummer.engine.detect;
