package dev.brummer.app.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// Test projects whose npm packages are installed once and then copied.
final class NpmProject {
  private NpmProject() {}

  /// Copies a project of `src/test/projects` with its installed packages. Installs them below
  /// `target` if they are missing or the manifest has changed.
  static Path install(String name, Path to) throws Exception {
    RequiredPrograms.require("npm");
    Path source = Path.of("src/test/projects", name).toAbsolutePath();
    Path cache = Path.of("target/e2e-npm", name).toAbsolutePath();
    Path installed = cache.resolve("installed.json");
    String manifest = Files.readString(source.resolve("package.json"));
    if (!Files.exists(installed) || !Files.readString(installed).equals(manifest)) {
      Files.createDirectories(cache);
      Files.writeString(cache.resolve("package.json"), manifest);
      SetupCommand.npmInstall(cache, Duration.ofMinutes(3));
      Files.writeString(installed, manifest);
    }
    copy(source, to);
    SetupCommand.run(
        to, Duration.ofMinutes(1), "cp", "-a", cache.resolve("node_modules").toString(), ".");
    return to;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path copy = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    }
  }
}
