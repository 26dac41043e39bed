package dev.brummer.perf.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.model.ReferenceProjections;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.BenchCase;
import dev.brummer.perf.suite.InjectedSlowdown;
import dev.brummer.perf.suite.JmhCase;
import dev.brummer.perf.suite.Suite;
import dev.brummer.perf.suite.SuiteOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Checks the suites without measuring.
class SuitesTest {
  @Test
  @DisplayName("S5 to S15, S24: every benchmark of the reference has a suite")
  void suites_areThoseOfTheReference() {
    List<String> names = Suites.list().stream().map(Suite::name).toList();

    for (String name :
        List.of(
            "eventbus.publish",
            "eventbus.scenario",
            "eventbus.handlers",
            "process.start",
            "process.status",
            "process.list",
            "process.contention",
            "log.addAsync",
            "log.addSync",
            "log.saturation",
            "log.search",
            "proxy.request",
            "proxy.register",
            "proxy.inject",
            "memory.allocation",
            "ui.frame")) {
      assertTrue(names.contains(name), name);
    }
    assertEquals(names.size(), new HashSet<>(names).size(), "no name twice");
  }

  @Test
  @DisplayName("S4 to S23, S35 to S50: every reference figure belongs to a metric")
  void referenceFigures_belongToMetrics() {
    Set<String> sources = new HashSet<>();
    metrics(false).forEach(metric -> sources.add(metric.reference().source()));
    ReferenceProjections.all().forEach(projection -> sources.add(projection.source()));

    for (int number : new int[] {4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 19, 21, 22, 23}) {
      assertTrue(sources.contains("S" + number), "S" + number);
    }
    for (int number = 35; number <= 50; number++) {
      assertTrue(sources.contains("S" + number), "S" + number);
    }
  }

  @Test
  @DisplayName("S4: the baselines are the reference figures")
  void publishBaselines_areTheReferenceFigures() {
    List<Metric> publish =
        metrics(false).stream().filter(m -> m.suite().equals("eventbus.publish")).toList();

    assertEquals(List.of(1127.0, 2847.0, 28_934.0, 287_463.0), baselines(publish, "time"));
    assertEquals(List.of(456.0, 2891.0, 28_456.0, 284_567.0), baselines(publish, "memory"));
    assertEquals(List.of(3.0, 15.0, 145.0, 1450.0), baselines(publish, "objects"));
  }

  private static List<Double> baselines(List<Metric> metrics, String quantity) {
    return metrics.stream()
        .filter(metric -> metric.quantity().equals(quantity))
        .map(metric -> metric.reference().baseline())
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("S35 to S47: whatever a projection is held against is measured, before and now")
  void projections_areHeldAgainstWhatIsMeasured(boolean quick) {
    Set<String> measured = new HashSet<>();
    for (Suite suite : Suites.list()) {
      for (BenchCase benchCase : suite.cases(new SuiteOptions(quick, InjectedSlowdown.NONE))) {
        benchCase
            .metrics()
            .forEach(metric -> measured.add(metric.key() + benchCase.variant().key()));
      }
    }
    ReferenceProjections.all()
        .forEach(projection -> {
          assertTrue(measured.contains(projection.metricKey() + "before"), projection.metricKey());
          assertTrue(measured.contains(projection.metricKey() + "now"), projection.metricKey());
        });
  }

  @ParameterizedTest
  @EnumSource(value = InjectedSlowdown.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void partThatIsSlowed_isMeasuredWithAnotherDesign_andNothingElseIs(InjectedSlowdown slow) {
    List<JmhCase> usual = jmh(InjectedSlowdown.NONE);
    List<JmhCase> slowed = jmh(slow);

    assertEquals(usual.size(), slowed.size());
    int changed = 0;
    for (int i = 0; i < usual.size(); i++) {
      if (!usual.get(i).equals(slowed.get(i))) {
        assertEquals(Variant.PRODUCT, slowed.get(i).variant());
        assertEquals("BRUMMER_SLOW", slowed.get(i).parameters().get("design"));
        changed++;
      }
    }
    assertTrue(changed > 0, slow.name());
  }

  private static List<JmhCase> jmh(InjectedSlowdown slow) {
    List<JmhCase> all = new ArrayList<>();
    for (Suite suite : Suites.list()) {
      for (BenchCase benchCase : suite.cases(new SuiteOptions(true, slow))) {
        if (benchCase instanceof JmhCase jmh) {
          all.add(jmh);
        }
      }
    }
    return all;
  }

  private static List<Metric> metrics(boolean quick) {
    List<Metric> all = new ArrayList<>();
    for (Suite suite : Suites.list()) {
      suite
          .cases(new SuiteOptions(quick, InjectedSlowdown.NONE))
          .forEach(one -> all.addAll(one.metrics()));
    }
    return all;
  }
}
