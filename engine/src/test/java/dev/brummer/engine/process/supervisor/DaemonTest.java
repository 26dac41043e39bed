package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProbeTiming;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessSpecBuilder;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.os.ControlGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Commands that leave a server in the background and exit, on terminals and on pipes, with a
/// control group and without.
@Timeout(120)
final class DaemonTest {
  private static final String SERVER =
      """
      setsid sh -c 'echo "pid=$$"; exec python3 -u -m http.server -b 127.0.0.1 PORT' &
      exit 0
      """;

  private static ProcessFixture fixture(String controlGroups) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put(ControlGroup.VARIABLE, controlGroups);
    SupervisorSettings defaults = SupervisorSettings.defaults();
    return new ProcessFixture(
        new SupervisorSettings(
            defaults.runId(), environment, null, null, 80, 24, defaults.clock()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }

  private static ProcessSpecBuilder daemon(String script) {
    return ProcessSpec.builder("db", List.of("/bin/sh", "-c", script), Path.of("/")).daemon(true);
  }

  private static int run(ProcessFixture fixture, ProcessSpecBuilder spec) {
    return fixture.start(fixture.processes.register(spec.build()));
  }

  private static void awaitBackground(ProcessFixture fixture, int id) {
    Await.until(
        "the daemon",
        () -> fixture.processes.info(id).pid() != 0 && fixture.processes.info(id).daemonized());
  }

  @ParameterizedTest
  @CsvSource({"on, true", "on, false", "off, true", "off, false"})
  void daemon_runs_prints_listens_isMeasured_andStops(String controlGroups, boolean pty)
      throws IOException {
    int port = freePort();
    try (ProcessFixture fixture = fixture(controlGroups)) {
      fixture.processes.watchResources(true);
      int id = run(fixture, daemon(SERVER.replace("PORT", "" + port)).pty(pty));
      assertEquals("listens on :" + port, fixture.await(id, ProcessState.Ready.class).evidence());
      awaitBackground(fixture, id);
      int server = fixture.printedNumber(id, "pid");
      assertEquals(server, fixture.processes.info(id).pid());
      Await.until("a sample", () -> fixture.processes.info(id).resources().rssBytes() > 0);
      assertEquals(List.of(), fixture.events(Event.ProcessExited.class, _ -> true));
      fixture.processes.stop(id);
      fixture.await(id, ProcessState.Stopped.class);
      assertFalse(ProcessFixture.isAlive(server));
      assertEquals(List.of(), fixture.processes.info(id).ports());
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void restart_startsTheNextServer_whenTheFirstIsGone(boolean pty) throws IOException {
    int port = freePort();
    try (ProcessFixture fixture = fixture("on")) {
      int id = run(fixture, daemon(SERVER.replace("PORT", "" + port)).pty(pty));
      fixture.await(id, ProcessState.Ready.class);
      awaitBackground(fixture, id);
      long first = fixture.processes.info(id).pid();
      fixture.processes.restart(id);
      Await.until("the second run", () -> fixture.processes.info(id).runNumber() == 2);
      assertFalse(ProcessFixture.isAlive(first));
      fixture.await(id, ProcessState.Ready.class);
      awaitBackground(fixture, id);
      assertNotEquals(first, fixture.processes.info(id).pid());
    }
  }

  @Test
  void deathOfTheServer_isSaid() throws IOException {
    try (ProcessFixture fixture = fixture("on")) {
      int id = run(fixture, daemon("setsid sleep 300 & exit 0"));
      awaitBackground(fixture, id);
      ProcessInfo info = fixture.processes.info(id);
      ProcessHandle.of(info.pid()).orElseThrow().destroyForcibly();
      assertEquals("daemon ended", fixture.await(id, ProcessState.Failed.class).reason());
      fixture.awaitExit(id, 1);
      assertTrue(
          fixture.notes(id).contains("its last process in the background has ended"),
          () -> fixture.notes(id).toString());
    }
  }

  @Test
  void closedStreams_doNotKeepADaemonFromStopping() {
    try (ProcessFixture fixture = fixture("off")) {
      int id =
          run(fixture, daemon("setsid sleep 300 </dev/null >/dev/null 2>&1 & exit 0").pty(false));
      awaitBackground(fixture, id);
      long server = fixture.processes.info(id).pid();
      fixture.processes.stop(id);
      fixture.await(id, ProcessState.Stopped.class);
      ProcessFixture.awaitDeath(server);
    }
  }

  @Test
  void serverOfAnotherSupervisor_runsAsLongAsItsProbeSucceeds() throws IOException {
    try (ProcessFixture fixture = fixture("on");
        ServerSocket elsewhere = new ServerSocket(0, 16, InetAddress.getByName("127.0.0.1"))) {
      int port = elsewhere.getLocalPort();
      int id =
          run(fixture, daemon("echo started").readiness(new ReadinessProbe.Tcp("127.0.0.1", port)));
      fixture.await(id, ProcessState.Ready.class);
      Await.until("the daemon", () -> fixture.processes.info(id).daemonized());
      fixture.processes.stop(id);
      fixture.await(id, ProcessState.Stopped.class);
    }
  }

  @Test
  void probeCommand_isNoMemberOfTheDaemon() throws IOException {
    try (ProcessFixture fixture = fixture("off")) {
      ProbeTiming always =
          new ProbeTiming(Duration.ZERO, Duration.ofMillis(1), Duration.ofSeconds(9), 1, 1);
      int id =
          run(
              fixture,
              daemon("setsid sleep 300 & exit 0")
                  .readiness(new ReadinessProbe.Exec(List.of("sleep", "0.7")))
                  .probeTiming(always));
      awaitBackground(fixture, id);
      fixture.await(id, ProcessState.Ready.class);
      ProcessHandle.of(fixture.processes.info(id).pid()).orElseThrow().destroyForcibly();
      Await.until("the search", () -> fixture.processes.info(id).pid() == 0);
      Await.until(
          "the note",
          () ->
              fixture.notes(id).contains("runs outside of brummer, as long as its probe succeeds"));
    }
  }

  @Test
  void deathOfAServerWithAProbe_isNoticedByTheProbe() throws IOException {
    int port = freePort();
    try (ProcessFixture fixture = fixture("on")) {
      int id =
          run(
              fixture,
              daemon(SERVER.replace("PORT", "" + port))
                  .readiness(new ReadinessProbe.Tcp("127.0.0.1", port)));
      fixture.await(id, ProcessState.Ready.class);
      awaitBackground(fixture, id);
      ProcessHandle.of(fixture.processes.info(id).pid()).orElseThrow().destroyForcibly();
      assertEquals("daemon ended", fixture.await(id, ProcessState.Failed.class).reason());
    }
  }
}
