package dev.brummer.perf.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.compare.RunComparison;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Measurement;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.RunFixtures;
import dev.brummer.perf.result.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CompareTableTest {
  private static final Metric FAST =
      Metric.time("process.list", "10 processes", ReferenceFigure.NONE);
  private static final Metric SLOW = Metric.time("log.addSync", "4 children", ReferenceFigure.NONE);

  @Test
  void sameProgramTwice_isNoDifference() {
    String text = text(run(1, 100, 1000), run(2, 100, 1000));

    assertTrue(text.endsWith("No difference in any of 2 metrics.\n"), text);
    assertTrue(text.contains("no difference"), text);
    assertFalse(text.contains("better"), text);
  }

  @Test
  void oneMetricThatChanged_isNamedWithMediansIntervalsAndP() {
    String text = text(run(1, 100, 1000), run(2, 100, 2000));

    String row = text.lines().filter(l -> l.startsWith("log.addSync")).findFirst().orElse("");
    assertTrue(
        row.replaceAll(" +", " ")
            .matches(
                "log.addSync, 4 children, time [0-9.]+ [nµ]s ± [0-9]+% [0-9.]+ µs ± [0-9]+%"
                    + " \\+[0-9.]+% worse \\(p=0.00[0-9]\\)"),
        row);
    assertTrue(text.endsWith("1 of 2 metrics differ: 0 better, 1 worse.\n"), text);
  }

  @Test
  void otherMachines_whereForced_areLabelled() {
    String text =
        CompareTable.text(
            RunComparison.of(run(1, 100, 1000), run(2, 100, 1000)), "old", "new", true);

    assertTrue(text.startsWith("! The runs come from different machines"), text);
  }

  @Test
  void metricsOfOneSideOnly_areNamed() {
    BenchRun less = RunFixtures.of(RunFixtures.around(FAST, Variant.PRODUCT, 1, 100, 1));

    String text = text(run(1, 100, 1000), less);

    assertTrue(text.contains("Only in old: log.addSync / 4 children / time"), text);
    assertEquals(
        "The runs have no metric in common.",
        CompareTable.summary(RunComparison.of(less, RunFixtures.of())));
  }

  @Test
  void fewSamples_areNotCalledNoDifference() {
    String text =
        text(
            RunFixtures.of(new Measurement(FAST, Variant.PRODUCT, 1, List.of(100.0, 101.0, 102.0))),
            RunFixtures.of(new Measurement(FAST, Variant.PRODUCT, 1, List.of(1.0, 1.1, 1.2))));

    assertTrue(text.contains("-98.9% better, 3 samples: not tested"), text);
    assertFalse(text.contains("p="), text);
    assertTrue(
        text.endsWith(
            "not tested: fewer than 4 samples cannot be significant; measure with --rounds 4.\n"
                + "0 of 1 metrics differ: 0 better, 0 worse; 1 not tested.\n"),
        text);
  }

  private static String text(BenchRun a, BenchRun b) {
    return CompareTable.text(RunComparison.of(a, b), "old", "new", false);
  }

  /// Five forks of each metric, with a standard deviation of two percent.
  private static BenchRun run(int seed, double fast, double slow) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Measurement> all = new ArrayList<>();
    for (int round = 1; round <= 5; round++) {
      double off = 1 + 0.02 * random.nextGaussian();
      all.add(RunFixtures.around(FAST, Variant.PRODUCT, round, fast * off, fast / 200));
      all.add(RunFixtures.around(SLOW, Variant.PRODUCT, round, slow * off, slow / 200));
    }
    return RunFixtures.of(RunFixtures.MACHINE, all);
  }
}
