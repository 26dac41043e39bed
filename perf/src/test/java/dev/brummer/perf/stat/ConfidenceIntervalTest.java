package dev.brummer.perf.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConfidenceIntervalTest {
  @Test
  void interval_ofTheMedian_coversTheTruthNineteenTimesInTwenty() {
    SplittableRandom random = new SplittableRandom(7);
    int covered = 0;
    int runs = 400;
    for (int run = 0; run < runs; run++) {
      List<Double> one = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        one.add(Math.exp(random.nextGaussian()));
      }
      covered += ConfidenceInterval.ofMedian(List.of(one)).contains(1) ? 1 : 0;
    }
    assertTrue(covered > 0.90 * runs && covered < 0.99 * runs, covered + " of " + runs);
  }

  @Test
  void interval_ofForksThatDiffer_isWiderThanItsShotsSay() {
    List<List<Double>> forks =
        List.of(List.of(10.0, 10.1, 10.2), List.of(12.0, 12.1, 12.2), List.of(11.0, 11.1, 11.2));

    ConfidenceInterval interval = ConfidenceInterval.ofMedian(forks);

    assertTrue(interval.low() < 10.5 && interval.high() > 11.9, interval.toString());
  }

  @Test
  void interval_ofTheSameSamples_isAlwaysTheSame() {
    List<List<Double>> forks = List.of(List.of(3.0, 5.0, 4.0), List.of(6.0, 5.5));

    assertEquals(ConfidenceInterval.ofMedian(forks), ConfidenceInterval.ofMedian(forks));
    assertEquals(
        ConfidenceInterval.ofRatio(forks, forks), ConfidenceInterval.ofRatio(forks, forks));
  }

  @Test
  void ratio_ofNothingToNothing_isOne() {
    assertEquals(1, ConfidenceInterval.ratio(0, 0));
    assertEquals(Double.POSITIVE_INFINITY, ConfidenceInterval.ratio(3, 0));
  }
}
