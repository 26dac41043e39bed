package dev.brummer.app.command;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.UserException;
import dev.brummer.perf.RunRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brummer bench report`: tables and HTML report of an earlier run.
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Print the tables of an earlier run; --out also regenerates its reports.")
final class BenchReportCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "report.json, or a directory of reports (default: the latest run)")
  @Nullable Path run;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "directory for report.html and report.md")
  @Nullable Path out;

  @Override
  public Integer call() {
    try {
      Path from = run == null ? newest() : run;
      StandardStreams.out().print(RunRepository.report(from, out, BenchCommand.runsDirectory()));
      return ExitCodes.OK;
    } catch (IOException invalid) {
      throw UserException.usage(String.valueOf(invalid.getMessage()));
    }
  }

  private static Path newest() throws IOException {
    return RunRepository.newest(BenchCommand.runsDirectory())
        .orElseThrow(
            () -> UserException.usage("no measurements found: run brummer bench --quick first"));
  }
}
