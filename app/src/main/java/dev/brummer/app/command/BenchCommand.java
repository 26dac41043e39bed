package dev.brummer.app.command;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.TtyFlags;
import dev.brummer.app.program.UserException;
import dev.brummer.app.program.Version;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import dev.brummer.perf.BenchOutput;
import dev.brummer.perf.BenchPlan;
import dev.brummer.perf.BenchPlan.Profile;
import dev.brummer.perf.BenchRunner;
import dev.brummer.perf.suite.InjectedSlowdown;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brummer bench`: benchmarks brummer against its reference designs and alternatives.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = {
      BenchGateCommand.class,
      BenchCompareCommand.class,
      BenchModelCommand.class,
      BenchReportCommand.class,
      BenchLoadCommand.class,
      UpCommand.class
    },
    description = "Benchmark brummer against its reference designs and alternatives.")
public final class BenchCommand implements Callable<Integer> {
  /// Description of the option that names the directories of other programs.
  static final String RIVALS =
      "directories of the other programs to compare with, separated by colons and searched before"
          + " PATH (concurrently, turbo, mprocs, nginx, wrk)";

  @Parameters(
      paramLabel = "SUITE",
      completionCandidates = SuiteNames.class,
      description = "suites to run: ${COMPLETION-CANDIDATES} (default: all)")
  List<String> suites = List.of();

  @Option(
      names = "--quick",
      description = "shorter measurements: five minutes for all suites instead of twenty-five")
  boolean quick;

  /// Accepted for compatibility: the full profile is the default.
  @Option(names = "--full", hidden = true)
  boolean full;

  @Option(names = "--json", description = "print report.json instead of tables")
  boolean json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "directory for report.json and the other reports")
  @Nullable Path out;

  @Option(names = "--rounds", paramLabel = "N", description = "number of forks per measurement")
  int rounds;

  @Option(
      names = "--only-now",
      description = "measure brummer only, without reference designs and alternatives")
  boolean onlyNow;

  @Option(names = "--rivals", paramLabel = "DIRS", description = RIVALS)
  String rivals = "";

  @Option(names = "--slow", paramLabel = "PART", hidden = true)
  InjectedSlowdown slow = InjectedSlowdown.NONE;

  @Override
  public Integer call() {
    for (String suite : suites) {
      if (!BenchRunner.suites().contains(suite)) {
        throw UserException.usage(unknownSuite(suite));
      }
    }
    BenchPlan plan =
        BenchPlan.of(quick ? Profile.QUICK : Profile.FULL, suites, build())
            .withOutputDirectory(out)
            .withSlowdown(slow)
            .withRivals(rivals)
            .withProductOnly(onlyNow);
    if (quick && full) {
      throw UserException.usage("--quick and --full exclude each other; use one of them");
    }
    if (rounds < 0) {
      throw UserException.usage("invalid value for --rounds: " + rounds + " (must be 1 or more)");
    }
    BenchPlan repeated = rounds == 0 ? plan : plan.withRounds(rounds);
    try {
      return new BenchRunner(repeated, benchOutput()).run(json).finished()
          ? ExitCodes.OK
          : ExitCodes.FAILURE;
    } catch (UncheckedIOException unwritable) {
      throw cannotWriteReport(unwritable);
    }
  }

  static BenchPlan.Build build() {
    return new BenchPlan.Build(Version.NUMBER, Version.COMMIT);
  }

  static BenchOutput benchOutput() {
    return new BenchOutput(
        StandardStreams.out(),
        StandardStreams.err(),
        TtyFlags.detect().errorTerminal(),
        runsDirectory());
  }

  static UserException cannotWriteReport(UncheckedIOException thrown) {
    String why =
        thrown.getCause() instanceof FileSystemException file
            ? file.getFile() + (file.getReason() == null ? "" : ", " + file.getReason())
            : String.valueOf(thrown.getCause());
    return UserException.failure(
        "cannot write the report: " + why + " (use --out to choose a directory)");
  }

  /// Directory of runs without `--out`.
  static Path runsDirectory() {
    Path state = SupervisorSettings.defaults().state();
    return (state == null ? Path.of(".") : state).resolve("bench");
  }

  private static String unknownSuite(String suite) {
    return "unknown suite "
        + VisibleText.quoted(suite)
        + ": "
        + Suggestions.hint(suite, BenchRunner.suites());
  }

  /// Suite names for help and completion.
  static final class SuiteNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return BenchRunner.suites().iterator();
    }
  }
}
