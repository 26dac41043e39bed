package dev.brummer.app.command;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.UserException;
import dev.brummer.perf.BenchPlan;
import dev.brummer.perf.BenchRunner;
import dev.brummer.perf.gate.Gate;
import dev.brummer.perf.gate.GateFile;
import dev.brummer.perf.gate.GateFileException;
import dev.brummer.perf.suite.InjectedSlowdown;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `brummer bench gate`: checks for performance regressions.
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    description = "Run the measurements of the gates; exit code 1 if a gate fails.")
final class BenchGateCommand implements Callable<Integer> {
  @Option(
      names = "--gates",
      paramLabel = "FILE",
      description = "gate file (default: the built-in gates, see --print-gates)")
  @Nullable Path file;

  @Option(names = "--print-gates", description = "print the built-in gates and exit")
  boolean print;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "directory for report.json and the other reports")
  @Nullable Path out;

  @Option(names = "--rivals", paramLabel = "DIRS", description = BenchCommand.RIVALS)
  String rivals = "";

  @Option(names = "--slow", paramLabel = "PART", hidden = true)
  InjectedSlowdown slow = InjectedSlowdown.NONE;

  @Override
  public Integer call() {
    if (print) {
      StandardStreams.out().print(GateFile.builtInText());
      return ExitCodes.OK;
    }
    BenchPlan plan =
        BenchPlan.of(BenchPlan.Profile.GATE, List.of(), BenchCommand.build())
            .withOutputDirectory(out)
            .withSlowdown(slow)
            .withRivals(rivals);
    try {
      return new BenchRunner(plan, BenchCommand.benchOutput()).checkGates(gates())
          ? ExitCodes.OK
          : ExitCodes.FAILURE;
    } catch (UncheckedIOException unwritable) {
      throw BenchCommand.cannotWriteReport(unwritable);
    }
  }

  private List<Gate> gates() {
    try {
      return file == null ? GateFile.builtIn() : GateFile.read(file);
    } catch (GateFileException invalid) {
      throw UserException.usage(String.valueOf(invalid.getMessage()));
    }
  }
}
