package dev.brummer.perf.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.bench.Suites;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Measurement;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.RunFixtures;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.BenchCase;
import dev.brummer.perf.suite.InjectedSlowdown;
import dev.brummer.perf.suite.Suite;
import dev.brummer.perf.suite.SuiteOptions;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateCheckerTest {
  private static final Metric TIME =
      Metric.time("eventbus.publish", "1 publisher", ReferenceFigure.NONE);
  private static final Metric RATE =
      new Metric(
          "log.saturation",
          "4",
          "sustained",
          Unit.PER_SECOND,
          MetricDirection.HIGHER,
          ReferenceFigure.NONE);

  @Test
  @DisplayName("S25 to S28: the four gates of the reference design are in the file")
  void builtIn_hasTheSeedsFour() {
    assertEquals(new Gate.FixedBaseline(1127), named("EventBus-ns/event").baseline());
    assertEquals(new Gate.AtMost(1.2), named("EventBus-ns/event").threshold());
    assertEquals(new Gate.FixedBaseline(387), named("ProcessStatus-ns/op").baseline());
    assertEquals(new Gate.AtMost(1.1), named("ProcessStatus-ns/op").threshold());
    assertEquals(new Gate.FixedBaseline(6_400_000), named("LogStore-bytes/sec").baseline());
    assertEquals(new Gate.AtMost(0.5), named("LogStore-bytes/sec").threshold());
    assertEquals(new Gate.FixedBaseline(1000), named("ThreadCount").baseline());
    assertEquals(new Gate.AtMost(0.1), named("ThreadCount").threshold());
  }

  @Test
  void builtIn_asksOnlyForWhatSuitesMeasure() {
    Set<String> measured = new HashSet<>();
    for (Suite suite : Suites.list()) {
      for (BenchCase benchCase : suite.cases(new SuiteOptions(true, InjectedSlowdown.NONE))) {
        benchCase
            .metrics()
            .forEach(m -> measured.add(m.key() + " of " + benchCase.variant().key()));
      }
    }
    for (Gate gate : GateFile.builtIn()) {
      assertTrue(measured.contains(gate.metric() + " of now"), gate.metric());
      if (gate.baseline() instanceof Gate.RelativeBaseline relativeBaseline) {
        assertTrue(
            measured.contains(gate.metric() + " of " + relativeBaseline.variant()), gate.name());
      }
    }
  }

  private static Gate named(String name) {
    return GateFile.builtIn().stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  @DisplayName("S29: a failure says by how much it is worse, an improvement by how much better")
  void texts_areTheSeeds() {
    Gate gate = fixedGate(1127, new Gate.AtMost(1.2));

    assertEquals(
        "Performance regression in bus: 2254.00 vs 1127.00 (100.0% worse, allowed up to 20.0%)",
        check(product(TIME, 2254), gate).text());
    assertEquals(
        "Performance improvement in bus: 563.50 vs 1127.00 (50.0% better)",
        check(product(TIME, 563.5), gate).text());
  }

  @Test
  @DisplayName("S27, S28: a gate for an improvement never says a negative percentage")
  void improvementGate_saysWhatItExpects() {
    GateResult result = check(product(TIME, 700), fixedGate(1000, new Gate.AtMost(0.5)));

    assertFalse(result.passed());
    assertEquals(
        "Performance regression in bus: 700.00 vs 1000.00 (30.0% better, expected at least 50.0%"
            + " better)",
        result.text());
  }

  @ParameterizedTest
  @CsvSource({"1352.4, true", "1352.5, false", "41, true"})
  @DisplayName("S25: 1127 x 1.2 is allowed, more is not")
  void threshold_isTheLastValueThatHolds(double measured, boolean holds) {
    assertEquals(
        holds, check(product(TIME, measured), fixedGate(1127, new Gate.AtMost(1.2))).passed());
  }

  @Test
  void atLeast_holdsWhereMoreIsBetter_andSaysSo() {
    Gate gate =
        new Gate("flow", RATE.key(), new Gate.RelativeBaseline("before"), new Gate.AtLeast(0.5));
    BenchRun half =
        RunFixtures.of(of(RATE, Variant.PRODUCT, 400), of(RATE, Variant.baseline("x"), 1000));

    assertEquals(
        "Performance regression in flow: 400.00 vs 1000.00 (60.0% worse, allowed up to 50.0%)",
        check(half, gate).text());
  }

  @Test
  void gateBesideSomethingInTheRun_usesItsMedian() {
    Gate gate =
        new Gate("bus", TIME.key(), new Gate.RelativeBaseline("direct calls"), new Gate.AtMost(3));
    BenchRun run =
        RunFixtures.of(
            of(TIME, Variant.PRODUCT, 100),
            of(TIME, Variant.alternative("direct calls"), 50),
            of(TIME, Variant.baseline("x"), 1));

    GateResult.Measured result = assertInstanceOf(GateResult.Measured.class, check(run, gate));
    assertEquals(2, result.ratio());
    assertTrue(result.passed());
  }

  @Test
  void metricThatWasNotMeasured_isAnError_notAPass() {
    GateResult nothing =
        check(RunFixtures.of(of(RATE, Variant.PRODUCT, 1)), fixedGate(1, new Gate.AtMost(9)));
    Gate beside =
        new Gate("bus", TIME.key(), new Gate.RelativeBaseline("before"), new Gate.AtMost(9));

    assertFalse(nothing.passed());
    assertTrue(nothing.text().contains("bus was not measured"), nothing.text());
    assertFalse(check(product(TIME, 1), beside).passed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[gate]];name = 3|g.toml:1: name must be a string",
        "[[gate]];name = \"a\";metric = \"m\"|g.toml:1: a: set either seed or against",
        "[[gate]];name = \"a\";metric = \"m\";seed = 1;against = \"before\"|set either seed or against",
        "[[gate]];name = \"a\";metric = \"m\";seed = 1|set either at_most or at_least",
        "[[gate]];name = \"a\";metric = \"m\";seed = -1;at_most = 2|seed must be a number above 0",
        "[[gate]];name = \"a\";colour = 1|unknown key colour",
        "x = 1|g.toml has no [[gate]]",
        "[[gate];|g.toml:1: "
      })
  void fileThatMakesNoSense_isRefusedWithFileAndLine(String lines, String sentence) {
    GateFileException refused =
        assertThrows(
            GateFileException.class, () -> GateFile.parse(lines.replace(";", "\n"), "g.toml"));

    String text = String.valueOf(refused.getMessage());
    assertTrue(text.contains(sentence), text);
    assertFalse(text.contains("\n"), text);
  }

  @Test
  void fileThatIsMissing_isNamed() {
    GateFileException refused =
        assertThrows(GateFileException.class, () -> GateFile.read(Path.of("no/such.toml")));

    assertEquals("no such file: no/such.toml", refused.getMessage());
  }

  private static Gate fixedGate(double value, Gate.Threshold threshold) {
    return new Gate("bus", TIME.key(), new Gate.FixedBaseline(value), threshold);
  }

  private static GateResult check(BenchRun run, Gate gate) {
    return GateChecker.check(run, List.of(gate)).getFirst();
  }

  private static BenchRun product(Metric metric, double value) {
    return RunFixtures.of(of(metric, Variant.PRODUCT, value));
  }

  private static Measurement of(Metric metric, Variant variant, double value) {
    return RunFixtures.around(metric, variant, 1, value, value / 100);
  }
}
