package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.ProcessState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProcessTreeMeterTest {
  private final ProcessFixture processFixture = new ProcessFixture();

  @AfterEach
  void close() {
    processFixture.close();
  }

  @Test
  void look_countsWhoLives_andWhatEndedChildrenHadUsed() {
    String work =
        "python3 -c 'import time\nwhile time.process_time() < 0.3: pass'; setsid sleep 300 & echo up; cat";
    int id = processFixture.start(processFixture.terminal("busy", work));
    processFixture.awaitLine(id, "up");
    try (ProcessTreeMeter meter = processFixture.processes.meter()) {
      ProcessFixture.await("sh, sleep and cat", () -> meter.measure().get(id).processes() == 3);
      ProcessTreeMeter.Usage usage = meter.measure().get(id);
      assertTrue(usage.cpuMillis() >= 280, usage::toString);
      assertTrue(usage.rssBytes() > 1_000_000, usage::toString);
    }
  }

  @Test
  void members_areNoneWhenAllHaveEnded() {
    int id =
        processFixture.start(processFixture.terminal("one", "(setsid sleep 300 &) ; echo up; cat"));
    processFixture.awaitLine(id, "up");
    try (ProcessTreeMeter meter = processFixture.processes.meter()) {
      ProcessFixture.await(
          "sleep", () -> meter.members().stream().anyMatch(m -> m.startsWith("sleep")));
      processFixture.processes.kill(id);
      processFixture.await(id, ProcessState.Stopped.class);
      assertEquals(java.util.List.of(), meter.members());
      assertFalse(meter.measure().containsKey(id));
    }
  }
}
