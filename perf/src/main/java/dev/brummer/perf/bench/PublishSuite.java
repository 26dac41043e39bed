package dev.brummer.perf.bench;

import dev.brummer.perf.bench.Fanout.Design;
import dev.brummer.perf.report.TextTable;
import dev.brummer.perf.result.Fork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// `eventbus.publish`: 1, 10, 100 and 1000 publishers, three handlers, the product beside the
/// seed's design (S4).
public final class PublishSuite implements Suite {
  private static final String NAME = "eventbus.publish";
  private static final int HANDLERS = 3;
  private static final int[] PUBLISHERS = {1, 10, 100, 1000};

  /// S4, nanoseconds and bytes an event.
  private static final int[] SEED_NANOS = {1127, 2847, 28_934, 287_463};

  private static final int[] SEED_BYTES = {456, 2891, 28_456, 284_567};

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<PublishCase> cases() {
    List<PublishCase> cases = new ArrayList<>();
    for (int publishers : PUBLISHERS) {
      cases.add(new PublishCase(Design.THREAD_PER_HANDLER, publishers, 1000));
      cases.add(new PublishCase(Design.BRUMMER, publishers, 500_000));
    }
    return cases;
  }

  @Override
  public String table(List<Fork> forks) {
    TextTable table =
        new TextTable(
            NAME
                + ": ns and bytes an event, from publish until the last of "
                + HANDLERS
                + " handlers has run (median; spread = p90 / p10)",
            "publishers",
            "seed baseline",
            "before: thread per handler",
            "now",
            "before / now",
            "spread now");
    for (int i = 0; i < PUBLISHERS.length; i++) {
      Column before = column(forks, Design.THREAD_PER_HANDLER, PUBLISHERS[i]);
      Column now = column(forks, Design.BRUMMER, PUBLISHERS[i]);
      table.row(
          "%,d".formatted(PUBLISHERS[i]),
          "%,d ns %,d B".formatted(SEED_NANOS[i], SEED_BYTES[i]),
          before.toString(),
          now.toString(),
          "%,.0fx".formatted(before.median / now.median),
          "%.2f".formatted(now.spread));
    }
    return table.toString();
  }

  private static Column column(List<Fork> forks, Design design, int publishers) {
    List<Fork> mine =
        forks.stream()
            .filter(f -> f.design().equals(design.name()))
            .filter(f -> Integer.toString(publishers).equals(f.parameters().get("publishers")))
            .toList();
    List<Double> nanos = mine.stream().flatMap(f -> f.values().stream()).toList();
    List<Double> bytes = mine.stream().map(Fork::bytes).toList();
    return new Column(
        Fork.quantile(nanos, 0.5),
        Fork.quantile(nanos, 0.9) / Fork.quantile(nanos, 0.1),
        Fork.quantile(bytes, 0.5));
  }

  private record Column(double median, double spread, double bytes) {
    @Override
    public String toString() {
      return "%,.0f ns %,.0f B".formatted(median, bytes);
    }
  }

  /// One design under so many publishers. `events` a shot: the slow design gets fewer.
  public record PublishCase(Design design, int publishers, int events) implements Case {
    @Override
    public Fork measure(int shots) {
      int sent = Math.max(1, events / publishers) * publishers;
      RunResult result = fork(shots);
      List<Double> nanos = new ArrayList<>();
      result
          .getPrimaryResult()
          .getStatistics()
          .getRawData()
          .forEachRemaining(point -> nanos.add(point.getKey() / sent));
      double bytes = allocated(result) / sent;
      return new Fork(
          NAME,
          design.name(),
          Map.of(
              "publishers", Integer.toString(publishers), "handlers", Integer.toString(HANDLERS)),
          "ns",
          nanos,
          bytes);
    }

    private static double allocated(RunResult result) {
      Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
      return bytes == null ? Double.NaN : bytes.getScore();
    }

    private RunResult fork(int shots) {
      var options =
          new OptionsBuilder()
              .include("^" + EventBusPublish.class.getName().replace(".", "\\.") + "\\.")
              .param("design", design.name())
              .param("publishers", Integer.toString(publishers))
              .param("handlers", Integer.toString(HANDLERS))
              .param("events", Integer.toString(events))
              .forks(1)
              .warmupIterations(shots)
              .measurementIterations(shots)
              .shouldFailOnError(true)
              .verbosity(VerboseMode.SILENT)
              .addProfiler(GCProfiler.class)
              .jvmArgs("-Xmx1g", "-Xms1g", "--sun-misc-unsafe-memory-access=allow")
              .build();
      try {
        return new Runner(options).runSingle();
      } catch (RunnerException e) {
        throw new IllegalStateException("the measurement failed: " + e.getMessage(), e);
      }
    }
  }
}
