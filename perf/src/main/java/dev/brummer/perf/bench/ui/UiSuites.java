package dev.brummer.perf.bench.ui;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.BenchCase;
import dev.brummer.perf.suite.JmhCase;
import dev.brummer.perf.suite.JmhSuite;
import dev.brummer.perf.suite.Suite;
import dev.brummer.perf.suite.SuiteOptions;
import dev.brummer.perf.terminal.ComparedProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// `ui.*` and `startup`: what the UI costs and how soon it answers, in this program and from
/// outside, beside others on the same machine.
public final class UiSuites {
  private UiSuites() {}

  public static List<Suite> all() {
    return List.of(
        new JmhSuite(
            "ui.frame",
            "What does a frame of 200x50 cost, composed and written? (target for a line: 2 ms, 1 kB)",
            options -> frames()),
        new ExternalSuite(
            "ui.keys",
            "How long after a key is its picture there? (target: p99 16 ms under the firehose)",
            UiSuites::keys),
        new ExternalSuite(
            "ui.idle",
            "What does a screen cost on which nothing changes? (target: 0 writes, 0.3 % CPU)",
            options -> options.quick() ? List.of() : allPrograms(UiIdleCase::new)),
        new ExternalSuite(
            "ui.history",
            "Do keys wait while 1,000,000 lines are scrolled, searched, filtered? (target: 50 ms)",
            options ->
                List.of(new UiHistoryCase(Variant.PRODUCT, options.quick() ? 200_000 : 1_000_000))),
        new ExternalSuite(
            "startup.ui",
            "How soon is there a picture? (target: 200 ms, and before turborepo)",
            options -> allPrograms(UiStartupCase::new)));
  }

  /// A suite that measures programs from outside.
  private record ExternalSuite(
      String name, String question, Function<SuiteOptions, List<? extends BenchCase>> caseFactory)
      implements Suite {
    @Override
    public List<? extends BenchCase> cases(SuiteOptions options) {
      return caseFactory.apply(options);
    }
  }

  /// In a hurry the others are looked at where it matters, with loud children.
  private static List<BenchCase> keys(SuiteOptions options) {
    List<BenchCase> cases = new ArrayList<>();
    for (UiKeysCase.OutputLoad load : UiKeysCase.OutputLoad.values()) {
      if (options.quick() && load == UiKeysCase.OutputLoad.QUIET) {
        cases.add(new UiKeysCase(ComparedProgram.BRUMMER, Variant.PRODUCT, load));
      } else {
        cases.addAll(allPrograms((program, variant) -> new UiKeysCase(program, variant, load)));
      }
    }
    return cases;
  }

  private static List<BenchCase> allPrograms(BiFunction<ComparedProgram, Variant, BenchCase> made) {
    return List.of(
        made.apply(ComparedProgram.BRUMMER, Variant.PRODUCT),
        made.apply(ComparedProgram.TURBOREPO, Variant.alternative("turborepo")),
        made.apply(ComparedProgram.MPROCS, Variant.alternative("mprocs")));
  }

  private static List<JmhCase> frames() {
    List<JmhCase> cases = new ArrayList<>();
    for (UiFrameBenchmark.Change change : UiFrameBenchmark.Change.values()) {
      cases.add(
          JmhCase.of(UiFrameBenchmark.class, "paint", Variant.PRODUCT, change.name())
              .time(Metric.time("ui.frame", change.label(), ReferenceFigure.NONE), 1)
              .memory(Metric.memory("ui.frame", change.label(), ReferenceFigure.NONE), 1));
    }
    return cases;
  }
}
