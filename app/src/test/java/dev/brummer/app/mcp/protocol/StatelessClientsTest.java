package dev.brummer.app.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StatelessClientsTest {
  private static final ClientIdentity A = new ClientIdentity("a", "1");
  private static final long WINDOW = Duration.ofMinutes(5).toNanos();

  private final RecordedClients recorded = new RecordedClients();
  private final AtomicLong now = new AtomicLong();
  private final StatelessClients clients =
      new StatelessClients(
          new ConnectedClient.Directory(recorded), "http", Duration.ofMinutes(5), now::get);

  @Test
  void client_isConnectedFromItsFirstRequestUntilItIsIdle() {
    clients.seen(A);
    now.addAndGet(WINDOW - 1);
    clients.expire();
    clients.seen(A);
    now.addAndGet(WINDOW - 1);
    clients.expire();
    assertEquals(List.of("+ a 1 http"), recorded.lines);
    now.addAndGet(1);
    clients.expire();
    assertEquals(List.of("+ a 1 http", "- a idle"), recorded.lines);
  }

  @Test
  void openStream_isNotIdle() {
    clients.streamOpened(A);
    now.addAndGet(10 * WINDOW);
    clients.expire();
    clients.streamClosed(A);
    clients.expire();
    assertEquals(List.of("+ a 1 http"), recorded.lines);
    now.addAndGet(WINDOW);
    clients.expire();
    assertEquals("- a idle", recorded.lines.getLast());
  }

  @Test
  void millionNames_keepAsManyClientsAsTheLimit() {
    for (int i = 0; i < 1_000_000 / 1_000; i++) {
      clients.seen(new ClientIdentity("client " + i, ""));
    }
    long connected = recorded.lines.stream().filter(line -> line.startsWith("+")).count();
    long gone = recorded.lines.stream().filter(line -> line.startsWith("-")).count();
    assertEquals(1_000, connected);
    assertEquals(1_000 - 128, gone);
  }
}
