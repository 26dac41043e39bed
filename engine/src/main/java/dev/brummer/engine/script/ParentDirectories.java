package dev.brummer.engine.script;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The directories whose lock files, virtual environments and wrappers serve a part of a project,
/// too.
final class ParentDirectories {
  private ParentDirectories() {}

  /// A directory and those above it, the nearest first: up to the root of the repository, or
  /// without a repository up to the project. Above that, another user could have left a program.
  ///
  /// @param project the directory itself, or one above it
  static List<Path> of(Path directory, Path project) {
    List<Path> all = new ArrayList<>();
    int trusted = 0;
    for (Path at = directory; at != null; at = at.getParent()) {
      all.add(at);
      if (Files.exists(at.resolve(".git"))) {
        return all;
      }
      trusted += at.startsWith(project) ? 1 : 0;
    }
    return all.subList(0, trusted);
  }
}
