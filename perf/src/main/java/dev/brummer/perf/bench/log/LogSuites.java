package dev.brummer.perf.bench.log;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.BaselinePair;
import dev.brummer.perf.suite.InjectedSlowdown;
import dev.brummer.perf.suite.JmhCase;
import dev.brummer.perf.suite.JmhSuite;
import dev.brummer.perf.suite.Suite;
import dev.brummer.perf.suite.SuiteOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `log.*`: cost of a stored line, share of uncontended appends and duration of a search; the
/// product and the reference design, a list and a channel (S9 to S12, S24, S42 to S44).
public final class LogSuites {
  private static final Variant BASELINE = Variant.baseline("list and channel");
  private static final int LARGE = 1_000_000;
  private static final int SMALL = 10_000;
  private static final int FLOOD = 40_000;
  private static final int PACED = 2_000;

  private LogSuites() {}

  public static List<Suite> all() {
    return List.of(
        new JmhSuite(
            "log.addAsync",
            "What does a log line cost the process that prints it?",
            LogSuites::async),
        new JmhSuite(
            "log.addSync",
            "What does a log line cost when other processes print, too?",
            LogSuites::sync),
        new JmhSuite(
            "log.saturation",
            "What are throughput, peak backlog and recovery time of the log?",
            LogSuites::saturation),
        new JmhSuite("log.search", "How long does a log search take?", LogSuites::search),
        new JmhSuite(
            "log.append",
            "What do splitting output into lines and storing them cost?",
            LogSuites::append));
  }

  static BaselinePair pair(Class<?> benchmark, String method, SuiteOptions options) {
    String now =
        options.slowdown().designFor(InjectedSlowdown.STORE, LogStoreAdapter.Design.BRUMMER.name());
    return new BaselinePair(
        JmhCase.of(benchmark, method, BASELINE, LogStoreAdapter.Design.LIST.name()),
        JmhCase.of(benchmark, method, Variant.PRODUCT, now));
  }

  private static List<JmhCase> async(SuiteOptions options) {
    String suite = "log.addAsync";
    List<JmhCase> cases = new ArrayList<>();
    cases.addAll(
        add(suite, "1 child, line by line", 1, 1, ReferenceFigure.of("S9", 145), options).cases());
    cases.addAll(
        pair(LogConcurrentAppendBenchmark.class, "add", options)
            .with(jmhCase ->
                jmhCase
                    .with("children", 4)
                    .with("chunk", 1)
                    .with("lines", PACED)
                    .with("pauseMicros", 440)
                    .counter(uncontended(suite, "4 children, 8,000 lines/s"), "atOnce"))
            .cases());
    return cases;
  }

  private static Metric uncontended(String suite, String row) {
    ReferenceFigure reference = ReferenceFigure.of("S43", 78, 95);
    return new Metric(suite, row, "not held up", Unit.PERCENT, MetricDirection.HIGHER, reference);
  }

  private static List<JmhCase> sync(SuiteOptions options) {
    String suite = "log.addSync";
    return BaselinePair.all(
        add(suite, "4 children, line by line", 4, 1, ReferenceFigure.of("S10", 2_800), options),
        add(suite, "4 children, 500 lines at a time", 4, 500, ReferenceFigure.of("S10"), options));
  }

  private static BaselinePair add(
      String suite,
      String row,
      int children,
      int chunk,
      ReferenceFigure reference,
      SuiteOptions options) {
    ReferenceFigure bytes =
        reference.baseline() == null
            ? ReferenceFigure.NONE
            : ReferenceFigure.of(reference.source(), 512);
    return pair(LogConcurrentAppendBenchmark.class, "add", options)
        .with(jmhCase ->
            jmhCase
                .with("children", children)
                .with("chunk", chunk)
                .with("lines", FLOOD)
                .with("pauseMicros", 0)
                .time(Metric.time(suite, row, reference), FLOOD)
                .memory(Metric.memory(suite, row, bytes), FLOOD));
  }

