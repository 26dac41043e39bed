package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
import dev.brummer.engine.process.ProcessState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProcessTreeMeterTest {
  private final ProcessFixture fixture = new ProcessFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void look_countsWhoLives_andWhatEndedChildrenHadUsed() {
    String work =
        "python3 -c 'import time\nwhile time.process_time() < 0.3: pass'; setsid sleep 300 & echo up; cat";
    int id = fixture.start(fixture.terminal("busy", work));
    fixture.awaitLine(id, "up");
    try (ProcessTreeMeter meter = fixture.processes.meter()) {
      Await.until("sh, sleep and cat", () -> meter.measure().get(id).processes() == 3);
      ProcessTreeMeter.Usage usage = meter.measure().get(id);
      assertTrue(usage.cpuMillis() >= 280, usage::toString);
      assertTrue(usage.rssBytes() > 1_000_000, usage::toString);
    }
  }

  @Test
  void members_areNoneWhenAllHaveEnded() {
    int id = fixture.start(fixture.terminal("one", "(setsid sleep 300 &) ; echo up; cat"));
    fixture.awaitLine(id, "up");
    try (ProcessTreeMeter meter = fixture.processes.meter()) {
      Await.until("sleep", () -> meter.members().stream().anyMatch(m -> m.startsWith("sleep")));
      fixture.processes.kill(id);
      fixture.await(id, ProcessState.Stopped.class);
      assertEquals(java.util.List.of(), meter.members());
      assertFalse(meter.measure().containsKey(id));
    }
  }
}
