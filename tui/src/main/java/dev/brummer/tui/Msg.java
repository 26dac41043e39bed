package dev.brummer.tui;

import dev.brummer.tui.paint.Typed;

/// What wakes the thread `tui`, besides events.
sealed interface Msg {
  /// A key, a click or a paste.
  record Input(Typed typed) implements Msg {}

  /// The terminal has another size, or shows something else than we painted.
  record Repaint() implements Msg {}

  /// Hits of a search, oldest first.
  record Hits(int epoch, long[] lines, boolean last) implements Msg {}

  /// The program ends.
  record Close() implements Msg {}
}
