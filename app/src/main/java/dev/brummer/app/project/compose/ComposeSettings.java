package dev.brummer.app.project.compose;

import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.format.UnusedKeys;

/// What all processes of a project share.
///
/// @param group group of a process without a namespace
record ComposeSettings(
    ProjectContext context,
    String group,
    ComposeShell shell,
    VariableTemplates templates,
    ComposeEnvironment environment,
    UnusedKeys unused) {}
