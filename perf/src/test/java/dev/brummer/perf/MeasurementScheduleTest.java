package dev.brummer.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.BenchPlan.Profile;
import dev.brummer.perf.bench.Suites;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.BenchCase;
import dev.brummer.perf.suite.InjectedSlowdown;
import dev.brummer.perf.suite.Suite;
import dev.brummer.perf.suite.SuiteOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeasurementScheduleTest {
  @Test
  void run_endsInTime_alsoWhereForksAreSlow() {
    for (double fork : new double[] {0.3, 0.7, 1.0}) {
      MeasurementSchedule schedule = MeasurementSchedule.of(plan(Profile.QUICK, List.of()));

      Duration spent = simulate(schedule, fork);

      assertTrue(spent.compareTo(Duration.ofSeconds(285)) < 0, fork + " s a fork: " + spent);
    }
    Duration full = simulate(MeasurementSchedule.of(plan(Profile.FULL, List.of())), 0.8);
    assertTrue(full.compareTo(Duration.ofMinutes(25)) < 0, full.toString());
    assertTrue(full.compareTo(Duration.ofMinutes(10)) > 0, full.toString());
  }

  @Test
  void slowMachine_getsFewerRounds_andEndsInTime() {
    MeasurementSchedule schedule = MeasurementSchedule.of(plan(Profile.FULL, List.of()));
    Duration full = simulate(schedule, 2.2);
    assertTrue(full.compareTo(Duration.ofMinutes(25)) < 0, full.toString());
    assertTrue(full.compareTo(Duration.ofMinutes(6)) > 0, full.toString());
  }

  @Test
  void slowMachine_leavesOutWhatOthersHaveBuilt_andNothingElse() {
    MeasurementSchedule schedule = MeasurementSchedule.of(plan(Profile.QUICK, List.of()));
    Duration elapsed = Duration.ZERO;
    Set<Variant.Role> leftOut = EnumSet.noneOf(Variant.Role.class);
    int measured = 0;
    for (int i = 0; i < schedule.items().size(); i++) {
      if (schedule.shouldSkip(i, elapsed)) {
        leftOut.add(schedule.items().get(i).benchCase().variant().role());
      } else {
        schedule.iterationPlan(i, elapsed);
        measured++;
        elapsed = elapsed.plusMillis(2500);
      }
    }
    assertEquals(EnumSet.of(Variant.Role.ALTERNATIVE, Variant.Role.PROGRAM), leftOut);
    assertTrue(measured > schedule.items().size() / 2, measured + " of " + schedule.items().size());
  }

  @Test
  void suitesAskedFor_haveTheirRivals_alsoOnASlowMachine() {
    List<String> suites = List.of("eventbus.publish", "eventbus.rivals");
    MeasurementSchedule schedule = MeasurementSchedule.of(plan(Profile.QUICK, suites));
    Duration elapsed = Duration.ZERO;
    for (int i = 0; i < schedule.items().size(); i++) {
      assertFalse(schedule.shouldSkip(i, elapsed), schedule.items().get(i)::toString);
      elapsed = elapsed.plus(duration(schedule, i, elapsed)).plusMillis(2500);
    }
  }

  @Test
  void threeRounds_getTheSameTime() {
    MeasurementSchedule schedule =
        MeasurementSchedule.of(plan(Profile.FULL, List.of("log.search")).withRounds(3));
    int inRound = schedule.items().size() / 3;
    Duration elapsed = Duration.ZERO;
    double[] seconds = new double[3];
    for (int i = 0; i < schedule.items().size(); i++) {
      Duration one = duration(schedule, i, elapsed).plusMillis(600);
      elapsed = elapsed.plus(one);
      seconds[i / inRound] += one.toMillis() / 1e3;
    }
    assertEquals(seconds[0], seconds[2], 0.05 * seconds[0]);
    assertEquals(seconds[0], seconds[1], 0.05 * seconds[0]);
  }

  @Test
  void rounds_getTheSameTime_besideWhatIsMeasuredOnce() {
    MeasurementSchedule schedule = MeasurementSchedule.of(plan(Profile.FULL, List.of()));
    Duration elapsed = Duration.ZERO;
    double[] seconds = new double[2];
    for (int i = 0; i < schedule.items().size(); i++) {
      Duration one = duration(schedule, i, elapsed).plusMillis(300);
      elapsed = elapsed.plus(one);
      if (!schedule.items().get(i).benchCase().isSingleRound()) {
        seconds[schedule.items().get(i).round() - 1] += one.toMillis() / 1e3;
      }
    }
    assertEquals(seconds[0], seconds[1], 0.05 * seconds[0]);
  }

  @Test
  void whatTakesTooLong_isMeasuredOnce() {
    List<MeasurementSchedule.Item> items =
        MeasurementSchedule.of(plan(Profile.FULL, List.of("idle.ui"))).items();

    assertEquals(List.of(1, 1, 1), items.stream().map(MeasurementSchedule.Item::round).toList());
  }

  /// Simulates the run with a fixed overhead per fork.
  private static Duration simulate(MeasurementSchedule schedule, double forkSeconds) {
    Duration elapsed = Duration.ZERO;
    for (int i = 0; i < schedule.items().size() && schedule.hasTimeFor(i, elapsed); i++) {
      if (!schedule.shouldSkip(i, elapsed)) {
        elapsed = elapsed.plus(duration(schedule, i, elapsed));
        elapsed = elapsed.plusMillis(Math.round(forkSeconds * 1000));
      }
    }
    return elapsed;
  }

  private static Duration duration(MeasurementSchedule schedule, int index, Duration elapsed) {
    Duration given = schedule.iterationPlan(index, elapsed).total();
    Duration least = schedule.items().get(index).benchCase().minDuration();
    return given.compareTo(least) > 0 ? given : least;
  }

  @Test
  void suiteAlone_takesItsShareOfTheBudget_notAllOfIt() {
    Duration one =
        simulate(MeasurementSchedule.of(plan(Profile.QUICK, List.of("log.addSync"))), 0.5);

    assertTrue(one.compareTo(Duration.ofSeconds(20)) < 0, one.toString());
  }

  @Test
  void cases_areMeasuredInTurns_roundByRound() {
    List<MeasurementSchedule.Item> items =
        MeasurementSchedule.of(plan(Profile.QUICK, List.of("process.list")).withRounds(2)).items();

    assertEquals(8, items.size());
    assertEquals(
        List.of("before", "now", "before", "now"),
        items.stream().limit(4).map(item -> item.benchCase().variant().key()).toList());
    assertEquals(1, items.get(3).round());
    assertEquals(2, items.get(4).round());
  }

  @Test
  void programsTakeTurns_withinARound() {
    List<MeasurementSchedule.Item> items =
        MeasurementSchedule.of(plan(Profile.FULL, List.of("firehose.ui", "startup.ui"))).items();
    List<String> programs = items.stream().map(item -> item.benchCase().variant().key()).toList();

    List<String> startup = List.of("java -version", "now", "turborepo", "mprocs");
    assertEquals(
        Stream.of(startup, startup, startup, startup).flatMap(List::stream).toList(),
        programs.subList(0, 16));
    assertEquals(
        List.of("now", "turborepo", "now", "turborepo"), programs.subList(16, 20), "next suite");
    assertEquals(
        16, items.stream().filter(item -> item.suite().name().equals("firehose.ui")).count());
    assertEquals(List.of(1, 2), items.stream().map(item -> item.round()).distinct().toList());
  }

  @Test
  void fullRun_measuresEachProgramEightTimes_exceptIdleAndTheProxy() {
    Map<String, Long> turns =
        MeasurementSchedule.of(plan(Profile.FULL, List.of())).items().stream()
            .filter(item -> item.benchCase().turns() > 1)
            .filter(item -> item.benchCase().variant().equals(Variant.PRODUCT))
            .collect(Collectors.groupingBy(item -> item.suite().name(), Collectors.counting()));

    assertEquals(
        Map.of(
            "startup.line", 10L,
            "startup.ui", 8L,
            "firehose.plain", 8L,
            "firehose.ui", 8L,
            "proxy.rivals", 4L),
        turns);
  }

  @Test
  void onlyNow_leavesOutWhatItIsComparedWith() {
    List<MeasurementSchedule.Item> items =
        MeasurementSchedule.of(plan(Profile.QUICK, List.of()).withProductOnly(true)).items();

    assertTrue(items.size() > 20);
    assertTrue(items.stream().allMatch(item -> item.benchCase().variant().key().equals("now")));
  }

  @Test
  void whatGatesAsk_leavesOutAllElse() {
    String key = "eventbus.publish / 1 publisher / time";

    List<MeasurementSchedule.Item> items =
        MeasurementSchedule.of(
                plan(Profile.GATE, List.of())
                    .withMetrics(
                        Set.of(
                            new BenchPlan.MetricKey(key, "now"),
                            new BenchPlan.MetricKey(key, "direct calls"))))
            .items();

    assertEquals(
        List.of("now", "direct calls", "now", "direct calls"),
        items.stream().map(item -> item.benchCase().variant().key()).toList());
    assertTrue(
        items.stream()
            .allMatch(
                item -> item.benchCase().metrics().stream().anyMatch(m -> m.key().equals(key))));
  }

  @Test
  void metric_isNamedOnceForAVariant_soThatNoSamplesAreMixed() {
    for (boolean quick : new boolean[] {true, false}) {
      Set<String> seen = new HashSet<>();
      for (Suite suite : Suites.list()) {
        for (BenchCase benchCase : suite.cases(new SuiteOptions(quick, InjectedSlowdown.NONE))) {
          for (Metric metric : benchCase.metrics()) {
            assertEquals(suite.name(), metric.suite());
            assertTrue(
                seen.add(metric.key() + " " + benchCase.variant().key()),
                () -> metric.key() + " for " + benchCase.variant().key());
          }
        }
      }
    }
  }

  private static BenchPlan plan(Profile profile, List<String> suites) {
    return BenchPlan.of(profile, suites, new BenchPlan.Build("", ""));
  }
}
