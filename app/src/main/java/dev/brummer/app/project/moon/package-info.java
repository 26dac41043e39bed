/// The tasks of moon: those of `moon.yml` in each project of the workspace, and those that all
/// projects inherit.
///
///     .moon/workspace.yml ─▶ MoonFormat ─▶ MoonProjects: directories and ids
///     .moon/tasks.yml, moon.yml ─▶ MoonTasks ─▶ one process per task, run by `moon run ID:TASK`
///
/// Called by the thread that reads the configuration.
///
/// ## Decisions
///
/// - Tasks inherited by language or tag (`.moon/tasks/node.yml`) are left out: which projects get
///   them depends on toolchains that moon detects.
@NullMarked
package dev.brummer.app.project.moon;

import org.jspecify.annotations.NullMarked;
