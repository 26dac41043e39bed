/// The process that runs brummer: exit codes, errors and messages for the user, version, standard
/// streams, termination signals, and the command line that starts brummer again.
///
/// Leaf package of the app module: every other package may use it, and it uses none of them. All
/// output goes through [StandardStreams].
///
///     Brummer ─▶ command ─▶ run ─▶ plain, config
///        └──────────┴────────┴───────┴─────▶ program
///
/// ## Decisions
///
/// - The launcher knows the version, the commit and the terminals without cost; they arrive as
///   system properties. Reading them from a resource or a jar manifest would open a file at each
///   start.
/// - A third termination signal halts the JVM: it must end even if a shutdown step hangs.
@NullMarked
package dev.brummer.app.program;

import org.jspecify.annotations.NullMarked;
