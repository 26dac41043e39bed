package dev.brummer.perf;

import dev.brummer.perf.report.HtmlReport;
import dev.brummer.perf.report.MarkdownReport;
import dev.brummer.perf.report.ReportSection;
import dev.brummer.perf.report.RunHistory;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Report directory of one run: `report.json` and JMH's `jmh.json` are rewritten after each fork,
/// `report.md` and `report.html` at the end.
final class ReportDirectory {
  private final Path directory;
  private final List<String> jmh = new ArrayList<>();

  /// @throws IOException if the directory is not writable
  ReportDirectory(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory);
    Path probe = Files.createTempFile(directory, ".probe", "");
    Files.delete(probe);
  }

  Path path() {
    return directory;
  }

  /// Writes the current state of the run.
  void save(BenchRun run, String newJmh) throws IOException {
    RunFile.write(directory.resolve(RunFile.NAME), run);
    if (!newJmh.isBlank()) {
      String array = newJmh.strip();
      jmh.add(array.substring(1, array.length() - 1).strip());
      Files.writeString(directory.resolve("jmh.json"), "[\n" + String.join(",\n", jmh) + "\n]\n");
    }
  }

  /// Reads the sections that other measurements left in this directory.
  List<ReportSection> sections() throws IOException {
    return ReportSection.in(directory);
  }

  /// Writes the Markdown and HTML reports.
  void writeReports(BenchRun run, RunHistory history, List<ReportSection> sections)
      throws IOException {
    Files.writeString(directory.resolve("report.md"), MarkdownReport.of(run));
    Files.writeString(directory.resolve("report.html"), HtmlReport.of(run, history, sections));
  }
}
