package dev.brummer.perf;

import dev.brummer.perf.report.History;
import dev.brummer.perf.report.Html;
import dev.brummer.perf.report.Markdown;
import dev.brummer.perf.report.Section;
import dev.brummer.perf.result.Run;
import dev.brummer.perf.result.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The directory of one run: `report.json` and JMH's `jmh.json` grow with each fork, the reports
/// for people come at the end.
final class ReportFolder {
  private final Path folder;
  private final List<String> jmh = new ArrayList<>();

  /// @throws IOException if it cannot be written to
  ReportFolder(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    Path probe = Files.createTempFile(folder, ".probe", "");
    Files.delete(probe);
  }

  Path path() {
    return folder;
  }

  /// Keeps what there is now.
  void keep(Run run, String newJmh) throws IOException {
    RunFile.write(folder.resolve(RunFile.NAME), run);
    if (!newJmh.isBlank()) {
      String array = newJmh.strip();
      jmh.add(array.substring(1, array.length() - 1).strip());
      Files.writeString(folder.resolve("jmh.json"), "[\n" + String.join(",\n", jmh) + "\n]\n");
    }
  }

  /// What other parts have left here for the page.
  List<Section> sections() throws IOException {
    return Section.in(folder);
  }

  /// Writes the reports for people.
  void pages(Run run, History history, List<Section> sections) throws IOException {
    Files.writeString(folder.resolve("report.md"), Markdown.of(run));
    Files.writeString(folder.resolve("report.html"), Html.of(run, history, sections));
  }
}
