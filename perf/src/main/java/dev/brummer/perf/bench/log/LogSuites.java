package dev.brummer.perf.bench.log;

import dev.brummer.perf.result.Better;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Seed;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.JmhCase;
import dev.brummer.perf.suite.JmhSuite;
import dev.brummer.perf.suite.Pair;
import dev.brummer.perf.suite.Slow;
import dev.brummer.perf.suite.Suite;
import dev.brummer.perf.suite.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `log.*`: what a line costs until it is stored, how many need not wait, and how long a search
/// takes; the product beside the seed's design, a list and a channel (S9 to S12, S24, S42 to S44).
public final class LogSuites {
  private static final Variant BEFORE = Variant.before("list and channel");
  private static final int LARGE = 1_000_000;
  private static final int SMALL = 10_000;
  private static final int FLOOD = 40_000;
  private static final int PACED = 2_000;

  private LogSuites() {}

  public static List<Suite> all() {
    return List.of(
        new JmhSuite("log.addAsync", "What does a line cost its process?", LogSuites::async),
        new JmhSuite(
            "log.addSync", "What does a line cost when others print, too?", LogSuites::sync),
        new JmhSuite(
            "log.saturation",
            "How many lines a second, how much waits, how long after a burst?",
            LogSuites::saturation),
        new JmhSuite("log.search", "How long does a search take?", LogSuites::search));
  }

  static Pair pair(Class<?> benchmark, String method, Terms terms) {
    String now = terms.slow().design(Slow.STORE, LogBoard.Design.BRUMMER.name());
    return new Pair(
        JmhCase.of(benchmark, method, BEFORE, LogBoard.Design.LIST.name()),
        JmhCase.of(benchmark, method, Variant.NOW, now));
  }

  private static List<JmhCase> async(Terms terms) {
    String suite = "log.addAsync";
    List<JmhCase> cases = new ArrayList<>();
    cases.addAll(add(suite, "1 child, line by line", 1, 1, Seed.of("S9", 145), terms).cases());
    cases.addAll(
        pair(LogAdd.class, "add", terms)
            .with(one ->
                one.with("children", 4)
                    .with("chunk", 1)
                    .with("lines", PACED)
                    .with("pauseMicros", 440)
                    .counter(atOnce(suite, "4 children, 8,000 lines/s"), "atOnce"))
            .cases());
    return cases;
  }

  private static Metric atOnce(String suite, String row) {
    Seed seed = Seed.of("S43", 78, 95);
    return new Metric(suite, row, "not held up", Unit.PERCENT, Better.HIGHER, seed);
  }

  private static List<JmhCase> sync(Terms terms) {
    String suite = "log.addSync";
    return Pair.all(
        add(suite, "4 children, line by line", 4, 1, Seed.of("S10", 2_800), terms),
        add(suite, "4 children, 500 lines at a time", 4, 500, Seed.of("S10"), terms));
  }

  private static Pair add(
      String suite, String row, int children, int chunk, Seed seed, Terms terms) {
    Seed bytes = seed.baseline() == null ? Seed.NONE : Seed.of(seed.source(), 512);
    return pair(LogAdd.class, "add", terms)
        .with(one ->
            one.with("children", children)
                .with("chunk", chunk)
                .with("lines", FLOOD)
                .with("pauseMicros", 0)
                .time(Metric.time(suite, row, seed), FLOOD)
                .memory(Metric.memory(suite, row, bytes), FLOOD));
  }

  private static List<JmhCase> saturation(Terms terms) {
    String suite = "log.saturation";
    String row = "4 children, line by line";
    long millis = terms.quick() ? 150 : 1000;
    return pair(LogSaturation.class, "flood", terms)
        .with(one ->
            one.with("millis", millis)
                .shot(Duration.ofMillis(millis))
                .weight(2)
                .counter(
                    new Metric(
                        suite,
                        row,
                        "sustained",
                        Unit.PER_SECOND,
                        Better.HIGHER,
                        Seed.of("S42", 1200, 8000)),
                    "linesPerSecond")
                .counter(
                    new Metric(
                        suite, row, "waiting", Unit.COUNT, Better.LOWER, Seed.of("S12", 1000)),
                    "depth")
                .counter(
                    new Metric(
                        suite,
                        "after a burst of 1,000 lines",
                        "recovery",
                        Unit.NANOS,
                        Better.LOWER,
                        Seed.of("S12", 2.3e9)),
                    "recovery"))
        .cases();
  }

  /// A hit rate is the share of the lines that match.
  private static List<JmhCase> search(Terms terms) {
    List<JmhCase> cases = new ArrayList<>();
    for (int lines : new int[] {SMALL, LARGE}) {
      boolean small = lines == SMALL;
      String count = small ? "10,000 lines" : "1,000,000 lines";
      Seed text = small ? Seed.of("S11", 24e6) : Seed.of("S11");
      Seed regex = small ? Seed.of("S11", 68e6) : Seed.of("S11");
      cases.addAll(search(count + ", text, 1 %", lines, "cachemiss", false, text, terms));
      if (!terms.quick() || small) {
        cases.addAll(search(count + ", regex, 1 %", lines, "Cache\\w+", true, regex, terms));
      }
      if (!terms.quick()) {
        cases.addAll(search(count + ", text, 0 %", lines, "nowhere", false, Seed.of("S11"), terms));
        cases.addAll(
            search(count + ", text, 50 %", lines, "status=200", false, Seed.of("S11"), terms));
        cases.addAll(
            search(count + ", regex, 0 %", lines, "no\\w+ere", true, Seed.of("S11"), terms));
        cases.addAll(
            search(count + ", regex, 50 %", lines, "status=2\\d\\d", true, Seed.of("S11"), terms));
      }
    }
    return cases;
  }

  private static List<JmhCase> search(
      String row, int lines, String pattern, boolean regex, Seed seed, Terms terms) {
    String suite = "log.search";
    return pair(LogSearch.class, "search", terms)
        .with(one ->
            one.with("lines", lines)
                .with("pattern", pattern)
                .with("regex", regex)
                .weight(lines == LARGE ? 1.5 : 0.7)
                .time(Metric.time(suite, row, seed), 1)
                .memory(Metric.memory(suite, row, Seed.NONE), 1))
        .cases();
  }
}
