package dev.brummer.perf.load;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/// The collections of this virtual machine, by its own flight recorder: the management beans tell
/// pauses in whole milliseconds, and most are shorter. They come about a second late.
final class GcLog implements AutoCloseable {
  private static final String COLLECTION = "jdk.GarbageCollection";
  private static final String HEAP = "jdk.GCHeapSummary";
  private static final String AFTER = "After GC";

  private final RecordingStream stream = new RecordingStream();
  private final List<Pause> pauses = new CopyOnWriteArrayList<>();
  private final List<Heap> heaps = new CopyOnWriteArrayList<>();

  /// The pauses of one collection together.
  record Pause(Instant end, double millis) {}

  /// What a collection has left.
  record Heap(Instant at, long usedBytes) {}

  static GcLog start() {
    GcLog log = new GcLog();
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

  /// Those so far.
  List<Pause> pauses() {
    return pauses;
  }

  List<Heap> heaps() {
    return heaps;
  }

  /// Has all that happened until now told.
  void finish() {
    stream.stop();
  }

  @Override
  public void close() {
    stream.close();
  }
}
