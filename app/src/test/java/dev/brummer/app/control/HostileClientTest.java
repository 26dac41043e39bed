package dev.brummer.app.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.brummer.app.control.ControlFixture.Raw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Clients that send too much, too little or nothing, and clients that do not read.
@Timeout(60)
class HostileClientTest {
  private static final String REQUEST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"large\"}\n";

  @TempDir Path home;

  private ControlFixture fixture;

  private ControlInstance start(ControlLimits limits) throws IOException {
    fixture = new ControlFixture(home, limits);
    fixture.server.method("nothing", _ -> null);
    fixture.server.method("large", _ -> "x".repeat(10_000_000));
    return fixture.start();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void lineOfHundredMegabytes_isRefusedAfterOne() throws IOException {
    ControlInstance instance = start(ControlLimits.DEFAULT);
    try (Raw raw = new Raw(instance)) {
      String megabyte = "x".repeat(1 << 20);
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 100; i++) {
              raw.send(megabyte);
            }
          });
    }
    ControlFixture.await(
        "the refusal", () -> fixture.server.statistics().snapshot().longRequests() == 1);
    assertResponds(instance);
  }

  @Test
  void longLine_isToldSo() throws IOException {
    ControlInstance instance = start(new ControlLimits(100, 4, hours(), hours()));
    try (Raw raw = new Raw(instance)) {
      assertTrue(raw.ask("x".repeat(150)).contains("a request may be at most"));
    }
  }

  @Test
  void halfARequest_timesOut_anIdleConnectionDoesNot() throws IOException {
    ControlInstance instance = start(new ControlLimits(1000, 4, Duration.ofMillis(100), hours()));
    try (Raw idle = new Raw(instance);
        Raw half = new Raw(instance)) {
      half.send("{\"jsonrpc\":");
      assertEquals("", half.receive());
      assertEquals(1, fixture.server.statistics().snapshot().timeouts());
      assertTrue(idle.ask(REQUEST.strip().replace("large", "nothing")).contains("result"));
    }
  }

  @Test
  void clientThatDoesNotRead_isDisconnected() throws IOException {
    ControlInstance instance = start(new ControlLimits(1000, 4, hours(), Duration.ofMillis(100)));
    try (Raw raw = new Raw(instance)) {
      raw.send(REQUEST);
      ControlFixture.await(
          "the timeout", () -> fixture.server.statistics().snapshot().timeouts() == 1);
    }
    assertResponds(instance);
  }

  @Test
  void connectionsAboveTheLimit_areRefused_untilOthersEnd() throws IOException {
    ControlInstance instance = start(new ControlLimits(1000, 3, hours(), hours()));
    List<Raw> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(new Raw(instance));
      assertTrue(all.getLast().ask(REQUEST.strip().replace("large", "nothing")).contains("result"));
    }
    try (Raw fourth = new Raw(instance)) {
      assertTrue(fourth.receive().contains("all 3 control connections are in use"));
    }
    assertEquals(1, fixture.server.statistics().snapshot().refusedConnections());
    for (Raw raw : all) {
      raw.close();
    }
    ControlFixture.await(
        "a free connection",
        () -> {
          try {
            assertResponds(instance);
            return true;
          } catch (RuntimeException busy) {
            return false;
          }
        });
  }

  @Test
  void otherUser_isRefused_evenIfTheDirectoryIsOpen() throws Exception {
    assumeTrue(isInstalled("setpriv") && isInstalled("perl"), "setpriv or perl is missing");
    ControlInstance instance = start(ControlLimits.DEFAULT);
    assumeTrue(
        Files.getAttribute(instance.socket(), "unix:uid").equals(0),
        "only root can be another user");
    for (Path at = instance.socket(); !at.equals(home.getParent()); at = at.getParent()) {
      Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    String client =
        "socket(S, PF_UNIX, SOCK_STREAM, 0);"
            + " connect(S, sockaddr_un($ARGV[0])) or die $!;"
            + " print length(<S> // '')";
    Process other =
        new ProcessBuilder(
                "setpriv",
                "--reuid=65534",
                "--clear-groups",
                "perl",
                "-MSocket",
                "-e",
                client,
                instance.socket().toString())
            .redirectErrorStream(true)
            .start();
    assertEquals("0", new String(other.getInputStream().readAllBytes(), UTF_8).strip());
    assertEquals(1, fixture.server.statistics().snapshot().refusedUsers());
    assertResponds(instance);
  }

  private static boolean isInstalled(String program) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
  }

  private static Duration hours() {
    return Duration.ofHours(1);
  }

  private static void assertResponds(ControlInstance instance) {
    try (ControlClient client = ControlClient.connect(instance)) {
      assertEquals(Map.of(), client.call("nothing", Map.of()).values());
    }
  }
}
