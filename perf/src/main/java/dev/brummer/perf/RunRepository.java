package dev.brummer.perf;

import dev.brummer.perf.compare.RunComparison;
import dev.brummer.perf.report.CompareTable;
import dev.brummer.perf.report.ReportSection;
import dev.brummer.perf.report.RunHistory;
import dev.brummer.perf.report.TerminalReport;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads, compares and reports stored runs.
public final class RunRepository {
  private static final int MAX_DEPTH = 3;

  private RunRepository() {}

  /// Reads a report file, or merges all reports in a directory as further rounds of one commit.
  ///
  /// @throws IOException with a message for the user
  public static BenchRun read(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return RunFile.read(path);
    }
    List<BenchRun> runs = new ArrayList<>();
    for (Path file : reportFiles(path)) {
      runs.add(RunFile.read(file));
    }
    if (runs.isEmpty()) {
      throw new IOException("no " + RunFile.NAME + " in " + path);
    }
    return runs.getFirst().mergedWith(runs.subList(1, runs.size()));
  }

  /// Finds the most recent report in a directory of runs.
  public static Optional<Path> newest(Path runs) throws IOException {
    return Files.isDirectory(runs)
        ? reportFiles(runs).stream().max(Comparator.comparingLong(RunRepository::modified))
        : Optional.empty();
  }

  private static long modified(Path file) {
    return file.toFile().lastModified();
  }

  private static List<Path> reportFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory, MAX_DEPTH)) {
      return files.filter(file -> file.endsWith(RunFile.NAME)).sorted().toList();
    }
  }

  /// Compares two runs.
  ///
  /// @param force compares runs of different machines, too
  /// @return a table for a terminal
  /// @throws IOException with a message for the user
  public static String compare(Path a, Path b, boolean force) throws IOException {
    BenchRun first = read(a);
    BenchRun second = read(b);
    boolean comparable = first.machine().isComparableTo(second.machine());
    if (!comparable && !force) {
      throw new IOException(
          "%s was measured on %s, %s on %s: times of different machines are not comparable; use --force to compare them anyway"
              .formatted(a, first.machine().title(), b, second.machine().title()));
    }
    return CompareTable.text(RunComparison.of(first, second), name(a), name(b), !comparable);
  }

  /// Formats a stored run.
  ///
  /// @param out directory for the HTML and Markdown reports; null writes none
  /// @param runs directory with the history of this machine
  /// @return tables for a terminal
  /// @throws IOException with a message for the user
  public static String report(Path path, @Nullable Path out, Path runs) throws IOException {
    BenchRun run = read(path);
    if (out != null) {
      Path runDirectory = Files.isDirectory(path) ? path : path.resolveSibling("");
      List<ReportSection> own = ReportSection.in(runDirectory);
      new ReportDirectory(out)
          .writeReports(run, RunHistory.in(runs), own.isEmpty() ? ReportSection.in(runs) : own);
    }
    return TerminalReport.of(run);
  }

  private static String name(Path path) {
    Path file = path.getFileName();
    return file == null ? path.toString() : file.toString().replaceFirst("\\.json$", "");
  }
}
