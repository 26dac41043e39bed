/// Files of other runners, read as they are: process-compose.yaml, mprocs.yaml, the services of
/// Docker Compose, .moon/workspace.yml, Taskfile.yml, .vscode/tasks.json.
///
///     directory or --file ─▶ ProjectFiles ─▶ format.ProjectFormat ─▶ format.ProjectFile
///                                                ├ compose, mprocs, docker, moon, taskfile, vscode:
///                                                │   one package a format
///                                                └ yaml: text, tree, typed access, problems
///
/// Called by the thread that reads the configuration. `app.run.RunTargets` merges the processes
/// with the scripts and brummer.toml. To add a format, implement the interface and list it in
/// [ProjectFiles].
///
/// ## Decisions
///
/// - A file that works in its own runner must work here, so its rules count, not those of
///   brummer.toml: relative directories, precedence, defaults of probes and restarts.
/// - Bad input is never an exception here: a file that is found without having been asked for must
///   not stop a run of other scripts.
/// - A key without a meaning is named with the nearest one; a key that brummer has no use for is
///   named once.
@NullMarked
package dev.brummer.app.project;

import org.jspecify.annotations.NullMarked;
