package dev.brummer.perf.bench.terminal;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.JmhCase;
import dev.brummer.perf.suite.JmhSuite;
import dev.brummer.perf.suite.Suite;
import dev.brummer.perf.suite.SuiteOptions;
import java.util.ArrayList;
import java.util.List;

/// `vt.*`: the terminal emulator of the interactive panes and JLine's, the best one on Maven
/// Central.
public final class TerminalSuites {
  private static final String FEED = "vt.feed";
  private static final Variant JLINE = Variant.alternative("JLine ScreenTerminal");

  private TerminalSuites() {}

  public static List<Suite> all() {
    return List.of(
        new JmhSuite(
            FEED, "What is the throughput of the terminal emulator?", TerminalSuites::feed));
  }

  private static List<JmhCase> feed(SuiteOptions options) {
    List<JmhCase> cases = new ArrayList<>();
    for (TerminalWorkload workload : TerminalWorkload.values()) {
      cases.add(feed(JLINE, TerminalFeedBenchmark.Design.JLINE, workload));
      cases.add(feed(Variant.PRODUCT, TerminalFeedBenchmark.Design.BRUMMER, workload));
    }
    return cases;
  }

  private static JmhCase feed(
      Variant variant, TerminalFeedBenchmark.Design design, TerminalWorkload workload) {
    String row =
        switch (workload) {
          case PLAIN -> "plain lines";
          case COLOURED -> "coloured lines";
          case EDITOR -> "a session of Vim";
        };
    Metric speed =
        new Metric(
            FEED,
            row,
            "speed",
            Unit.BYTES_PER_SECOND,
            MetricDirection.HIGHER,
            ReferenceFigure.NONE);
    return JmhCase.of(TerminalFeedBenchmark.class, "feed", variant, design.name())
        .with("material", workload.name())
        .weight(0.7)
        .rate(speed, TerminalWorkload.SIZE)
        .memory(Metric.memory(FEED, row + ", a megabyte", ReferenceFigure.NONE), 1);
  }
}
