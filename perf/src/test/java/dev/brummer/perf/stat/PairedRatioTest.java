package dev.brummer.perf.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairedRatioTest {
  @Test
  void slowPhaseOfTheMachine_cancelsOut() {
    PairedRatio ratio = PairedRatio.of(List.of(2.0, 2.0, 20.0, 4.0), List.of(1.0, 1.0, 10.0, 2.0));

    assertEquals(new PairedRatio(2, 2, 2), ratio);
  }

  @Test
  void spread_isTheMiddleHalf() {
    PairedRatio ratio =
        PairedRatio.of(List.of(1.0, 2.0, 3.0, 4.0, 100.0), List.of(1.0, 1.0, 1.0, 1.0, 1.0));

    assertEquals(new PairedRatio(3, 2, 4), ratio);
  }

  @Test
  void surplusSamples_areIgnored_andNoneIsAnError() {
    assertEquals(3, PairedRatio.of(List.of(3.0, 9.0), List.of(1.0)).median());
    assertThrows(IllegalArgumentException.class, () -> PairedRatio.of(List.of(), List.of(1.0)));
  }

  @Test
  void nothingAgainstNothing_isEqual() {
    assertEquals(1, PairedRatio.of(List.of(0.0), List.of(0.0)).median());
  }
}
