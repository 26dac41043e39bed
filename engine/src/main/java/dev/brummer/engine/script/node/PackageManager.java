package dev.brummer.engine.script.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Package manager that runs the scripts of a `package.json`.
public enum PackageManager {
  NPM("npm", List.of("npx"), "package-lock.json", "npm-shrinkwrap.json"),
  PNPM("pnpm", List.of("pnpm", "exec"), "pnpm-lock.yaml"),
  YARN("yarn", List.of("yarn", "run"), "yarn.lock"),
  BUN("bun", List.of("bunx"), "bun.lock", "bun.lockb");

  private final String command;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> execCommand;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> lockFiles;

  PackageManager(String command, List<String> execCommand, String... lockFiles) {
    this.command = command;
    this.execCommand = execCommand;
    this.lockFiles = List.of(lockFiles);
  }

  /// The words before the name of a script to run.
  public List<String> runCommand() {
    return List.of(command, "run");
  }

  /// The words before the name of a program of an installed package.
  public List<String> execCommand() {
    return execCommand;
  }

  /// The manager of a field like `pnpm@9.1.0`; null if it is another one.
  static @Nullable PackageManager named(@Nullable String field) {
    if (field != null) {
      for (PackageManager manager : values()) {
        if (field.equals(manager.command) || field.startsWith(manager.command + "@")) {
          return manager;
        }
      }
    }
    return null;
  }

  /// Determined by the `packageManager` field (`pnpm@9.1.0`), else by the nearest lock file or
  /// `pnpm-workspace.yaml` between `directory` and the root of the repository, else npm.
  static PackageManager of(Path directory, @Nullable String field) {
    PackageManager declared = named(field);
    if (declared != null) {
      return declared;
    }
    for (Path at = directory; at != null; at = parentInRepository(at)) {
      for (PackageManager manager : values()) {
        for (String file : manager.lockFiles) {
          if (Files.isRegularFile(at.resolve(file))) {
            return manager;
          }
        }
      }
      if (Files.isRegularFile(at.resolve(PnpmWorkspaceFile.FILE_NAME))) {
        return PNPM;
      }
    }
    return NPM;
  }

  private static @Nullable Path parentInRepository(Path directory) {
    return Files.exists(directory.resolve(".git")) ? null : directory.getParent();
  }
}
