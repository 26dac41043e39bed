/// The commands of brummer: one picocli class per command, and the options they share.
///
///     arguments, BRUMMER_* ─▶ picocli ─▶ …Command.call() ─▶ run, perf, engine ─▶ exit code
///
/// A command parses and validates its options, calls the component that does the work and prints the
/// result; it contains no other logic. All commands run on the main thread.
///
/// ## Decisions
///
/// - [EnvironmentDefaults] gives every option an environment variable, so no option needs its own.
/// - Defaults in help texts are `${DEFAULT-VALUE}`. Options whose default comes from the configuration
///   have no default value, and their help says so.
/// - Hidden commands start with `__`: `__shop` is a process of the demo; `__train` and `__trainee`
///   build the AOT caches. Their names are arguments of the build and of the demo processes.
/// - `bench --full` is accepted without effect, because scripts may use it.
@NullMarked
package dev.brummer.app.command;

import org.jspecify.annotations.NullMarked;
