package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.StopPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Readiness, dependencies, restarts and stop commands with real children.
@Timeout(60)
final class ProcessLifecycleTest {
  private final ProcessFixture fixture = new ProcessFixture();

  @TempDir Path folder;

  @AfterEach
  void close() {
    fixture.close();
  }

  private static ProcessSpec shell(String name, String script) {
    return ProcessFixture.spec(name, true, ProcessSpec.DEFAULT_GRACE, "/bin/sh", "-c", script);
  }

  private int run(ProcessSpec spec) {
    return fixture.start(fixture.processes.register(spec));
  }

  private String evidence(int id) {
    return fixture.await(id, ProcessState.Ready.class).evidence();
  }

  @Test
  void log_isReadyWithTheLineThatMatched() {
    String script = "echo warming; printf '\\033[32mcom'; printf 'piled\\033[0m in 3 ms\\n'; cat";
    int id =
        run(
            shell("web", script).toBuilder()
                .readiness(new ReadinessProbe.Log(Pattern.compile("compiled")))
                .build());
    assertEquals("printed \"compiled in 3 ms\"", evidence(id));
  }

  @Test
  void exec_isTriedUntilItSucceeds() {
    Path file = folder.resolve("up");
    ReadinessProbe ready = new ReadinessProbe.Exec(List.of("test", "-e", file.toString()));
    int id =
        run(shell("db", "read go; touch " + file + "; cat").toBuilder().readiness(ready).build());
    fixture.await(id, ProcessState.Running.class);
    fixture.processes.input(id, "\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertEquals("test succeeded", evidence(id));
  }

  @Test
  void http_waitsForAnAnswerBelow400() throws IOException {
    Path page = folder.resolve("health");
    int port = freePort();
    URI url = URI.create("http://127.0.0.1:" + port + "/health");
    String server = "exec python3 -u -m http.server -b 127.0.0.1 -d " + folder + " " + port;
    int id = run(shell("web", server).toBuilder().readiness(new ReadinessProbe.Http(url)).build());
    fixture.awaitLine(id, "404");
    assertEquals("running", fixture.state(id).label());
    Files.writeString(page, "fine");
    assertEquals(url + " returned 200", evidence(id));
  }

  @Test
  void printedUrl_ofSomebodyElsesServer_isReadyWhenItAnswers() throws IOException {
    try (ServerSocket elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + elsewhere.getLocalPort() + "/";
      int id = run(shell("compose", "echo " + url + "; cat"));
      fixture.awaitLine(id, url);
      fixture.bus.publish(new Event.UrlDetected(id, 0, url, Event.UrlDetected.Scope.LOCAL, "", 0));
      assertEquals(url + " accepts connections", evidence(id));
    }
  }

  @Test
  void dependencies_startInOrder_andStopInReverse() {
    Path trace = folder.resolve("trace");
    String script =
        "trap 'echo stop-%1$s >> %2$s; exit 0' TERM; echo up; while :; do sleep 0.05; done";
    ProcessSpec db =
        shell("db", script.formatted("db", trace)).toBuilder()
            .readiness(new ReadinessProbe.Log(Pattern.compile("up")))
            .build();
    ProcessSpec migrate =
        shell("migrate", "echo migrated >> " + trace).toBuilder()
            .dependsOn(List.of(new Dependency("db", Condition.READY)))
            .build();
    ProcessSpec web =
        shell("web", script.formatted("web", trace)).toBuilder()
            .readiness(new ReadinessProbe.Log(Pattern.compile("up")))
            .dependsOn(
                List.of(
                    new Dependency("migrate", Condition.COMPLETED),
                    new Dependency("db", Condition.READY)))
            .build();
    int id = fixture.processes.register(web);
    fixture.processes.register(migrate);
    fixture.processes.register(db);
    fixture.start(id);
    fixture.await(id, ProcessState.Ready.class);
    assertEquals(List.of(), fixture.processes.shutDown(Duration.ofSeconds(10)));
    assertEquals(List.of("migrated", "stop-web", "stop-db"), lines(trace));
  }

  @Test
  void restart_onFailure_untilItSucceeds() {
    Path trace = folder.resolve("trace");
    String script = "echo x >> " + trace + "; [ $(wc -l < " + trace + ") -ge 3 ]";
    int id =
        run(
            shell("job", script).toBuilder()
                .restart(RestartPolicy.of(RestartPolicy.When.ON_FAILURE))
                .build());
    fixture.await(id, ProcessState.Done.class);
    assertEquals(3, fixture.processes.info(id).runNumber());
    assertEquals(List.of("x", "x", "x"), lines(trace));
    assertTrue(
        fixture
            .notes(id)
            .containsAll(
                List.of("restarting in 0.1 s, attempt 1", "restarting in 0.2 s, attempt 2")),
        () -> fixture.notes(id).toString());
  }

  @Test
  void stopCommand_endsIt_beforeAnySignal() {
    Path flag = folder.resolve("stop");
    StopPolicy stop =
        new StopPolicy(
            LinuxSignals.TERM, List.of("touch", flag.toString()), ProcessSpec.DEFAULT_GRACE);
    String script =
        "trap 'echo signalled' TERM; echo up; until [ -e %s ]; do sleep 0.02; done; exit 7";
    int id = run(shell("db", script.formatted(flag)).toBuilder().stop(stop).build());
    fixture.awaitLine(id, "up");
    fixture.processes.stop(id);
    assertEquals(new ProcessState.Stopped(7, 0), fixture.await(id, ProcessState.Stopped.class));
  }

  @Test
  void stopCommand_thatFails_isSaid_andTheSignalFollows() {
    StopPolicy stop =
        new StopPolicy(
            LinuxSignals.TERM,
            List.of("sh", "-c", "echo no such container; exit 4"),
            ProcessSpec.DEFAULT_GRACE);
    int id = run(shell("db", "echo up; exec sleep 300").toBuilder().stop(stop).build());
    fixture.awaitLine(id, "up");
    fixture.processes.stop(id);
    assertEquals(new ProcessState.Stopped(143, 15), fixture.await(id, ProcessState.Stopped.class));
    assertTrue(
        fixture.notes(id).stream()
            .anyMatch(note -> note.endsWith("exited with code 4: no such container")),
        () -> fixture.notes(id).toString());
  }

  @Test
  void stopCommand_thatHangs_isKilledWithTheRest() {
    StopPolicy stop =
        new StopPolicy(LinuxSignals.TERM, List.of("sleep", "300"), Duration.ofMillis(200));
    int id = run(shell("db", "echo up; exec sleep 300").toBuilder().stop(stop).build());
    fixture.awaitLine(id, "up");
    fixture.processes.stop(id);
    assertEquals(new ProcessState.Stopped(137, 9), fixture.await(id, ProcessState.Stopped.class));
  }

  @Test
  void takenPort_isSaidWithItsOwner() throws IOException {
    try (ServerSocket owner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = owner.getLocalPort();
      int id = run(shell("web", "echo 'Error: Port " + port + " is already in use'; exit 1"));
      String begin = "port " + port + " is in use by pid " + ProcessHandle.current().pid() + ": ";
      Await.until(
          "the owner", () -> fixture.notes(id).stream().anyMatch(note -> note.startsWith(begin)));
      assertTrue(
          fixture.notes(id).stream()
              .anyMatch(note -> note.endsWith(", in " + Path.of("").toAbsolutePath())));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  /// The note about the exit comes before the event: without a store it fails.
  @Test
  void storeThatFails_doesNotHideTheExit() {
    int id = fixture.start(fixture.pipes("app", "read x; exit 3"));
    Await.until("running", () -> fixture.state(id) instanceof ProcessState.Running);
    fixture.logs.close();
    fixture.processes.input(id, "\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(3, fixture.awaitExit(id, 1).code());
  }
}
