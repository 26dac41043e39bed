/// The tasks of Task (`Taskfile.yml`), with those of the files that it includes.
///
///     Taskfile.yml ─▶ TaskfileFormat ─▶ one process per task, run by `task NAME`
///
/// Called by the thread that reads the configuration.
@NullMarked
package dev.brummer.app.project.taskfile;

import org.jspecify.annotations.NullMarked;
