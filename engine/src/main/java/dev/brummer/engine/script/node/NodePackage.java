package dev.brummer.engine.script.node;

import java.nio.file.Path;
import java.util.List;

/// A package of a workspace.
///
/// @param name its name, or that of its directory
/// @param label unique within the workspace: the name without scope unless two would be equal
/// @param runCommand the words before the name of a script
public record NodePackage(
    PackageManifest manifest, Path directory, String name, String label, List<String> runCommand) {}
