/// Text that goes to people, and names that people type. A leaf.
///
/// ```
///   all output of the program ─▶ TerminalOutput ─▶ TerminalGate ─▶ stdout, stderr
///   cells of the UI ──────────────────────▶ TerminalCharacters ─▶ terminal
///   names, values and paths in sentences ─▶ VisibleText
///   names that users type ────────────────▶ NameGlob, Suggestions
/// ```
///
/// [TerminalCharacters] and [TerminalSequences] define what reaches a terminal. [NameGlob] selects
/// names, [Suggestions] proposes names for a mistyped one, [TextWidth] counts the columns of a text
/// on a terminal. All but the gate and its output are pure and thread-safe.
///
/// ## Decisions
///
/// - The gate checks bytes right before they are written, not where they come from, so that no
///   source (a repository, a process, a stored segment, the environment) has to be trusted.
/// - Forbidden characters are shown, not removed: a reader sees that something is there.
/// - Bidirectional controls are shown in place. Isolating a text would need such controls itself,
///   and terminals without support for them print them as blanks.
package dev.brummer.engine.text;
