package dev.brummer.engine.script;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Package manager that runs the scripts of a `package.json`.
enum PackageManager {
  NPM("npm", "package-lock.json", "npm-shrinkwrap.json"),
  PNPM("pnpm", "pnpm-lock.yaml"),
  YARN("yarn", "yarn.lock"),
  BUN("bun", "bun.lock", "bun.lockb");

  private final String command;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> lockFiles;

  PackageManager(String command, String... lockFiles) {
    this.command = command;
    this.lockFiles = List.of(lockFiles);
  }

  /// Arguments that run a script. A name that looks like an option needs the separator.
  List<String> runCommand(String script) {
    return Script.command(script, command, "run");
  }

  /// Determined by the `packageManager` field (`pnpm@9.1.0`), else by the nearest lock file between
  /// `directory` and the root of the repository, else npm.
  static PackageManager of(Path directory, @Nullable String field) {
    if (field != null) {
      for (PackageManager manager : values()) {
        if (field.equals(manager.command) || field.startsWith(manager.command + "@")) {
          return manager;
        }
      }
    }
    for (Path at = directory; at != null; at = parentInRepository(at)) {
      for (PackageManager manager : values()) {
        if (manager.lockFiles.stream().map(at::resolve).anyMatch(Files::isRegularFile)) {
          return manager;
        }
      }
    }
    return NPM;
  }

  private static @Nullable Path parentInRepository(Path directory) {
    return Files.exists(directory.resolve(".git")) ? null : directory.getParent();
  }
}
