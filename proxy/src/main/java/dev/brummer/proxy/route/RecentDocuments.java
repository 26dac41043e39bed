package dev.brummer.proxy.route;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The documents that a site has served last: which page a further request came from. Any thread.
public final class RecentDocuments {
  private static final int CAPACITY = 32;

  private final AtomicReferenceArray<@Nullable LoadedDocument> ring =
      new AtomicReferenceArray<>(CAPACITY);
  private final AtomicLong added = new AtomicLong();

  private record LoadedDocument(String target, long request) {}

  /// A page of this path and query was the answer to this request.
  public void add(String target, long request) {
    ring.setRelease(
        (int) (added.getAndIncrement() % CAPACITY), new LoadedDocument(target, request));
  }

  /// The request of the page that refers to a resource by this path and query; where none is known
  /// (a style sheet refers, a script has changed the address) the newest page; 0 if there is none.
  public long findReferrer(String target) {
    long newest = added.get() - 1;
    long any = 0;
    for (long at = newest; at >= 0 && at > newest - CAPACITY; at--) {
      LoadedDocument loaded = ring.getAcquire((int) (at % CAPACITY));
      if (loaded != null && loaded.target().equals(target)) {
        return loaded.request();
      }
      any = any == 0 && loaded != null ? loaded.request() : any;
    }
    return any;
  }
}
