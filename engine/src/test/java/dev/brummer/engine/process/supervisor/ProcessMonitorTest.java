package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
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

  private static final String SERVER =
      "import http.server,sys; h=http.server.BaseHTTPRequestHandler;"
          + " h.do_HEAD=lambda s: (s.send_response(200), s.end_headers());"
          + " h.log_message=lambda s, f, *a: print(f % a, flush=True);"
          + " http.server.HTTPServer((\"127.0.0.1\",int(sys.argv[1])),h).serve_forever()";

  /// Supervises a server as `nodemon` does: when the server has ended, it waits for a line of
  /// input.
  private int supervised(int port) {
    return fixture.start(
        fixture.pipes(
            "web",
            "while :; do python3 -c '"
                + SERVER
                + "' "
                + port
                + " & echo server=$!; wait $!;"
                + " echo crashed; read x; done"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  @Test
  void serverThatDiesUnderItsSupervisor_isDown_andReadyAgain() throws Exception {
    int port = freePort();
    int id = supervised(port);
    fixture.await(id, ProcessState.Ready.class);
    awaitUrl(id, port);
    ProcessHandle.of(fixture.printedNumber(id, "server")).orElseThrow().destroyForcibly();
    assertEquals(
        "nothing listens on :" + port, fixture.await(id, ProcessState.Down.class).reason());
    fixture.processes.input(id, "\n".getBytes(StandardCharsets.US_ASCII));
    fixture.await(id, ProcessState.Ready.class);
    Await.until(
        "the note that follows the state",
        () -> fixture.notes(id).stream().anyMatch(note -> note.startsWith("ready again")));
    assertEquals(
        List.of("down: nothing listens on :" + port, "ready again: listens on :" + port),
        fixture.notes(id).stream().filter(note -> !note.startsWith("started")).toList());
  }

  @Test
  void serverThatPrintsNoUrl_isAskedOnce_andFoundByItsPort() throws Exception {
    int port = freePort();
    int id = supervised(port);
    awaitUrl(id, port);
    assertEquals(
        List.of("\"HEAD / HTTP/1.1\" 200 -"),
        fixture.lines(id).stream().filter(line -> line.contains("HTTP")).toList());
  }

  private void awaitUrl(int id, int port) {
    Await.until(
        "the URL found by its port",
        () ->
            !fixture
                .events(
                    Event.UrlDetected.class,
                    e -> e.process() == id && e.url().equals("http://localhost:" + port))
                .isEmpty());
  }

  @Test
  void silentEndOfAServer_isNoticed_withoutSampling() throws Exception {
    int id =
        fixture.start(
            fixture.terminal(
                "server",
                "python3 -c 'import socket,time; s=socket.socket(); s.bind((\"127.0.0.1\",0));"
                    + " s.listen(); print(\"port=%d\" % s.getsockname()[1], flush=True);"
                    + " time.sleep(4); s.close(); time.sleep(300)'"));
    int port = fixture.printedNumber(id, "port");
    assertEquals(
        "nothing listens on :" + port, fixture.await(id, ProcessState.Down.class).reason());
  }
}
