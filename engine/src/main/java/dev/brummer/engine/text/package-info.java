/// Text that goes to people, and names that people type. A leaf.
///
/// ```
///   all output of the program ─▶ TerminalOutput ─▶ TerminalGate ─▶ stdout, stderr
///   cells of the UI ──────────────────────▶ TerminalCharacters ─▶ terminal
///   names, values and paths in sentences ─▶ VisibleText
///   names that users type ────────────────▶ NameGlob, Suggestions
/// ```
///
/// [TerminalCharacters] and [TerminalSequences] define what reaches a terminal; [TerminalScanner]
/// finds what of it passes unchanged, [PrintableAscii] the most frequent part of that. [NameGlob]
/// selects names, [Suggestions] proposes names for a mistyped one, [TextWidth] counts the columns
/// of a text on a terminal. All but the gate and its output are pure and thread-safe.
///
/// ## Decisions
///
/// - The gate checks bytes right before they are written, not where they come from, so that no
///   source (a repository, a process, a stored segment, the environment) has to be trusted. The one
///   exception are lines that this process has found to be printable ASCII and has kept in its own
///   memory since ([dev.brummer.engine.log.LineBlock#isPrintable]): to look at each byte of a flood
///   again took 5 % of its CPU time.
/// - Forbidden characters are shown, not removed: a reader sees that something is there.
/// - Bidirectional controls are shown in place. Isolating a text would need such controls itself,
///   and terminals without support for them print them as blanks.
/// - Without a terminal the program runs C1 code only, so the scanner is written for C1: one load
///   and a few operations for eight bytes, of ASCII as of European text, no call within a loop.
///   Ends of SGR are found byte by byte: branches that follow a repeated pattern are predicted, and
///   eight bytes at a time were slower. Measured with C1, per line of some 120 bytes: ASCII 20 ns,
///   eight SGR sequences 85 ns (before 107), Cyrillic 100 ns (before 154).
package dev.brummer.engine.text;
