package dev.brummer.perf.bench.program;

import dev.brummer.perf.program.InstalledPrograms;
import dev.brummer.perf.program.ProgramUsage;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Measures the own processes of a proxy whose server has served a page and is quiet since: event
/// loops that wake without need show here.
record IdleProxyCase(ComparedProxy proxy, InstalledPrograms installed, IdleWindow window)
    implements IdleProgramCase {
  private static final String SUITE = "idle.proxy";

  @Override
  public Variant variant() {
    return proxy.variant();
  }

  @Override
  public List<Metric> metrics() {
    return IdleMetrics.of(SUITE);
  }

  @Override
  public Map<Metric, Double> measureOnce() throws IOException, InterruptedException {
    try (ComparedProxy.Running running = proxy.start(ComparedProxy.Ports.free(), installed)) {
      PageCheck.await(running.port(), ServedPage.SMALL_HTML, true);
      window.settle(System.nanoTime());
      ProgramUsage before = running.tree().get().ownUsage();
      window.pass();
      return IdleMetrics.values(SUITE, before, running.tree().get().ownUsage());
    }
  }
}
