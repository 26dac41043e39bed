/// Runs programs on pseudo-terminals, sends keys, reads the screen and times their output. A leaf.
///
///     ComparedProgram.start(SampleProject) ──▶ PtyHost ──▶ `script` ──▶ the program
///                                                 └── reader thread ──▶ JLine's ScreenTerminal
///
/// ## Decisions
///
/// - `script`, part of every Linux, provides the pseudo-terminal. It forwards output immediately
///   and costs all programs the same.
/// - JLine's emulator interprets the output instead of the product's own, so that the UI is not
///   checked against itself.
package dev.brummer.perf.terminal;
