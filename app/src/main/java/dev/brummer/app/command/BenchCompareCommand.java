package dev.brummer.app.command;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.UserException;
import dev.brummer.perf.RunRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brummer bench compare`: do two runs differ, and by how much?
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Compare two runs: medians, confidence intervals, Mann-Whitney's p.")
final class BenchCompareCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "a report.json, or a directory whose reports count as rounds of one run")
  Path a = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "the same of what is compared with it")
  Path b = Path.of("");

  @Option(names = "--force", description = "compare runs of different machines nevertheless")
  boolean force;

  @Override
  public Integer call() {
    try {
      System.out.print(RunRepository.compare(a, b, force));
      return ExitCodes.OK;
    } catch (IOException wrong) {
      throw UserException.usage(String.valueOf(wrong.getMessage()));
    }
  }
}
