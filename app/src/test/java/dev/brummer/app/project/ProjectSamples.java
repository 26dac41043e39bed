package dev.brummer.app.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Project files shaped like public ones: the structure, keys and quirks are theirs, the names and
/// words are not.
final class ProjectSamples {
  private static final Path ROOT = Path.of("src/test/resources/projects");

  private ProjectSamples() {}

  static Path path(String kind, String name) {
    return ROOT.resolve(kind).resolve(name + ".yaml").toAbsolutePath();
  }

  /// All samples of a kind.
  static List<Path> all(String kind) {
    try (Stream<Path> files = Files.list(ROOT.resolve(kind))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
