package dev.brummer.perf.bench.proxy;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Seed;
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

/// `proxy.*`: what a request costs besides being proxied, a page with the script, and a URL until
/// it is served; the product beside the seed's design (S13 to S15, S24, S45 to S47).
public final class ProxySuites {
  private static final int SMALL = 5_000;
  private static final int LARGE = 200_000;

  private ProxySuites() {}

  public static List<Suite> all() {
    return List.of(
        new JmhSuite(
            "proxy.request",
            "What does a request cost besides being proxied?",
            ProxySuites::requests),
        new JmhSuite(
            "proxy.inject", "What does it cost to put the script into a page?", ProxySuites::pages),
        new JmhSuite(
            "proxy.register", "How long until a URL that is seen is served?", terms -> urls()));
  }

  private static List<JmhCase> requests(Terms terms) {
    List<JmhCase> cases = new ArrayList<>();
    cases.add(trip("DIRECT", Variant.rival("direct")));
    cases.add(trip("BRUMMER", Variant.NOW));
    cases.addAll(
        Pair.all(
            part("served", "record, history and event, 1 loop", 1, Seed.of("S45", 1_684, 800)),
            part("served", "record, history and event, 2 loops at once", 2, Seed.of("S13")),
            part("history", "history, 2 loops at once", 2, Seed.of("S47", 34, 7))));
    if (!terms.quick()) {
      cases.addAll(
          Pair.all(
              part("record", "record", 1, Seed.of("S13", 456)),
              part("history", "history", 1, Seed.of("S13", 78 + 23)),
              part("publish", "event", 1, Seed.of("S13", 1_127))));
    }
    return cases;
  }

  private static JmhCase trip(String design, Variant variant) {
    String suite = "proxy.request";
    // All of Netty is on the way: it takes a while until that is compiled.
    return JmhCase.of(ProxyRoundTrip.class, "request", variant, design)
        .weight(variant.equals(Variant.NOW) ? 6 : 1)
        .time(Metric.time(suite, "a small request, there and back", Seed.of("S13")), 1);
  }

  private static Pair part(String method, String row, int loops, Seed seed) {
    String suite = "proxy.request";
    return new Pair(
            JmhCase.of(ProxyRecord.class, method, Variant.before("lock, map, thread"), "LOCKED"),
            JmhCase.of(ProxyRecord.class, method, Variant.NOW, "BRUMMER"))
        .with(one ->
            one.with("loops", loops)
                .threads(loops)
                .weight(method.equals("served") ? 2 : 0.7)
                .time(Metric.time(suite, row, seed), 1)
                .memory(Metric.memory(suite, row, Seed.NONE), 1));
  }

  private static List<JmhCase> pages(Terms terms) {
    return Pair.all(
        inject("5 kB page", SMALL, false, Seed.of("S15", 245_000), terms),
        inject("5 kB page, gzip", SMALL, true, Seed.of("S15", 245_000), terms),
        inject("200 kB page", LARGE, false, Seed.of("S15", 2_800_000), terms),
        inject("200 kB page, gzip", LARGE, true, Seed.of("S15", 2_800_000), terms));
  }

  private static Pair inject(String row, int size, boolean packed, Seed seed, Terms terms) {
    String suite = "proxy.inject";
    String now = terms.slow().design(Slow.INJECTOR, "BRUMMER");
    return new Pair(
            JmhCase.of(ProxyInject.class, "inject", Variant.before("whole page"), "BUFFERED"),
            JmhCase.of(ProxyInject.class, "inject", Variant.NOW, now))
        .with(one ->
            one.with("size", size)
                .with("packed", packed)
                .weight(0.7)
                .time(Metric.time(suite, row, seed), 1)
                .memory(Metric.memory(suite, row, Seed.of("S15", 2.0 * size)), 1));
  }

  private static List<JmhCase> urls() {
    String suite = "proxy.register";
    String row = "a URL until its first request is served";
    double urls = ProxyRegister.URLS;
    Variant before = Variant.before("port probed first");
    Pair served =
        new Pair(
                JmhCase.of(ProxyRegister.class, "register", before, "PROBED"),
                JmhCase.of(ProxyRegister.class, "register", Variant.NOW, "BRUMMER"))
            .with(one ->
                one.shot(Duration.ofMillis(100))
                    .time(Metric.time(suite, row, Seed.of("S46", 2_300_000, 2_300_000)), urls)
                    .memory(Metric.memory(suite, row, Seed.NONE), urls));
    Pair port =
        new Pair(
                JmhCase.of(ProxyRoundTrip.class, "port", before, "DIRECT"),
                JmhCase.of(ProxyRoundTrip.class, "port", Variant.NOW, "BRUMMER"))
            .with(one ->
                one.weight(0.5).time(Metric.time(suite, "a port", Seed.of("S14", 125_000)), 1));
    return Pair.all(served, port);
  }
}
