package dev.brummer.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.bench.Case;
import dev.brummer.perf.bench.Slow;
import dev.brummer.perf.bench.Suite;
import dev.brummer.perf.bench.Suites;
import dev.brummer.perf.bench.Terms;
import dev.brummer.perf.result.Metric;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgendaTest {
  @Test
  void quickRun_ofAllSuites_isPlannedForLessThanThreeMinutes() {
    Duration sum = expected(BenchPlan.quick(List.of(), "", ""));

    assertTrue(sum.compareTo(Duration.ofMinutes(3)) < 0, sum.toString());
  }

  @Test
  void fullRun_ofAllSuites_isPlannedForLessThanFifteenMinutes() {
    Duration sum = expected(BenchPlan.full(List.of(), "", ""));

    assertTrue(sum.compareTo(Duration.ofMinutes(15)) < 0, sum.toString());
  }

  @Test
  void suiteAlone_takesItsShareOfTheBudget_notAllOfIt() {
    Duration one = expected(BenchPlan.quick(List.of("log.addSync"), "", ""));

    assertTrue(one.compareTo(Duration.ofSeconds(20)) < 0, one.toString());
  }

  @Test
  void cases_areMeasuredInTurns_roundByRound() {
    List<Agenda.Item> items =
        Agenda.of(BenchPlan.quick(List.of("process.list"), "", "").withRounds(2));

    assertEquals(8, items.size());
    assertEquals(
        List.of("before", "now", "before", "now"),
        items.stream().limit(4).map(item -> item.one().variant().key()).toList());
    assertEquals(1, items.get(3).round());
    assertEquals(2, items.get(4).round());
  }

  @Test
  void metric_isNamedOnceForAVariant_soThatNoSamplesAreMixed() {
    for (boolean quick : new boolean[] {true, false}) {
      Set<String> seen = new HashSet<>();
      for (Suite suite : Suites.list()) {
        for (Case one : suite.cases(new Terms(quick, Slow.NONE))) {
          for (Metric metric : one.metrics()) {
            assertEquals(suite.name(), metric.suite());
            assertTrue(
                seen.add(metric.key() + " " + one.variant().key()),
                () -> metric.key() + " for " + one.variant().key());
          }
        }
      }
    }
  }

  private static Duration expected(BenchPlan plan) {
    return Agenda.of(plan).stream()
        .map(Agenda.Item::expected)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
