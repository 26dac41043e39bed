package dev.brummer.perf.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.result.MetricDirection;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MetricComparisonTest {
  @Test
  void twiceAsFast_isBetter_orWorse_asTheMetricGoes() {
    List<List<Double>> slow = forks(1, 5, 100, 0.02);
    List<List<Double>> fast = forks(2, 5, 50, 0.02);

    assertEquals(
        ComparisonVerdict.BETTER, MetricComparison.of(slow, fast, MetricDirection.LOWER).verdict());
    assertEquals(
        ComparisonVerdict.WORSE, MetricComparison.of(slow, fast, MetricDirection.HIGHER).verdict());
    assertEquals(0.5, MetricComparison.of(slow, fast, MetricDirection.LOWER).ratio(), 0.03);
  }

  @Test
  void sameDistribution_differsInAlmostNoneOfManyComparisons() {
    assertTrue(wrongOf200(8, 0.1) <= 4, wrongOf200(8, 0.1) + " of 200 with 8 forks");
    assertTrue(wrongOf200(5, 0.5) <= 4, wrongOf200(5, 0.5) + " of 200 with 5 noisy forks");
    assertTrue(wrongOf200(4, 0.1) <= 6, wrongOf200(4, 0.1) + " of 200 with 4 forks");
  }

  private static int wrongOf200(int forks, double width) {
    int wrong = 0;
    for (int seed = 0; seed < 200; seed++) {
      wrong +=
          switch (MetricComparison.of(
                  forks(2 * seed, forks, 100, width),
                  forks(2 * seed + 1, forks, 100, width),
                  MetricDirection.LOWER)
              .verdict()) {
            case BETTER, WORSE -> 1;
            case SAME, UNCERTAIN, UNTESTED -> 0;
          };
    }
    return wrong;
  }

  @Test
  void sameDistribution_ofPreciseSamples_isNoDifference() {
    MetricComparison comparison =
        MetricComparison.of(forks(1, 8, 100, 0.02), forks(2, 8, 100, 0.02), MetricDirection.LOWER);

    assertEquals(ComparisonVerdict.SAME, comparison.verdict());
    assertEquals("no difference", comparison.text());
  }

  @Test
  void differenceOfTwoPercent_isNotWorthAWord() {
    MetricComparison comparison =
        MetricComparison.of(
            forks(1, 8, 100, 0.001), forks(2, 8, 102, 0.001), MetricDirection.LOWER);

    assertTrue(comparison.p() < 0.001, "p " + comparison.p());
    assertEquals(ComparisonVerdict.SAME, comparison.verdict());
  }

  @Test
  void fewSamples_haveADirection_butAreNotTested() {
    List<List<Double>> slow = List.of(List.of(11_826.0, 11_900.0, 12_000.0));
    List<List<Double>> fast = List.of(List.of(1.0, 1.1, 1.2));

    assertEquals(
        ComparisonVerdict.UNTESTED,
        MetricComparison.of(slow, fast, MetricDirection.LOWER).verdict());
    assertEquals("better, 3 samples: not tested", text(slow, fast, MetricDirection.LOWER));
    assertEquals("worse, 3 samples: not tested", text(slow, fast, MetricDirection.HIGHER));
    assertEquals("about equal, 3 samples: not tested", text(fast, fast, MetricDirection.LOWER));
    assertEquals(
        "worse, 1 sample: not tested", text(fast, List.of(List.of(7.0)), MetricDirection.LOWER));
    assertEquals(
        "better, 2 samples: not tested",
        text(List.of(List.of(5.0), List.of(6.0)), forks(1, 8, 0.1, 0.01), MetricDirection.LOWER));
  }

  @Test
  void effectThatIsClearInProportion_isSeenThroughTheNoiseOfTheSlowerSide() {
    List<List<Double>> before = List.of(List.of(90.9, 74.6, 120.0, 305.9, 253.0));
    List<List<Double>> now = List.of(List.of(7.4, 7.2, 8.5, 7.4, 4.9));

    assertEquals("better", text(before, now, MetricDirection.LOWER));
    assertEquals("worse", text(now, before, MetricDirection.LOWER));
  }

  @Test
  void separatedSamplesWithoutAClearGap_areUncertain_withTheirDirection() {
    List<List<Double>> before = List.of(List.of(54.8, 54.4, 73.9, 81.9, 185.8));
    List<List<Double>> now = List.of(List.of(418.0, 272.0, 321.0, 231.0, 238.0));

    assertEquals(
        ComparisonVerdict.UNCERTAIN,
        MetricComparison.of(before, now, MetricDirection.LOWER).verdict());
    assertEquals("worse, 5 samples: uncertain", text(before, now, MetricDirection.LOWER));
  }

  @Test
  void noDifferenceFound_saysWhatItCannotExclude() {
    List<List<Double>> a = List.of(List.of(50.0, 200.0, 90.0, 100.0, 110.0));
    List<List<Double>> b = List.of(List.of(60.0, 180.0, 95.0, 100.0, 120.0));

    assertEquals(
        ComparisonVerdict.UNCERTAIN, MetricComparison.of(a, b, MetricDirection.LOWER).verdict());
    assertTrue(
        text(a, b, MetricDirection.LOWER).matches("uncertain: -[0-9]+% to \\+[0-9]+%"),
        text(a, b, MetricDirection.LOWER));
  }

  @Test
  void zeros_areCompared() {
    List<List<Double>> none = List.of(List.of(0.0, 0.0, 0.0, 0.0));
    List<List<Double>> some = List.of(List.of(455.0, 460.0, 457.0, 456.0));

    assertEquals("no difference", text(none, none, MetricDirection.LOWER));
    assertEquals("better", text(some, none, MetricDirection.LOWER));
    assertEquals("worse", text(none, some, MetricDirection.LOWER));
  }

  private static String text(
      List<List<Double>> a, List<List<Double>> b, MetricDirection direction) {
    return MetricComparison.of(a, b, direction).text();
  }

  @Test
  void forksThatDifferAmongThemselves_areNotMistakenForADifference() {
    List<List<Double>> a = List.of(shots(1, 90), shots(2, 120), shots(3, 95), shots(4, 110));
    List<List<Double>> b = List.of(shots(5, 118), shots(6, 93), shots(7, 119), shots(8, 101));

    assertEquals(
        ComparisonVerdict.UNCERTAIN, MetricComparison.of(a, b, MetricDirection.LOWER).verdict());
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
