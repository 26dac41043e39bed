package dev.brummer.perf.bench.proxy;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.ReferenceFigure;
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

/// `proxy.*`: cost of a request's bookkeeping, of script injection, and of registering a URL; the
/// product and the reference design (S13 to S15, S24, S45 to S47).
public final class ProxySuites {
  private static final int SMALL = 5_000;
  private static final int LARGE = 200_000;

  private ProxySuites() {}

  public static List<Suite> all() {
    return List.of(
        new JmhSuite(
            "proxy.request", "What does the bookkeeping of a request cost?", ProxySuites::requests),
        new JmhSuite("proxy.inject", "What does script injection cost?", ProxySuites::pages),
        new JmhSuite(
            "proxy.register", "How long does it take to serve a detected URL?", options -> urls()));
  }

  private static List<JmhCase> requests(SuiteOptions options) {
    List<JmhCase> cases = new ArrayList<>();
    cases.add(trip("DIRECT", Variant.alternative("direct")));
    cases.add(trip("BRUMMER", Variant.PRODUCT));
    cases.addAll(
        BaselinePair.all(
            part(
                "served",
                "record, history and event, 1 loop",
                1,
                ReferenceFigure.of("S45", 1_684, 800)),
            part(
                "served",
                "record, history and event, 2 loops at once",
                2,
                ReferenceFigure.of("S13")),
            part("history", "history, 2 loops at once", 2, ReferenceFigure.of("S47", 34, 7))));
    if (!options.quick()) {
      cases.addAll(
          BaselinePair.all(
              part("record", "record", 1, ReferenceFigure.of("S13", 456)),
              part("history", "history", 1, ReferenceFigure.of("S13", 78 + 23)),
              part("publish", "event", 1, ReferenceFigure.of("S13", 1_127))));
    }
    return cases;
  }

  private static JmhCase trip(String design, Variant variant) {
    String suite = "proxy.request";
    // Needs a long warm-up: the path through Netty compiles slowly.
    return JmhCase.of(ProxyRoundTripBenchmark.class, "request", variant, design)
        .weight(variant.equals(Variant.PRODUCT) ? 6 : 1)
        .time(Metric.time(suite, "a small request, there and back", ReferenceFigure.of("S13")), 1);
  }

  private static BaselinePair part(
      String method, String row, int loops, ReferenceFigure reference) {
    String suite = "proxy.request";
    return new BaselinePair(
            JmhCase.of(
                ProxyRecordBenchmark.class,
                method,
                Variant.baseline("lock, map, thread"),
                "LOCKED"),
            JmhCase.of(ProxyRecordBenchmark.class, method, Variant.PRODUCT, "BRUMMER"))
        .with(jmhCase ->
            jmhCase
                .with("loops", loops)
                .threads(loops)
                .weight(method.equals("served") ? 2 : 0.7)
                .time(Metric.time(suite, row, reference), 1)
                .memory(Metric.memory(suite, row, ReferenceFigure.NONE), 1));
  }

  private static List<JmhCase> pages(SuiteOptions options) {
    List<JmhCase> cases = new ArrayList<>();
    cases.add(translate("5 kB page, URLs translated", SMALL));
    cases.add(translate("200 kB page, URLs translated", LARGE));
    cases.addAll(injections(options));
    return cases;
  }

  private static JmhCase translate(String row, int size) {
    return JmhCase.of(ProxyInjectBenchmark.class, "translate", Variant.PRODUCT, "BRUMMER")
        .with("size", size)
        .weight(0.7)
        .time(Metric.time("proxy.inject", row, ReferenceFigure.NONE), 1);
  }

  private static List<JmhCase> injections(SuiteOptions options) {
    return BaselinePair.all(
        inject("5 kB page", SMALL, false, ReferenceFigure.of("S15", 245_000), options),
        inject("5 kB page, gzip", SMALL, true, ReferenceFigure.of("S15", 245_000), options),
        inject("200 kB page", LARGE, false, ReferenceFigure.of("S15", 2_800_000), options),
        inject("200 kB page, gzip", LARGE, true, ReferenceFigure.of("S15", 2_800_000), options));
  }

  private static BaselinePair inject(
      String row, int size, boolean packed, ReferenceFigure reference, SuiteOptions options) {
    String suite = "proxy.inject";
    String product = options.slowdown().designFor(InjectedSlowdown.INJECTOR, "BRUMMER");
    return new BaselinePair(
            JmhCase.of(
                ProxyInjectBenchmark.class, "inject", Variant.baseline("whole page"), "BUFFERED"),
            JmhCase.of(ProxyInjectBenchmark.class, "inject", Variant.PRODUCT, product))
        .with(jmhCase ->
            jmhCase
                .with("size", size)
                .with("packed", packed)
                .weight(0.7)
                .time(Metric.time(suite, row, reference), 1)
                .memory(Metric.memory(suite, row, ReferenceFigure.of("S15", 2.0 * size)), 1));
  }

  private static List<JmhCase> urls() {
    String suite = "proxy.register";
    String row = "a URL until its first request is served";
    double urls = ProxyRegisterBenchmark.URLS;
    Variant baseline = Variant.baseline("port probed first");
    BaselinePair served =
        new BaselinePair(
                JmhCase.of(ProxyRegisterBenchmark.class, "register", baseline, "PROBED"),
                JmhCase.of(ProxyRegisterBenchmark.class, "register", Variant.PRODUCT, "BRUMMER"))
            .with(jmhCase ->
                jmhCase
                    .singleShot(Duration.ofMillis(100))
                    .time(
                        Metric.time(suite, row, ReferenceFigure.of("S46", 2_300_000, 2_300_000)),
                        urls)
                    .memory(Metric.memory(suite, row, ReferenceFigure.NONE), urls));
    BaselinePair port =
        new BaselinePair(
                JmhCase.of(ProxyRoundTripBenchmark.class, "port", baseline, "DIRECT"),
                JmhCase.of(ProxyRoundTripBenchmark.class, "port", Variant.PRODUCT, "BRUMMER"))
            .with(jmhCase ->
                jmhCase
                    .weight(0.5)
                    .time(Metric.time(suite, "a port", ReferenceFigure.of("S14", 125_000)), 1));
    return BaselinePair.all(served, port);
  }
}
