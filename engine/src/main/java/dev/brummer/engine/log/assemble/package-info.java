/// Assembles the output of a process into lines. A leaf: depends on `engine.text` only.
///
/// ```
///   chunk ▸ LineAssembler (ControlScanner) ▸ TerminalRow (LineBuffer, LineCells, RedrawBuffer) ▸ LineBatch
///                          LineBatch.classify (LogLevelDetector, RepeatDetector) ▸ LogStore.append
///   stored line ▸ AnsiStripper ▸ search, detectors      stored line ▸ Utf8Sanitizer ▸ terminal
/// ```
///
/// One assembler and one batch per stream, confined to its reader thread. [AnsiStripper] and
/// [Utf8Sanitizer] are pure.
///
/// ## Decisions
///
/// - Text before a lone CR is replaced as a whole, not column by column: progress bars rewrite the
///   whole line or erase it. SGR of replaced text is erased with it.
/// - Stored lines keep bytes that are not valid UTF-8, so that a log piped to a file is the output
///   of the process. The UI decodes lines and plain output passes them through [Utf8Sanitizer] if a
///   terminal reads it, because some terminals interpret single bytes 80 to 9F as C1 controls.
package dev.brummer.engine.log.assemble;
