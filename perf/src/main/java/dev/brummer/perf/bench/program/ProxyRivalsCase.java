package dev.brummer.perf.bench.program;

import dev.brummer.perf.program.InstalledPrograms;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures a proxy that injects a script into HTML pages with `wrk`, 16 connections and one
/// thread: responses per second and the 99th percentile of their latency. Before each measured
/// window it is loaded in further windows until its throughput is steady, see [SteadyThroughput],
/// or their number is used up.
record ProxyRivalsCase(ComparedProxy proxy, InstalledPrograms installed, boolean quick, int turns)
    implements ProgramCase {
  private static final String SUITE = "proxy.rivals";
  private static final int CONNECTIONS = 16;
  private static final int EXPECTED_WARM_UP_WINDOWS = 3;
  private static final Duration WARM_UP_WINDOW = Duration.ofSeconds(1);

  @Override
  public Variant variant() {
    return proxy.variant();
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> all = new ArrayList<>();
    for (ServedPage page : ServedPage.values()) {
      all.add(rate(page));
      all.add(p99(page));
    }
    return all;
  }

  private static Metric rate(ServedPage page) {
    return new Metric(
        SUITE,
        page.row(),
        "responses",
        Unit.PER_SECOND,
        MetricDirection.HIGHER,
        ReferenceFigure.NONE);
  }

  private static Metric p99(ServedPage page) {
    return new Metric(
        SUITE, page.row(), "p99", Unit.NANOS, MetricDirection.LOWER, ReferenceFigure.NONE);
  }

  private Duration measuredWindow() {
    return Duration.ofSeconds(quick ? 1 : 2);
  }

  private int maxWarmUpWindows() {
    return quick ? 6 : 10;
  }

  @Override
  public Duration estimate() {
    Duration page = WARM_UP_WINDOW.multipliedBy(EXPECTED_WARM_UP_WINDOWS).plus(measuredWindow());
    return page.multipliedBy(ServedPage.values().length).plusSeconds(1);
  }

  @Override
  public Map<Metric, Double> measureOnce() throws IOException, InterruptedException {
    String wrk = installed.find("wrk", "apt install wrk").toString();
    Map<Metric, Double> values = new LinkedHashMap<>();
    try (ComparedProxy.Running running = proxy.start(ComparedProxy.Ports.free(), installed)) {
      for (ServedPage page : ServedPage.values()) {
        PageCheck.await(running.port(), page, proxy != ComparedProxy.DIRECT);
        warmUp(wrk, running.port(), page);
        WrkReport report = load(wrk, running.port(), page, measuredWindow());
        values.put(rate(page), report.perSecond());
        values.put(p99(page), report.p99Nanos());
      }
    }
    return values;
  }

  private void warmUp(String wrk, int port, ServedPage page)
      throws IOException, InterruptedException {
    SteadyThroughput throughput = new SteadyThroughput();
    boolean steady = false;
    for (int i = 0; i < maxWarmUpWindows() && !steady; i++) {
      steady = throughput.add(load(wrk, port, page, WARM_UP_WINDOW).perSecond());
    }
  }

  private static WrkReport load(String wrk, int port, ServedPage page, Duration duration)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                wrk,
                "--threads=1",
                "--connections=" + CONNECTIONS,
                "--duration=" + duration.toSeconds() + "s",
                "--latency",
                "--header=Accept: text/html,*/*",
                "http://127.0.0.1:" + port + page.path())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return WrkReport.parse(output);
  }
}
