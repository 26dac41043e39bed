package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProcessMonitorTest {
  private final ProcessFixture fixture = new ProcessFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void listeningTree_isReady_withItsPort() {
    int id =
        fixture.start(
            fixture.terminal(
                "server",
                "python3 -c 'import socket,time; s=socket.socket(); s.bind((\"127.0.0.1\",0));"
                    + " s.listen(); print(\"port=%d\" % s.getsockname()[1], flush=True);"
                    + " time.sleep(300)' & wait"));
    int port = fixture.printedNumber(id, "port");
    assertEquals("listens on :" + port, fixture.await(id, ProcessState.Ready.class).evidence());
    assertEquals(List.of(port), fixture.processes.info(id).ports());
  }

  @Test
  void resources_areOfTheWholeTree_whileSomebodyLooks() {
    int id =
        fixture.start(
            fixture.terminal("busy", "(while :; do :; done) & setsid sleep 300 & echo up; wait"));
    fixture.awaitLine(id, "up");
    fixture.processes.watchResources(true);
    Await.until(
        "a sample with CPU time", () -> fixture.processes.info(id).resources().cpuPercent() > 5);
    ProcessInfo.Resources resources = fixture.processes.info(id).resources();
    assertEquals(3, resources.processes());
    assertEquals(3, resources.threads());
    assertTrue(resources.rssBytes() > 100_000, resources::toString);
    assertTrue(!fixture.events(Event.ResourcesSampled.class, e -> e.process() == id).isEmpty());
    fixture.processes.kill(id);
    fixture.await(id, ProcessState.Stopped.class);
    assertEquals(ProcessInfo.Resources.NONE, fixture.processes.info(id).resources());
  }
}
