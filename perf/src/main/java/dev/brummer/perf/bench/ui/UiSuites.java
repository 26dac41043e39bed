package dev.brummer.perf.bench.ui;

import dev.brummer.perf.program.ComparedProgram;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.BenchCase;
import dev.brummer.perf.suite.ExternalSuite;
import dev.brummer.perf.suite.JmhCase;
import dev.brummer.perf.suite.JmhSuite;
import dev.brummer.perf.suite.Suite;
import dev.brummer.perf.suite.SuiteOptions;
import java.util.ArrayList;
import java.util.List;

/// `ui.*`: cost and response time of the UI, in-process and from outside, next to other programs on
/// the same machine.
public final class UiSuites {
  private UiSuites() {}

  public static List<Suite> all() {
    return List.of(
        new JmhSuite(
            "ui.frame",
            "What does a 200x50 frame cost? (target for a new line: 2 ms, 1 kB)",
            options -> frames()),
        new ExternalSuite(
            "ui.keys",
            "How long from a key press to the screen update? (target: p99 16 ms under output load)",
            UiSuites::keys),
        new ExternalSuite(
            "ui.history",
            "Do keys stay responsive with 1,000,000 log lines? (target: 50 ms)",
            options ->
                List.of(
                    new UiLargeLogCase(Variant.PRODUCT, options.quick() ? 200_000 : 1_000_000))));
  }

  /// A quick run compares the other programs only under output load.
  private static List<BenchCase> keys(SuiteOptions options) {
    List<BenchCase> cases = new ArrayList<>();
    for (UiKeysCase.OutputLoad load : UiKeysCase.OutputLoad.values()) {
      cases.add(new UiKeysCase(ComparedProgram.BRUMMER, load, options.installed()));
      if (!options.quick() || load == UiKeysCase.OutputLoad.FIREHOSE) {
        cases.add(new UiKeysCase(ComparedProgram.TURBOREPO, load, options.installed()));
        cases.add(new UiKeysCase(ComparedProgram.MPROCS, load, options.installed()));
      }
    }
    return cases;
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
