package dev.brummer.perf.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A section that another subcommand of `brummer bench` adds to the HTML page. Stored as
/// `section-NAME.json` in the directory of a run and shown after the tables.
///
/// @param title heading
/// @param text introduction of one or two sentences
/// @param plots plots below the introduction
/// @param heads column headers of a table; empty for no table
/// @param rows cells of the table
public record ReportSection(
    String title, String text, List<Plot> plots, List<String> heads, List<List<String>> rows) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String PREFIX = "section-";

  public ReportSection {
    plots = List.copyOf(plots);
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  /// Writes the section into the directory of a run, replacing one of the same name.
  public void write(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(PREFIX + name + ".json"), MAPPER.writeValueAsBytes(this));
  }

  /// Reads the sections in the directory of a run; malformed files are skipped.
  public static List<ReportSection> in(Path folder) throws IOException {
    List<ReportSection> sections = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*.json")) {
        for (Path file : files) {
          read(file).ifPresent(sections::add);
        }
      }
    }
    return sections;
  }

  private static Optional<ReportSection> read(Path file) throws IOException {
    try {
      return Optional.ofNullable(MAPPER.readValue(file.toFile(), ReportSection.class));
    } catch (JacksonException notOne) {
      return Optional.empty();
    }
  }
}
