package dev.brummer.perf.bench.process;

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
import dev.brummer.perf.suite.WorkerGang;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `process.*`: cost of starting a child process, of status, list and update operations, and lock
/// contention; the product and the reference design, a map and locks (S5 to S8, S22, S24, S39 to
/// S41).
public final class ProcessSuites {
  private static final Variant BASELINE = Variant.baseline("map and locks");
  private static final int CALLERS = WorkerGang.cores();
  private static final int UPDATES = 50_000;
  private static final double KIB = 1024;

  private ProcessSuites() {}

  public static List<Suite> all() {
    return List.of(
        new JmhSuite(
            "process.start", "How long does it take to start a child process?", options -> start()),
        new JmhSuite(
            "process.status",
            "What do a status query and an update cost under concurrency?",
            ProcessSuites::status),
        new JmhSuite("process.list", "What does listing all processes cost?", options -> lists()),
        new JmhSuite(
            "process.contention",
            "What share of their time are threads blocked on locks?",
            ProcessSuites::contention));
  }

  private static BaselinePair pair(Class<?> benchmark, String method, SuiteOptions options) {
    String product =
        options
            .slowdown()
            .designFor(InjectedSlowdown.STATUS, ProcessTableAdapter.Design.BRUMMER.name());
    String baseline = ProcessTableAdapter.Design.SYNCHRONIZED.name();
    return new BaselinePair(
        JmhCase.of(benchmark, method, BASELINE, baseline),
        JmhCase.of(benchmark, method, Variant.PRODUCT, product));
  }

  private static List<JmhCase> start() {
    String suite = "process.start";
    String row = "a child, one after another";
    double starts = ProcessStartBenchmark.STARTS;
    return pair(ProcessStartBenchmark.class, "start", new SuiteOptions(true, InjectedSlowdown.NONE))
        .with(jmhCase ->
            jmhCase
                .singleShot(Duration.ofMillis(150))
                .time(Metric.time(suite, row, ReferenceFigure.of("S5", 2_300_000)), starts)
                .memory(Metric.memory(suite, row, ReferenceFigure.of("S5", 45 * KIB)), starts))
        .cases();
  }

  private static List<JmhCase> status(SuiteOptions options) {
    String suite = "process.status";
    return BaselinePair.all(
        statusReads(suite, "one, 1 reader", 1, ReferenceFigure.of("S6", 387, 90), options),
        statusReads(
            suite,
            "one of 10, all cores reading",
            CALLERS,
            ReferenceFigure.of("S39", 387, 90),
            options),
        pair(ProcessUpdateBenchmark.class, "update", options)
            .with(jmhCase ->
                jmhCase
                    .with("callers", CALLERS)
                    .with("updates", UPDATES)
                    .time(
                        Metric.time(suite, "update, until carried out", ReferenceFigure.of("S22")),
                        UPDATES)));
  }

  private static BaselinePair statusReads(
      String suite, String row, int readers, ReferenceFigure reference, SuiteOptions options) {
    int processes = 10;
    return pair(ProcessStatusBenchmark.class, "status", options)
        .with(jmhCase ->
            jmhCase
                .with("processes", processes)
                .threads(readers)
                .time(Metric.time(suite, row, reference), processes)
                .memory(Metric.memory(suite, row, ReferenceFigure.of("S6", 0)), processes));
  }

  private static List<JmhCase> lists() {
    return BaselinePair.all(
        list(10, ReferenceFigure.of("S41", 12_400, 8_100), ReferenceFigure.of("S7", 2.1 * KIB)),
        list(50, ReferenceFigure.of("S22"), ReferenceFigure.of("S22")));
  }

  private static BaselinePair list(int processes, ReferenceFigure time, ReferenceFigure memory) {
    String suite = "process.list";
    String row = processes + " processes";
    return pair(ProcessStatusBenchmark.class, "list", new SuiteOptions(true, InjectedSlowdown.NONE))
        .with(jmhCase ->
            jmhCase
                .with("processes", processes)
                .threads(CALLERS)
                .time(Metric.time(suite, row, time), 1)
                .memory(Metric.memory(suite, row, memory), 1));
  }

  private static List<JmhCase> contention(SuiteOptions options) {
    Duration paced = Duration.ofMillis(options.quick() ? 400 : 1500);
    List<JmhCase> cases = new ArrayList<>();
    cases.addAll(
        contention(
                "status each 100 ms, line each 10 ms", paced, true, ReferenceFigure.of("S8", 45, 5))
            .cases());
    if (!options.quick()) {
      Duration dense = Duration.ofMillis(500);
      cases.addAll(
          contention("both without pause", dense, false, ReferenceFigure.of("S8")).cases());
    }
    return cases;
  }

  private static BaselinePair contention(
      String row, Duration shot, boolean pauses, ReferenceFigure reference) {
    String suite = "process.contention";
    return pair(
            ProcessContentionBenchmark.class,
            "compete",
            new SuiteOptions(true, InjectedSlowdown.NONE))
        .with(jmhCase ->
            jmhCase
                .with("pauses", pauses)
                .with("millis", shot.toMillis())
                .singleShot(shot)
                .weight(2)
                .counter(share(suite, row, "blocked", reference), "allBlocked")
                .counter(
                    share(suite, row, "blocked, askers", ReferenceFigure.NONE), "statusBlocked"));
  }

  private static Metric share(
      String suite, String row, String quantity, ReferenceFigure reference) {
    return new Metric(suite, row, quantity, Unit.PERCENT, MetricDirection.LOWER, reference);
  }
}
