package dev.brummer.perf.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PowerLawTest {
  private static final double[] PUBLISHERS = {1, 10, 100, 1000};

  @Test
  void fit_ofAPowerLaw_findsIt() {
    PowerLaw law = PowerLaw.fit(new double[] {1, 2, 4}, new double[] {3, 12, 48});

    assertEquals(2, law.exponent(), 1e-12);
    assertEquals(3, law.factor(), 1e-12);
  }

  @Test
  @DisplayName("S4: the growth called exponential is slightly less than linear")
  void seedsTable_growsLinearly() {
    PowerLaw law = PowerLaw.fit(PUBLISHERS, new double[] {1127, 2847, 28_934, 287_463});

    assertTrue(law.exponent() > 0.7 && law.exponent() < 1, law.toString());
  }

  @Test
  void fit_withoutALogarithm_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> PowerLaw.fit(new double[] {1, 0}, new double[] {1, 2}));
    assertThrows(
        IllegalArgumentException.class, () -> PowerLaw.fit(new double[] {1}, new double[] {1}));
  }
}
