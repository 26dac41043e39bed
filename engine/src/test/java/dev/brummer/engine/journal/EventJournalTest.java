package dev.brummer.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.Kind;
import dev.brummer.engine.event.EventBus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class EventJournalTest {
  private final EventBus bus = new EventBus(2);

  @TempDir Path session;

  @AfterEach
  void close() {
    bus.close();
  }

  private void awaitIdle() {
    assertTrue(bus.awaitIdle(Duration.ofSeconds(10)));
  }

  @Test
  void events_areRememberedCountedAndWritten_linesOnlyCounted() throws Exception {
    EventJournal journal = new EventJournal(bus, session);
    bus.publish(new Event.ProcessStarted(1, "web", 4121, 1, 0));
    bus.publish(new Event.LogLine(1, 0, 40, 0));
    bus.publish(new Event.LogLine(1, 40, 2, 0));
    bus.publish(new Event.Notice("two\nlines", 1_250));
    bus.publish(new Event.InternalFailure("proxy", "no route", null, 2_000));
    awaitIdle();
    assertEquals(42, journal.count(Kind.LOG_LINE));
    assertEquals(1, journal.count(Kind.PROCESS_STARTED));
    assertEquals(
        List.of(Kind.PROCESS_STARTED, Kind.NOTICE, Kind.INTERNAL_FAILURE),
        journal.recent(10).stream().map(EventJournal.Entry::kind).toList());
    assertEquals(
        List.of(
            "1970-01-01T00:00Z PROCESS_STARTED web pid 4121 start 1",
            "1970-01-01T00:00:01.250Z NOTICE two lines",
            "1970-01-01T00:00:02Z FAULT proxy: no route"),
        Files.readAllLines(session.resolve("events.txt")));
    journal.close();
  }

  @Test
  void onlyTheLast_areRemembered() {
    EventJournal journal = new EventJournal(bus, null);
    for (int i = 0; i < EventJournal.MAX_ENTRIES + 5; i++) {
      bus.publish(new Event.Notice("n" + i, 0));
      awaitIdle();
    }
    assertEquals("n5", journal.recent(EventJournal.MAX_ENTRIES).getFirst().text());
    assertEquals(1, journal.recent(1).size());
    assertEquals(EventJournal.MAX_ENTRIES + 5, journal.count(Kind.NOTICE));
  }

  @Test
  void unwritableDirectory_isSaidOnce_andTheRestGoesOn() {
    EventJournal journal = new EventJournal(bus, session.resolve("none"));
    bus.publish(new Event.Notice("one", 0));
    awaitIdle();
    bus.publish(new Event.Notice("two", 0));
    awaitIdle();
    List<String> texts = journal.recent(10).stream().map(EventJournal.Entry::text).toList();
    assertEquals(3, texts.size(), texts::toString);
    assertTrue(texts.get(1).contains("events.txt cannot be written"), texts::toString);
    assertEquals(null, journal.file());
  }

  @Test
  void connections_comeAndGo() {
    AgentConnections connections = new AgentConnections(bus);
    bus.publish(new Event.MCPConnected("editor", "http", 5));
    bus.publish(new Event.MCPConnected("agent #2", "agent", "1.2", "stdio", 6));
    bus.publish(new Event.MCPDisconnected("editor", "closed", 7));
    awaitIdle();
    assertEquals(
        List.of(new AgentConnections.Connection("agent #2", "agent", "1.2", "stdio", 6)),
        connections.connected());
  }
}
