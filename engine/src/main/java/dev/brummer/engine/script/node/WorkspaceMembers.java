package dev.brummer.engine.script.node;

import dev.brummer.engine.json.JsonProblems;
import java.nio.file.Path;

/// Membership of a package in a workspace.
public final class WorkspaceMembers {
  private static final JsonProblems IGNORED = (_, _, _, _) -> {};

  private WorkspaceMembers() {}

  /// Whether the `package.json` of a directory declares another one as a member.
  public static boolean contains(Path root, Path directory) {
    PackageManifest manifest = PackageManifest.read(root, false, IGNORED);
    return manifest != null
        && WorkspaceGlobs.expand(root, manifest.file(), manifest.workspaces(), IGNORED)
            .contains(directory);
  }
}
