package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The newest requests in a ring, and what the last seconds were like.
public final class RequestList {
  private static final long WINDOW_MILLIS = 10_000;

  private final Event.RequestCompleted[] ring;
  private final long[] times;
  private long total;
  private String filterText = "";
  private RequestFilter filter = RequestFilter.of("", Integer::toString);
  private @Nullable List<Event.RequestCompleted> rows;

  /// @param limit how many are kept
  public RequestList(int limit) {
    ring = new Event.RequestCompleted[limit];
    times = new long[limit];
  }

  /// @return whether it passes the filter
  public boolean add(Event.RequestCompleted event) {
    ring[(int) (total++ % ring.length)] = event;
    rows = null;
    return filter.matches(event);
  }

  /// Requests that are still here.
  public int size() {
    return (int) Math.min(total, ring.length);
  }

  /// How many [#rows] has, which are made only for who looks at them: a thousand a request would
  /// cost a busy proxy a tenth of its core.
  public int matchCount() {
    return filter.matchesAll() ? size() : rows().size();
  }

  /// Requests since the start.
  public long total() {
    return total;
  }

  public String filter() {
    return filterText;
  }

  /// Narrows [#rows], see [RequestFilter].
  ///
  /// @param name gives the name of a process
  public void filter(String words, IntFunction<String> name) {
    filterText = words;
    filter = RequestFilter.of(words, name);
    rows = null;
  }

  /// Those that pass the filter, the newest first.
  public List<Event.RequestCompleted> rows() {
    List<Event.RequestCompleted> made = rows;
    if (made == null) {
      made = new ArrayList<>(size());
      for (int back = 0; back < size(); back++) {
        Event.RequestCompleted request = newest(back);
        if (filter.matchesAll() || filter.matches(request)) {
          made.add(request);
        }
      }
      rows = made;
    }
    return made;
  }

  /// The place in [#rows] of a request, or -1.
  public int indexOf(long id) {
    List<Event.RequestCompleted> all = rows();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id() == id) {
        return i;
      }
    }
    return -1;
  }

  /// The request that came `back` before the newest (0).
  private Event.RequestCompleted newest(int back) {
    return ring[(int) ((total - 1 - back) % ring.length)];
  }

  /// Rate and 95th percentile of the last ten seconds.
  public RecentRate recent(long now) {
    int count = 0;
    int failed = 0;
    for (int back = 0; back < size(); back++) {
      Event.RequestCompleted request = newest(back);
      if (request.atMillis() < now - WINDOW_MILLIS) {
        break;
      }
      times[count++] = request.totalNanos();
      failed += request.status() >= 500 || !request.error().isEmpty() ? 1 : 0;
    }
    if (count == 0) {
      return RecentRate.NONE;
    }
    Arrays.sort(times, 0, count);
    int p95 = Math.max(0, (int) Math.ceil(count * 0.95) - 1);
    return new RecentRate(count * 1000.0 / WINDOW_MILLIS, times[p95], failed);
  }

  /// @param perSecond requests a second
  /// @param p95Nanos 95 % took no longer
  public record RecentRate(double perSecond, long p95Nanos, int failed) {
    public static final RecentRate NONE = new RecentRate(0, 0, 0);
  }
}
