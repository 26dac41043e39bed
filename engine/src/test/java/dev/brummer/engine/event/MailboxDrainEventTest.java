package dev.brummer.engine.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class MailboxDrainEventTest {
  @Test
  void flightRecording_showsWhatEachSubscriberHandled(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("bus.jfr");
    try (Recording recording = new Recording();
        EventBus bus = new EventBus(2)) {
      recording.enable("dev.brummer.bus.Batch").withoutThreshold();
      recording.start();
      bus.subscribe("reader", EnumSet.of(Event.Kind.NOTICE), OverflowPolicy.BLOCK, 64, Event::kind);
      for (int i = 0; i < 10; i++) {
        bus.publish(new Event.Notice("n", System.currentTimeMillis() - 1_000));
      }
      assertTrue(bus.awaitIdle(Duration.ofSeconds(10)));
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> batches =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("dev.brummer.bus.Batch"))
            .filter(event -> event.getString("subscriber").equals("reader"))
            .toList();
    assertEquals(10, batches.stream().mapToInt(event -> event.getInt("events")).sum());
    assertTrue(batches.getFirst().getDuration("lag").toMillis() >= 1_000);
  }
}
