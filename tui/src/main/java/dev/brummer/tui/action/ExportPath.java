package dev.brummer.tui.action;

import dev.brummer.tui.model.Model;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/// Paths of exported files: in the working directory, named after project and time.
final class ExportPath {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private ExportPath() {}

  static Path of(Model model, String extension) {
    String stamp = STAMP.format(Instant.ofEpochMilli(model.now()).atZone(model.zone()));
    return Path.of("brummer-" + model.project() + "-" + stamp + extension).toAbsolutePath();
  }
}
