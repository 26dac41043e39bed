package dev.brummer.proxy.history;

import dev.brummer.engine.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The newest requests in a ring. Any thread adds and reads, none waits for another.
public final class RequestHistory {
  public static final int DEFAULT_SIZE = 1000;

  /// Of the requests with a body the newest ones can be repeated: at most 8 MB are kept.
  private static final int MAX_BODIES = 128;

  private final AtomicReferenceArray<Event.@Nullable RequestCompleted> ring;
  private final AtomicReferenceArray<@Nullable RequestRecord> bodies =
      new AtomicReferenceArray<>(MAX_BODIES);
  private final AtomicLong added = new AtomicLong();
  private final AtomicLong withBody = new AtomicLong();

  /// @param size how many are kept, at least 1
  public RequestHistory(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a history of " + size + " requests");
    }
    this.ring = new AtomicReferenceArray<>(size);
  }

  public void add(Event.RequestCompleted served) {
    long at = added.getAndIncrement();
    ring.setRelease((int) (at % ring.length()), served);
    if (served.requestBytes() > 0 && served.detail() instanceof RequestRecord requestRecord) {
      int slot = (int) (withBody.getAndIncrement() % MAX_BODIES);
      RequestRecord oldest = bodies.getAndSet(slot, requestRecord);
      if (oldest != null) {
        oldest.discardBody();
      }
    }
  }

  /// Those that are still here, the oldest first.
  public List<Event.RequestCompleted> all() {
    List<Event.RequestCompleted> all = new ArrayList<>();
    long end = added.get();
    for (long at = Math.max(0, end - ring.length()); at < end; at++) {
      Event.RequestCompleted served = ring.getAcquire((int) (at % ring.length()));
      if (served != null) {
        all.add(served);
      }
    }
    return all;
  }

  /// The request with that id, or null if it is gone.
  public Event.@Nullable RequestCompleted find(long id) {
    for (int i = 0; i < ring.length(); i++) {
      Event.RequestCompleted served = ring.getAcquire(i);
      if (served != null && served.id() == id) {
        return served;
      }
    }
    return null;
  }
}
