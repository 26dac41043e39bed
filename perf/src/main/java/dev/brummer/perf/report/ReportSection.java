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

/// What a part of `brummer bench` that has a subcommand of its own adds to the page: written as
/// `section-NAME.json` into the folder of a run, shown after the tables.
///
/// @param title its head
/// @param text a sentence or two above
/// @param plots over time or whatever the axes say
/// @param heads of a table; empty: there is none
/// @param rows its cells
public record ReportSection(
    String title, String text, List<Plot> plots, List<String> heads, List<List<String>> rows) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String PREFIX = "section-";

  public ReportSection {
    plots = List.copyOf(plots);
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  /// Puts it into the folder of a run, in the place of an older one of that name.
  public void write(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(PREFIX + name + ".json"), MAPPER.writeValueAsBytes(this));
  }

  /// Those in the folder of a run; a file that is none is left out.
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
