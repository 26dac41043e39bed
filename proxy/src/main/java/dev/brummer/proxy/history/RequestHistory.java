package dev.brummer.proxy.history;

import dev.brummer.engine.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Ring of the most recent requests. Lock-free; any thread adds and reads.
public final class RequestHistory {
  public static final int DEFAULT_SIZE = 1000;

  /// Number of most recent requests with a body that stay replayable; limits bodies to 8 MB.
  private static final int MAX_BODIES = 128;

  private final AtomicReferenceArray<Event.@Nullable RequestCompleted> ring;
  private final AtomicReferenceArray<@Nullable RequestRecord> bodies =
      new AtomicReferenceArray<>(MAX_BODIES);
  private final AtomicLong added = new AtomicLong();
  private final AtomicLong withBody = new AtomicLong();

  /// @param size maximum number of requests, at least 1
  public RequestHistory(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("history size must be at least 1, not " + size);
    }
    this.ring = new AtomicReferenceArray<>(size);
  }

  public void add(Event.RequestCompleted completed) {
    long at = added.getAndIncrement();
    ring.setRelease((int) (at % ring.length()), completed);
    if (completed.requestBytes() > 0 && completed.detail() instanceof RequestRecord requestRecord) {
      int slot = (int) (withBody.getAndIncrement() % MAX_BODIES);
      RequestRecord oldest = bodies.getAndSet(slot, requestRecord);
      if (oldest != null) {
        oldest.discardBody();
      }
    }
  }

  /// The recorded requests, oldest first.
  public List<Event.RequestCompleted> all() {
    List<Event.RequestCompleted> all = new ArrayList<>();
    long end = added.get();
    for (long at = Math.max(0, end - ring.length()); at < end; at++) {
      Event.RequestCompleted completed = ring.getAcquire((int) (at % ring.length()));
      if (completed != null) {
        all.add(completed);
      }
    }
    return all;
  }

  /// The request with this id, or null if it was evicted.
  public Event.@Nullable RequestCompleted find(long id) {
    for (int i = 0; i < ring.length(); i++) {
      Event.RequestCompleted completed = ring.getAcquire(i);
      if (completed != null && completed.id() == id) {
        return completed;
      }
    }
    return null;
  }
}
