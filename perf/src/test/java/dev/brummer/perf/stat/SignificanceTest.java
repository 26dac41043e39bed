package dev.brummer.perf.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Compared with `wilcox.test` and `t.test` of R, and with exact counts.
class SignificanceTest {
  @Test
  void mannWhitney_threeBelowThree_isTwoOfTwentyOrders() {
    assertEquals(
        0.1, Significance.mannWhitney(List.of(1.0, 2.0, 3.0), List.of(4.0, 5.0, 6.0)), 1e-12);
  }

  @Test
  void mannWhitney_fiveBelowFive_isTwoOf252Orders() {
    assertEquals(
        2.0 / 252,
        Significance.mannWhitney(
            List.of(1.0, 2.0, 3.0, 4.0, 5.0), List.of(6.0, 7.0, 8.0, 9.0, 10.0)),
        1e-12);
  }

  @Test
  void mannWhitney_hollandersPermeabilityData_isWhatRSays() {
    List<Double> x = List.of(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46);
    List<Double> y = List.of(1.15, 0.88, 0.90, 0.74, 1.21);

    assertEquals(0.2544, Significance.mannWhitney(x, y), 5e-5);
  }

  @Test
  void mannWhitney_withTies_isBetweenNoneAndAll_andAllEqualIsOne() {
    assertEquals(1, Significance.mannWhitney(List.of(3.0, 3.0), List.of(3.0, 3.0, 3.0)));
    double p = Significance.mannWhitney(List.of(1.0, 1.0, 2.0), List.of(1.0, 2.0, 2.0));
    assertTrue(p > 0.3 && p <= 1, "p " + p);
  }

  @Test
  void welch_studentsSleepData_isWhatRSays() {
    List<Double> x = List.of(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0);
    List<Double> y = List.of(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4);

    assertEquals(0.07939, Significance.welch(x, y), 1e-5);
  }

  @Test
  void welch_twoConstants_differForSure_orNotAtAll() {
    assertEquals(0, Significance.welch(List.of(1.0, 1.0), List.of(2.0, 2.0)));
    assertEquals(1, Significance.welch(List.of(2.0, 2.0), List.of(2.0, 2.0)));
  }
}
