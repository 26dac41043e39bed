/// `brummer config` and its subcommands.
///
/// ```
///   show, check ─▶ app.config (files, problems)      schema ─▶ app.config.key (the table)
///   init ─▶ app.run.ProjectDirectory (what was found)      edit ─▶ $VISUAL, check
///   apply ─▶ control channel of a running brummer
/// ```
///
/// One thin command a file. The main thread runs them.
@NullMarked
package dev.brummer.app.command.config;

import org.jspecify.annotations.NullMarked;
