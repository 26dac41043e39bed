/// What every format of other runners shares: the interface, its result and the checks.
///
///     ProjectFormat.read ─▶ ProcessDraft … ─▶ DependencyResolver ─▶ ProjectFile(DeclaredProcess …)
///                              └ UnusedKeys, ProblemLog: what is unused or wrong
///
/// Called by the thread that reads the configuration. A format reads files and executes nothing.
@NullMarked
package dev.brummer.app.project.format;

import org.jspecify.annotations.NullMarked;
