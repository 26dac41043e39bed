package dev.brummer.perf.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  @Test
  void quantile_betweenTwoValues_isLinear() {
    List<Double> values = List.of(4.0, 1.0, 3.0, 2.0);

    assertEquals(2.5, Quantiles.median(values));
    assertEquals(1.0, Quantiles.of(values, 0));
    assertEquals(4.0, Quantiles.of(values, 1));
    assertEquals(3.7, Quantiles.of(values, 0.9), 1e-9);
  }

  @Test
  void spread_ofTheSameValueAgainAndAgain_isOne_evenOfZero() {
    assertEquals(1, Quantiles.spread(List.of(0.0, 0.0, 0.0)));
    assertEquals(1, Quantiles.spread(List.of(7.0)));
    assertEquals(9.1 / 1.9, Quantiles.spread(oneToTen()), 1e-9);
  }

  @Test
  void quantile_ofNothing_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Quantiles.median(List.of()));
  }

  private static List<Double> oneToTen() {
    return List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0);
  }
}
