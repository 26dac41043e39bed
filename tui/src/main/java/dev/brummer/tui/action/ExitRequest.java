package dev.brummer.tui.action;

import org.jspecify.annotations.Nullable;

/// Whether and how the UI is to end. Owned by the thread `tui`.
public final class ExitRequest {
  public static final int OK = 0;

  /// The terminal went away.
  public static final int HANGUP = 129;

  /// The person did not wait for the children.
  public static final int INTERRUPTED = 130;

  private @Nullable Integer code;

  public void request(int wanted) {
    if (code == null) {
      code = wanted;
    }
  }

  @Nullable
  public Integer code() {
    return code;
  }
}
