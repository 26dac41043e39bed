package dev.brummer.tui;

import org.jspecify.annotations.Nullable;

/// Whether and how the UI is to end. Owned by the thread `tui`.
final class Exit {
  static final int OK = 0;

  /// The terminal went away.
  static final int HANGUP = 129;

  /// The person did not wait for the children.
  static final int LEFT = 130;

  private @Nullable Integer code;

  void with(int wanted) {
    if (code == null) {
      code = wanted;
    }
  }

  @Nullable Integer code() {
    return code;
  }
}
