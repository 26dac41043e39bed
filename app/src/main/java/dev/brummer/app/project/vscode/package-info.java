/// The tasks of Visual Studio Code.
///
///     .vscode/tasks.json ─▶ TasksFormat ─▶ TaskReader ─▶ one process per task
///                                            └ TaskVariables: ${workspaceFolder} …
///
/// Called by the thread that reads the configuration.
///
/// ## Decisions
///
/// - Tasks that ask the user (`${input:…}`), run a command of the editor (`${command:…}`) or need the
///   open file or an extension are not offered; one sentence names them.
/// - A task without a command that only has dependencies runs `:`, so that starting it starts them.
@NullMarked
package dev.brummer.app.project.vscode;

import org.jspecify.annotations.NullMarked;
