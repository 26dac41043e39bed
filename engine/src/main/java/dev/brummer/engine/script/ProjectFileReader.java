package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads project files as UTF-8, up to 4 MiB; invalid bytes are replaced.
final class ProjectFileReader {
  private static final int MAX_BYTES = 4 << 20;

  private ProjectFileReader() {}

  /// Text without byte order mark; null if there is no such file.
  static @Nullable String read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (var in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
  }

  /// Lines of the file; null if there is no such file.
  static @Nullable List<String> lines(Path file) throws IOException {
    String text = read(file);
    return text == null ? null : text.lines().toList();
  }

  /// The first of `names` that is a file in `directory`; null if none is.
  static @Nullable Path firstExisting(Path directory, String... names) {
    for (String name : names) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }
}
