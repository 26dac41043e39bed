package dev.brummer.app.docs;

import dev.brummer.perf.report.TerminalReport;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.RunFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneOffset;

/// The figures of the run that is kept beside the page, `benchmarks.json`. To record others, copy
/// the `report.json` of `brummer bench` there.
final class BenchmarkFigures {
  private static final Path RUN = Path.of("src/docs/benchmarks.json");

  private BenchmarkFigures() {}

  static String markdown() {
    try {
      BenchRun run = RunFile.read(RUN);
      return """
      Recorded on %s (%s run) on %s with %d cores, %s, by brummer %s of commit %s. Compare ratios,
      not times.

      ```
      %s
      ```
      """
          .formatted(
              run.startedAt().atZone(ZoneOffset.UTC).toLocalDate(),
              run.plan(),
              run.machine().processor(),
              run.machine().cores(),
              run.machine().java(),
              run.version(),
              run.commit(),
              TerminalReport.of(run).strip());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
