package dev.brummer.perf.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.result.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MetricComparisonTest {
  @Test
  void twiceAsFast_isBetter_orWorse_asTheMetricGoes() {
    List<List<Double>> slow = forks(1, 5, 100, 0.02);
    List<List<Double>> fast = forks(2, 5, 50, 0.02);

    assertEquals(Verdict.BETTER, MetricComparison.of(slow, fast, Direction.LOWER).verdict());
    assertEquals(Verdict.WORSE, MetricComparison.of(slow, fast, Direction.HIGHER).verdict());
    assertEquals(0.5, MetricComparison.of(slow, fast, Direction.LOWER).ratio(), 0.03);
  }

  @Test
  void sameDistribution_isNoDifference_inAlmostAllOfManyComparisons() {
    int wrong = 0;
    for (int seed = 0; seed < 200; seed++) {
      MetricComparison comparison =
          MetricComparison.of(
              forks(2 * seed, 8, 100, 0.1), forks(2 * seed + 1, 8, 100, 0.1), Direction.LOWER);
      wrong += comparison.verdict() == Verdict.SAME ? 0 : 1;
    }
    assertTrue(wrong <= 4, wrong + " of 200");
  }

  @Test
  void differenceOfTwoPercent_isNotWorthAWord() {
    MetricComparison comparison =
        MetricComparison.of(forks(1, 8, 100, 0.001), forks(2, 8, 102, 0.001), Direction.LOWER);

    assertTrue(comparison.p() < 0.001, "p " + comparison.p());
    assertEquals(Verdict.SAME, comparison.verdict());
  }

  @Test
  void threeSamples_areTooFew() {
    List<List<Double>> few = List.of(List.of(1.0, 1.1, 1.2));

    assertEquals(Verdict.UNKNOWN, MetricComparison.of(few, few, Direction.LOWER).verdict());
  }

  @Test
  void forksThatDifferAmongThemselves_areNotMistakenForADifference() {
    List<List<Double>> a = List.of(shots(1, 90), shots(2, 120), shots(3, 95), shots(4, 110));
    List<List<Double>> b = List.of(shots(5, 118), shots(6, 93), shots(7, 119), shots(8, 101));

    assertEquals(Verdict.SAME, MetricComparison.of(a, b, Direction.LOWER).verdict());
  }

  private static List<Double> shots(int seed, double middle) {
    return forks(seed, 1, middle, 0.002).getFirst();
  }

  /// Forks vary by `width`, iterations within a fork by half of it.
  private static List<List<Double>> forks(int seed, int count, double middle, double width) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<Double>> forks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double fork = middle * (1 + width * random.nextGaussian());
      List<Double> shots = new ArrayList<>();
      for (int j = 0; j < 5; j++) {
        shots.add(fork * (1 + width / 2 * random.nextGaussian()));
      }
      forks.add(shots);
    }
    return forks;
  }
}
