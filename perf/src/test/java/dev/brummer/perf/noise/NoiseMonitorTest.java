package dev.brummer.perf.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoiseMonitorTest {
  private static final CalibrationLoop CALM = new CalibrationLoop(1000, 1.02);

  @TempDir Path supplies;

  @Test
  void quietMachine_getsNoWarning() {
    assertEquals(List.of(), NoiseMonitor.warnings(false, CALM, CALM, 0.1, 0));
  }

  @Test
  void everyDisturbance_isSaidInASentence() {
    List<String> said = NoiseMonitor.warnings(true, CALM, new CalibrationLoop(1300, 1.4), 1.04, 12);

    assertEquals(5, said.size(), said.toString());
    assertTrue(said.get(0).contains("battery"));
    assertTrue(said.get(1).contains("used 1.0 cores"));
    assertTrue(said.get(2).contains("12 %"));
    assertTrue(said.get(3).contains("40 % longer"));
    assertTrue(said.get(4).contains("30 % slower"));
  }

  @Test
  void battery_thatIsDischarged_counts_aFullOneDoesNot() throws IOException {
    assertFalse(NoiseMonitor.onBattery(supplies.resolve("missing")));
    Files.createDirectories(supplies.resolve("AC"));
    Path status = Files.createDirectories(supplies.resolve("BAT0")).resolve("status");
    Files.writeString(status, "Full\n");
    assertFalse(NoiseMonitor.onBattery(supplies));
    Files.writeString(status, "Discharging\n");
    assertTrue(NoiseMonitor.onBattery(supplies));
  }

  @Test
  void busyCore_ofSomebodyElse_isSeenInTheKernelsCounters() {
    String self = "7 (a name) R " + "0 ".repeat(10) + "40 10 30 20 0";
    ProcStat before =
        ProcStat.parse("cpu  100 0 100 1000 0 0 0 0 0 0", "1 (x) R" + " 0".repeat(20));
    ProcStat after = ProcStat.parse("cpu  300 0 100 1180 0 0 0 20 0 0", self);

    assertEquals(100, after.self());
    // 400 ticks of two cores passed: 200 busy, 100 of them by this process, 20 stolen.
    assertEquals(0.5, after.otherCores(before, 2), 1e-9);
    assertEquals(5, after.stolenPercent(before), 1e-9);
  }

  @Test
  void systemWithoutCounters_tellsNothing() {
    ProcStat nothing = ProcStat.parse("", "");

    assertEquals(0, nothing.otherCores(nothing, 2));
    assertEquals(0, nothing.stolenPercent(nothing));
  }
}
