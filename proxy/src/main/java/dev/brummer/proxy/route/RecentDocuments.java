package dev.brummer.proxy.route;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Ring of the documents recently served by an upstream, for attributing further requests to their
/// page. Lock-free; any thread.
public final class RecentDocuments {
  private static final int CAPACITY = 32;

  private final AtomicReferenceArray<@Nullable LoadedDocument> ring =
      new AtomicReferenceArray<>(CAPACITY);
  private final AtomicLong added = new AtomicLong();

  private record LoadedDocument(String target, long request) {}

  /// Adds a document by its path and query and the id of its request.
  public void add(String target, long request) {
    ring.setRelease(
        (int) (added.getAndIncrement() % CAPACITY), new LoadedDocument(target, request));
  }

  /// Request id of the page with this path and query. Falls back to the newest page (a style sheet
  /// refers, or a script changed the address); 0 if there is none.
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
