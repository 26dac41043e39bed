package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
import dev.brummer.engine.process.LivenessPolicy;
import dev.brummer.engine.process.ProbeTiming;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessSpecBuilder;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.RestartPolicy.When;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Timing, thresholds and kinds of probes, with real children and servers.
@Timeout(60)
final class ProbeTasksTest {
  private static final Duration SECONDS = Duration.ofSeconds(5);

  private final ProcessFixture fixture = new ProcessFixture();

  @TempDir Path folder;

  @AfterEach
  void close() {
    fixture.close();
  }

  private static ProcessSpecBuilder cat() {
    return ProcessSpec.builder("web", List.of("cat"), Path.of("/"));
  }

  private int run(ProcessSpecBuilder spec) {
    return fixture.start(fixture.processes.register(spec.build()));
  }

  private static ProbeTiming every(long millis, int successes, int failures) {
    return new ProbeTiming(Duration.ZERO, Duration.ofMillis(millis), SECONDS, successes, failures);
  }

  private ReadinessProbe.Exec exists(Path file) {
    return new ReadinessProbe.Exec(List.of("test", "-e", file.toString()));
  }

  /// An HTTP server that records the heads of requests and returns a status.
  private static final class StatusServer implements AutoCloseable {
    final Queue<String> heads = new ConcurrentLinkedQueue<>();
    private final ServerSocket socket;
    private volatile String status;

    StatusServer(String status) throws IOException {
      this.status = status;
      this.socket = new ServerSocket(0, 16, InetAddress.getByName("127.0.0.1"));
      Thread.ofVirtual().start(this::serve);
    }

    int port() {
      return socket.getLocalPort();
    }

    void respond(String next) {
      status = next;
    }

    private void serve() {
      while (!socket.isClosed()) {
        try (Socket client = socket.accept()) {
          StringBuilder head = new StringBuilder();
          while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) client.getInputStream().read());
          }
          heads.add(head.toString());
          String response = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
          client.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException closed) {
          continue;
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void processThatNeverBecomesReady_isStoppedAndStartedAgain() {
    Path file = folder.resolve("up");
    int id =
        run(
            cat()
                .readiness(exists(file))
                .probeTiming(every(10, 1, 3))
                .stopsUnready(true)
                .restart(RestartPolicy.constant(When.ON_FAILURE, Duration.ofMillis(1), 1)));
    Await.until("the second run", () -> fixture.processes.info(id).runNumber() == 2);
    assertEquals("not ready", fixture.await(id, ProcessState.Failed.class).label());
  }

  @Test
  void readyProcess_whoseProbeFailsLater_isStopped() throws IOException {
    Path file = Files.createFile(folder.resolve("up"));
    int id = run(cat().readiness(exists(file)).probeTiming(every(10, 1, 2)).stopsUnready(true));
    fixture.await(id, ProcessState.Ready.class);
    Files.delete(file);
    assertEquals("not ready", fixture.await(id, ProcessState.Failed.class).label());
  }

  @Test
  void http_sendsItsHeaders_andWaitsForItsStatus() throws IOException {
    try (StatusServer server = new StatusServer("200 OK")) {
      URI url = URI.create("http://localhost:" + server.port() + "/health?deep=1");
      Map<String, String> headers = Map.of("host", "shop.test", "Authorization", "Bearer x");
      int id =
          run(
              cat()
                  .readiness(new ReadinessProbe.Http(url, headers, 204))
                  .probeTiming(every(10, 1, 3)));
      Await.until("some requests", () -> server.heads.size() > 2);
      assertEquals("running", fixture.state(id).label());
      server.respond("204 No Content");
      assertEquals(url + " returned 204", fixture.await(id, ProcessState.Ready.class).evidence());
      List<String> head = server.heads.peek().lines().toList();
      assertEquals("GET /health?deep=1 HTTP/1.1", head.getFirst());
      assertTrue(
          head.contains("host: shop.test") || head.contains("Host: shop.test"), head::toString);
      assertTrue(head.contains("Authorization: Bearer x"), head::toString);
    }
  }

  @Test
  void tcp_isReadyWhenAnyoneListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    int id =
        run(
            cat()
                .readiness(new ReadinessProbe.Tcp("localhost", port))
                .probeTiming(every(10, 1, 3)));
    fixture.await(id, ProcessState.Running.class);
    try (ServerSocket container = new ServerSocket()) {
      container.bind(new InetSocketAddress("127.0.0.1", port));
      assertEquals(
          "localhost:" + port + " accepts connections",
          fixture.await(id, ProcessState.Ready.class).evidence());
    }
  }

