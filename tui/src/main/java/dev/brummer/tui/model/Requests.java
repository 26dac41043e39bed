package dev.brummer.tui.model;

import dev.brummer.engine.event.Event;
import java.util.Arrays;

/// The newest requests in a ring, and what the last seconds were like.
public final class Requests {
  private static final int LIMIT = 4096;
  private static final long WINDOW_MILLIS = 10_000;

  private final Event.RequestServed[] ring = new Event.RequestServed[LIMIT];
  private final long[] times = new long[LIMIT];
  private long total;

  void add(Event.RequestServed event) {
    ring[(int) (total++ % LIMIT)] = event;
  }

  /// Requests that are still here.
  public int size() {
    return (int) Math.min(total, LIMIT);
  }

  /// Requests since the start.
  public long total() {
    return total;
  }

  /// The request that came `back` before the newest (0).
  public Event.RequestServed newest(int back) {
    return ring[(int) ((total - 1 - back) % LIMIT)];
  }

  /// Rate and 95th percentile of the last ten seconds.
  public Recent recent(long now) {
    int count = 0;
    int failed = 0;
    for (int back = 0; back < size(); back++) {
      Event.RequestServed request = newest(back);
      if (request.atMillis() < now - WINDOW_MILLIS) {
        break;
      }
      times[count++] = request.totalNanos();
      failed += request.status() >= 500 || !request.error().isEmpty() ? 1 : 0;
    }
    if (count == 0) {
      return Recent.NONE;
    }
    Arrays.sort(times, 0, count);
    int p95 = Math.max(0, (int) Math.ceil(count * 0.95) - 1);
    return new Recent(count * 1000.0 / WINDOW_MILLIS, times[p95], failed);
  }

  /// @param perSecond requests a second
  /// @param p95Nanos 95 % took no longer
  public record Recent(double perSecond, long p95Nanos, int failed) {
    public static final Recent NONE = new Recent(0, 0, 0);
  }
}