  private static List<JmhCase> saturation(SuiteOptions options) {
    String suite = "log.saturation";
    String row = "4 children, line by line";
    long millis = options.quick() ? 150 : 1000;
    return pair(LogSaturationBenchmark.class, "flood", options)
        .with(jmhCase ->
            jmhCase
                .with("millis", millis)
                .singleShot(Duration.ofMillis(millis))
                .weight(2)
                .counter(
                    new Metric(
                        suite,
                        row,
                        "sustained",
                        Unit.PER_SECOND,
                        MetricDirection.HIGHER,
                        ReferenceFigure.of("S42", 1200, 8000)),
                    "linesPerSecond")
                .counter(
                    new Metric(
                        suite,
                        row,
                        "waiting",
                        Unit.COUNT,
                        MetricDirection.LOWER,
                        ReferenceFigure.of("S12", 1000)),
                    "depth")
                .counter(
                    new Metric(
                        suite,
                        "after a burst of 1,000 lines",
                        "recovery",
                        Unit.NANOS,
                        MetricDirection.LOWER,
                        ReferenceFigure.of("S12", 2.3e9)),
                    "recovery"))
        .cases();
  }

  /// Returns the search cases. The percentage in a row's name is the share of matching lines.
  private static List<JmhCase> search(SuiteOptions options) {
    List<JmhCase> cases = new ArrayList<>();
    for (int lines : new int[] {SMALL, LARGE}) {
      boolean small = lines == SMALL;
      String count = small ? "10,000 lines" : "1,000,000 lines";
      ReferenceFigure text = small ? ReferenceFigure.of("S11", 24e6) : ReferenceFigure.of("S11");
      ReferenceFigure regex = small ? ReferenceFigure.of("S11", 68e6) : ReferenceFigure.of("S11");
      cases.addAll(search(count + ", text, 1 %", lines, "cachemiss", false, text, options));
      if (!options.quick() || small) {
        cases.addAll(search(count + ", regex, 1 %", lines, "Cache\\w+", true, regex, options));
      }
      if (!options.quick()) {
        cases.addAll(
            search(
                count + ", text, 0 %",
                lines,
                "nowhere",
                false,
                ReferenceFigure.of("S11"),
                options));
        cases.addAll(
            search(
                count + ", text, 50 %",
                lines,
                "status=200",
                false,
                ReferenceFigure.of("S11"),
                options));
        cases.addAll(
            search(
                count + ", regex, 0 %",
                lines,
                "no\\w+ere",
                true,
                ReferenceFigure.of("S11"),
                options));
        cases.addAll(
            search(
                count + ", regex, 50 %",
                lines,
                "status=2\\d\\d",
                true,
                ReferenceFigure.of("S11"),
                options));
      }
    }
    return cases;
  }

  private static List<JmhCase> search(
      String row,
      int lines,
      String pattern,
      boolean regex,
      ReferenceFigure reference,
      SuiteOptions options) {
    String suite = "log.search";
    return pair(LogSearchBenchmark.class, "search", options)
        .with(jmhCase ->
            jmhCase
                .with("lines", lines)
                .with("pattern", pattern)
                .with("regex", regex)
                .weight(lines == LARGE ? 1.5 : 0.7)
                .time(Metric.time(suite, row, reference), 1)
                .memory(Metric.memory(suite, row, ReferenceFigure.NONE), 1))
        .cases();
  }

  /// Returns the cases by content of the lines. Not part of quick runs.
  private static List<JmhCase> append(SuiteOptions options) {
    List<JmhCase> cases = new ArrayList<>();
    if (!options.quick()) {
      for (LogContentBenchmark.Content content : LogContentBenchmark.Content.values()) {
        cases.add(append("assemble", "split into lines, ", content));
        cases.add(append("append", "split and stored, ", content));
      }
    }
    return cases;
  }

  private static JmhCase append(String method, String step, LogContentBenchmark.Content content) {
    String row = step + content.name().toLowerCase(Locale.ROOT);
    int lines = LogContentBenchmark.LINES;
    return JmhCase.of(LogContentBenchmark.class, method, Variant.PRODUCT, content.name())
        .weight(0.5)
        .time(Metric.time("log.append", row, ReferenceFigure.NONE), lines)
        .memory(Metric.memory("log.append", row, ReferenceFigure.NONE), lines);
  }
}
