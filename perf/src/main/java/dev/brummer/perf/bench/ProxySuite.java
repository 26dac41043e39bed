package dev.brummer.perf.bench;

import dev.brummer.perf.bench.ComparisonSuite.Row;
import java.util.List;
import java.util.Map;

/// `proxy`: what a request costs besides being proxied, a page with the script, and a URL until it
/// is served; the product beside the seed's design (S13 to S15, S45 to S47).
public final class ProxySuite {
  private static final int SMALL = 5_000;
  private static final int LARGE = 200_000;

  private static final List<Row> REQUESTS =
      List.of(
          record("record, history and event, one loop", "1.7 µs", 1),
          record("the same, two loops at once", "1.7 µs + 34 ns of lock", 2));

  private static final List<Row> PAGES =
      List.of(
          inject("5 kB page", "245 µs", SMALL, false),
          inject("5 kB page, gzip", "245 µs", SMALL, true),
          inject("200 kB page", "2.8 ms, 2 x page", LARGE, false),
          inject("200 kB page, gzip", "2.8 ms, 2 x page", LARGE, true));

  private static final List<Row> URLS =
      List.of(
          new Row(
              "a URL until its first request is served",
              "2.3 ms + 125 µs",
              ProxyRegister.class,
              "register",
              Map.of(),
              1,
              ProxyRegister.URLS,
              ""));

  private ProxySuite() {}

  private static Row record(String question, String seed, int threads) {
    Map<String, String> loops = Map.of("loops", "" + threads);
    return new Row(question, seed, ProxyRecord.class, "served", loops, threads, 1, "");
  }

  private static Row inject(String question, String seed, int size, boolean packed) {
    Map<String, String> page = Map.of("size", "" + size, "packed", "" + packed);
    return new Row(question, seed, ProxyInject.class, "inject", page, 1, 1, "");
  }

  /// What each request costs.
  public static Suite requests() {
    return new ComparisonSuite("proxy.request", "LOCKED", "lock, map, thread", REQUESTS);
  }

  /// What a page with the script costs.
  public static Suite pages() {
    return new ComparisonSuite("proxy.inject", "BUFFERED", "whole page", PAGES);
  }

  /// What a URL costs.
  public static Suite urls() {
    return new ComparisonSuite("proxy.register", "PROBED", "port probed first", URLS);
  }
}