  @Test
  void readiness_needsItsSuccessesInARow() throws IOException {
    Path trace = folder.resolve("trace");
    String script = "echo x >> " + trace + "; [ $(wc -l < " + trace + ") -ne 2 ]";
    int id =
        run(
            cat()
                .readiness(new ReadinessProbe.Exec(List.of("sh", "-c", script)))
                .probeTiming(every(10, 3, 3)));
    fixture.await(id, ProcessState.Ready.class);
    assertEquals(5, Files.readAllLines(trace).size());
  }

  @Test
  void readiness_isLostAndReturns_atItsThresholds() throws IOException {
    Path flag = Files.createFile(folder.resolve("up"));
    int id = run(cat().readiness(exists(flag)).probeTiming(every(10, 2, 2)));
    fixture.await(id, ProcessState.Ready.class);
    Files.delete(flag);
    assertEquals("test exited with code 1", fixture.await(id, ProcessState.Down.class).reason());
    Files.createFile(flag);
    fixture.await(id, ProcessState.Ready.class);
  }

  @Test
  void initialDelay_precedesTheFirstAttempt() {
    ProbeTiming later =
        new ProbeTiming(Duration.ofMillis(400), Duration.ofMillis(10), SECONDS, 1, 1);
    int id = run(cat().readiness(new ReadinessProbe.Exec(List.of("true"))).probeTiming(later));
    fixture.await(id, ProcessState.Ready.class);
    ProcessInfo info = fixture.processes.info(id);
    assertTrue(info.sinceMillis() - info.startedMillis() >= 400, info::toString);
  }

  @Test
  void liveness_restartsAProcessThatNoLongerWorks() throws IOException {
    Path flag = Files.createFile(folder.resolve("alive"));
    int id =
        run(
            cat()
                .liveness(new LivenessPolicy(exists(flag), every(10, 1, 3)))
                .restart(RestartPolicy.constant(When.ALWAYS, Duration.ofMillis(50), 100)));
    fixture.await(id, ProcessState.Running.class);
    Files.delete(flag);
    Await.until("the second run", () -> fixture.processes.info(id).runNumber() > 1);
    Files.createFile(flag);
    fixture.await(id, ProcessState.Running.class);
    assertTrue(
        fixture.notes(id).contains("not alive: test exited with code 1, 3 failures in a row"),
        () -> fixture.notes(id).toString());
  }

  @Test
  void liveness_ofAServerThatHangs_failsByItsTimeout() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 16, InetAddress.getByName("127.0.0.1"))) {
      URI url = URI.create("http://localhost:" + silent.getLocalPort() + "/");
      ProbeTiming timing =
          new ProbeTiming(Duration.ZERO, Duration.ofMillis(10), Duration.ofMillis(50), 1, 2);
      int id = run(cat().liveness(new LivenessPolicy(new ReadinessProbe.Http(url), timing)));
      assertEquals("not alive", fixture.await(id, ProcessState.Failed.class).reason());
      assertTrue(
          fixture.notes(id).stream()
              .anyMatch(note -> note.startsWith("not alive: " + url + " does not respond")),
          () -> fixture.notes(id).toString());
    }
  }
}
