package dev.brummer.perf.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Creates and deletes temporary directories.
public final class TempDirectories {
  private TempDirectories() {}

  public static Path create() {
    try {
      return Files.createTempDirectory("brummer-bench");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  public static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException undeletable) {
      throw new UncheckedIOException(undeletable);
    }
  }
}
