package dev.brummer.perf.load;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/// Collects garbage collection pauses and heap sizes of this JVM through JDK Flight Recorder,
/// because the management beans round pauses to milliseconds. Events arrive with a delay of about
/// one second.
final class GcRecorder implements AutoCloseable {
  private static final String COLLECTION = "jdk.GarbageCollection";
  private static final String HEAP = "jdk.GCHeapSummary";
  private static final String AFTER = "After GC";

  private final RecordingStream stream = new RecordingStream();
  private final List<Pause> pauses = new CopyOnWriteArrayList<>();
  private final List<Heap> heaps = new CopyOnWriteArrayList<>();

  /// Total pause of one collection.
  record Pause(Instant end, double millis) {}

  /// Heap in use after a collection.
  record Heap(Instant at, long usedBytes) {}

  static GcRecorder start() {
    GcRecorder log = new GcRecorder();
    log.stream.enable(COLLECTION).withoutStackTrace();
    log.stream.enable(HEAP).withoutStackTrace();
    log.stream.onEvent(COLLECTION, log::onCollection);
    log.stream.onEvent(HEAP, log::onHeapSummary);
    log.stream.startAsync();
    return log;
  }

  private void onCollection(RecordedEvent event) {
    double millis = event.getDuration("sumOfPauses").toNanos() / 1e6;
    pauses.add(new Pause(event.getEndTime(), millis));
  }

  private void onHeapSummary(RecordedEvent event) {
    if (event.getString("when").equals(AFTER)) {
      heaps.add(new Heap(event.getStartTime(), event.getLong("heapUsed")));
    }
  }

  /// Returns the pauses so far.
  List<Pause> pauses() {
    return pauses;
  }

  List<Heap> heaps() {
    return heaps;
  }

  /// Flushes all pending events.
  void finish() {
    stream.stop();
  }

  @Override
  public void close() {
    stream.close();
  }
}
