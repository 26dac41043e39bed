package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.fact.RequestFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The newest requests in a ring buffer, with rate and latency of the last seconds.
public final class RequestList {
  private final RequestCounter counter = new RequestCounter();
  private final Event.RequestCompleted[] ring;
  private final long[] times;
  private long total;
  private String filterText = "";
  private RequestFilter filter = RequestFilter.of("", Integer::toString);
  private @Nullable List<Event.RequestCompleted> rows;

  /// @param limit capacity of the ring buffer
  public RequestList(int limit) {
    ring = new Event.RequestCompleted[limit];
    times = new long[limit];
  }

  /// @return whether the request passes the filter
  public boolean add(Event.RequestCompleted event) {
    ring[(int) (total++ % ring.length)] = event;
    counter.add(event.atMillis(), event.status() >= 500 || !event.error().isEmpty());
    rows = null;
    return filter.matches(event);
  }

  /// Number of requests kept.
  public int size() {
    return (int) Math.min(total, ring.length);
  }

  /// Size of [#rows]. Builds the rows only if a filter is set: building a thousand of them per
  /// request would cost a busy proxy 10 % of a core.
  public int matchCount() {
    return filter.matchesAll() ? size() : rows().size();
  }

  /// Number of requests since the start.
  public long total() {
    return total;
  }

  public String filter() {
    return filterText;
  }

  /// Filters [#rows], see [RequestFilter].
  ///
  /// @param name maps a process id to its name
  public void filter(String expression, IntFunction<String> name) {
    filterText = expression;
    filter = RequestFilter.of(expression, name);
    rows = null;
  }

  /// Requests that pass the filter, newest first.
  public List<Event.RequestCompleted> rows() {
    List<Event.RequestCompleted> matching = rows;
    if (matching == null) {
      matching = new ArrayList<>(size());
      for (int back = 0; back < size(); back++) {
        Event.RequestCompleted request = newest(back);
        if (filter.matchesAll() || filter.matches(request)) {
          matching.add(request);
        }
      }
      rows = matching;
    }
    return matching;
  }

  /// The index of a request in [#rows], or -1.
  public int indexOf(long id) {
    List<Event.RequestCompleted> all = rows();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id() == id) {
        return i;
      }
    }
    return -1;
  }

  /// The request `back` places before the newest.
  private Event.RequestCompleted newest(int back) {
    return ring[(int) ((total - 1 - back) % ring.length)];
  }

  /// Rate of the last ten seconds, and latency of those of their requests that are kept.
  public RecentRate recent(long now) {
    int count = counter.requests(now);
    int measured = 0;
    for (int back = 0; back < size() && count > 0; back++) {
      Event.RequestCompleted request = newest(back);
      if (request.atMillis() > now - RequestCounter.WINDOW_MILLIS) {
        times[measured++] = request.totalNanos();
      }
    }
    if (measured == 0) {
      return RecentRate.NONE;
    }
    Arrays.sort(times, 0, measured);
    int p95 = Math.max(0, (int) Math.ceil(measured * 0.95) - 1);
    double perSecond = count * 1000.0 / RequestCounter.WINDOW_MILLIS;
    return new RecentRate(perSecond, times[p95], counter.failures(now));
  }

  /// Rate and latency of recent requests.
  ///
  /// @param perSecond requests per second
  /// @param p95Nanos 95th percentile of the total time
  /// @param failed number of requests that failed
  public record RecentRate(double perSecond, long p95Nanos, int failed) {
    public static final RecentRate NONE = new RecentRate(0, 0, 0);
  }
}
