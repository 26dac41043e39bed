package dev.brummer.app;

import dev.brummer.engine.script.Scripts;
import dev.brummer.perf.Bench;
import dev.brummer.perf.BenchPlan;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brummer bench`: measures brummer beside the designs it replaced.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure brummer's own subsystems beside the designs they replaced.")
final class BenchCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SUITE",
      completionCandidates = Suites.class,
      description = "of ${COMPLETION-CANDIDATES}; default: all")
  List<String> suites = List.of();

  @Option(names = "--quick", description = "one round instead of three")
  boolean quick;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where results.jsonl is kept, a line a measurement as it comes")
  @Nullable Path out;

  @Override
  public Integer call() {
    for (String suite : suites) {
      if (!Bench.suites().contains(suite)) {
        throw UserError.usage(unknown(suite));
      }
    }
    // JMH locks a file in the temporary directory against a second run; ours may go on.
    System.setProperty("jmh.ignoreLock", "true");
    BenchPlan plan = quick ? BenchPlan.quick(suites, out) : BenchPlan.normal(suites, out);
    try {
      Bench.run(plan, System.out, System.err);
    } catch (UncheckedIOException unwritable) {
      throw UserError.failure("--out " + out + " cannot be written: " + unwritable.getMessage());
    }
    return ExitCodes.OK;
  }

  private static String unknown(String suite) {
    List<String> near = Scripts.nearest(suite, Bench.suites());
    return "no suite is called \""
        + suite
        + "\": "
        + (near.isEmpty()
            ? "there are " + String.join(", ", Bench.suites())
            : "did you mean " + String.join(" or ", near) + "?");
  }

  /// Their names, for help and completion.
  static final class Suites implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Bench.suites().iterator();
    }
  }
}
