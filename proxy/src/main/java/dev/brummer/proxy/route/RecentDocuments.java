package dev.brummer.proxy.route;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The documents that a site has served last: which page a further request came from. Any thread.
public final class RecentDocuments {
  private static final int REMEMBERED = 32;

  private final AtomicReferenceArray<@Nullable Loaded> ring =
      new AtomicReferenceArray<>(REMEMBERED);
  private final AtomicLong count = new AtomicLong();

  private record Loaded(String target, long request) {}

  /// A page of this path and query was the answer to this request.
  public void loaded(String target, long request) {
    ring.setRelease((int) (count.getAndIncrement() % REMEMBERED), new Loaded(target, request));
  }

  /// The request of the page that refers to a resource by this path and query; where none is known
  /// (a style sheet refers, a script has changed the address) the newest page; 0 if there is none.
  public long referredBy(String target) {
    long newest = count.get() - 1;
    long any = 0;
    for (long at = newest; at >= 0 && at > newest - REMEMBERED; at--) {
      Loaded loaded = ring.getAcquire((int) (at % REMEMBERED));
      if (loaded != null && loaded.target().equals(target)) {
        return loaded.request();
      }
      any = any == 0 && loaded != null ? loaded.request() : any;
    }
    return any;
  }
}
