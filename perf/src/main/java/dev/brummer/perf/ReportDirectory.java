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

/// The directory of one run: `report.json` and JMH's `jmh.json` grow with each fork, the reports
/// for people come at the end.
final class ReportDirectory {
  private final Path directory;
  private final List<String> jmh = new ArrayList<>();

  /// @throws IOException if it cannot be written to
  ReportDirectory(Path folder) throws IOException {
    this.directory = folder;
    Files.createDirectories(folder);
    Path probe = Files.createTempFile(folder, ".probe", "");
    Files.delete(probe);
  }

  Path path() {
    return directory;
  }

  /// Keeps what there is now.
  void save(BenchRun run, String newJmh) throws IOException {
    RunFile.write(directory.resolve(RunFile.NAME), run);
    if (!newJmh.isBlank()) {
      String array = newJmh.strip();
      jmh.add(array.substring(1, array.length() - 1).strip());
      Files.writeString(directory.resolve("jmh.json"), "[\n" + String.join(",\n", jmh) + "\n]\n");
    }
  }

  /// What other parts have left here for the page.
  List<ReportSection> sections() throws IOException {
    return ReportSection.in(directory);
  }

  /// Writes the reports for people.
  void writeReports(BenchRun run, RunHistory history, List<ReportSection> sections)
      throws IOException {
    Files.writeString(directory.resolve("report.md"), MarkdownReport.of(run));
    Files.writeString(directory.resolve("report.html"), HtmlReport.of(run, history, sections));
  }
}
