/// Completion of command lines in bash, zsh and fish.
///
///     shell function ─▶ `brummer __complete` ─▶ CommandWords ─▶ Completer ─▶ ShellWriter ─▶ shell
///                                                  │  CommandModel (picocli)
///                                                  └─ ProjectNames: run targets, processes, sessions
///
/// The functions in the resources are static and small: they pass the words before the cursor, and
/// add files, directories and commands with the means of the shell. Everything else is decided
/// here. [CompleteCommand] has a deadline and works on a thread of its own; only it,
/// [CompletionCommand] and [ProjectNames] have effects.
///
/// ## Decisions
///
/// - Bash gets finished insertions: it splits words at `COMP_WORDBREAKS` (`dev:web` is three words)
///   and inserts candidates unquoted. So [BashLine] splits the line again and quotes.
/// - Names with characters that a terminal does not show are not offered. No shell could insert
///   them visibly.
/// - Nothing is printed but candidates. A broken project completes to nothing.
/// - The functions call the `brummer` on the `PATH`, never the word that was typed: Tab behind
///   `./brummer` would run a file of the repository.
@NullMarked
package dev.brummer.app.completion;

import org.jspecify.annotations.NullMarked;
