package dev.brummer.proxy.http.message;

/// Limits the bytes that all documents of an event loop retain together, see [LazyUrlRewriter].
/// Confined to the event loop.
public final class RetentionBudget {
  private final int max;
  private int used;

  /// @param max number of bytes
  public RetentionBudget(int max) {
    this.max = max;
  }

  boolean acquire(int bytes) {
    boolean fits = bytes <= max - used;
    used += fits ? bytes : 0;
    return fits;
  }

  void release(int bytes) {
    used -= bytes;
  }

  /// Bytes retained now.
  int used() {
    return used;
  }
}
