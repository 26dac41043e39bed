/// Assembles the output of a process into lines. A leaf: depends on `engine.text` only.
///
/// ```
///   chunk ▸ LineAssembler (ControlScanner) ▸ TerminalRow (LineBuffer, LineCells, RedrawBuffer) ▸ LineBatch
///                          LineBatch.markRepeats (RepeatDetector) ▸ LogStore.append
///   stored line ▸ AnsiStripper ▸ search, detectors
/// ```
///
/// One assembler and one batch per stream, confined to its reader thread. [AnsiStripper] is pure.
///
/// ## Decisions
///
/// - Text before a lone CR is replaced as a whole, not column by column: progress bars rewrite the
///   whole line or erase it. SGR of replaced text is erased with it.
/// - Stored lines keep bytes that are not valid UTF-8, so that a search finds them. Whoever prints
///   lines passes them through [dev.brummer.engine.text.TerminalGate].
package dev.brummer.engine.log.assemble;
