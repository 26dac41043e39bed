package dev.brummer.app.command;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.UserException;
import dev.brummer.perf.RunRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brummer bench compare`: tests whether two runs differ, and by how much.
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Compare two runs: medians, confidence intervals and Mann-Whitney p-values.")
final class BenchCompareCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "report.json, or a directory whose reports are the rounds of one run")
  Path a = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "the run to compare with A")
  Path b = Path.of("");

  @Option(names = "--force", description = "also compare runs of different machines")
  boolean force;

  @Override
  public Integer call() {
    try {
      StandardStreams.out().print(RunRepository.compare(a, b, force));
      return ExitCodes.OK;
    } catch (IOException invalid) {
      throw UserException.usage(String.valueOf(invalid.getMessage()));
    }
  }
}
