package dev.brummer.engine.process.os;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// The heap of the C library. Any thread.
public final class NativeHeap {
  /// Null where the C library has no such function, as musl.
  private static final @Nullable MethodHandle TRIM =
      Libc.has("malloc_trim") ? Libc.link("malloc_trim") : null;

  private NativeHeap() {}

  /// Returns free pages to the system; takes about half a millisecond.
  public static void trim() {
    MethodHandle function = TRIM;
    if (function != null) {
      try (Libc libc = new Libc()) {
        libc.raw(function, 0, 0, 0, 0, 0, 0);
      }
    }
  }
}
