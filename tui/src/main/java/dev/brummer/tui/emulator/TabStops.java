package dev.brummer.tui.emulator;

import java.util.BitSet;

/// Horizontal tab stops, every eight columns by default.
final class TabStops {
  private static final int INTERVAL = 8;

  /// Number of columns initialised with default stops.
  private static final int MAX_COLUMNS = 4096;

  private final BitSet stops = new BitSet();

  TabStops() {
    reset();
  }

  void reset() {
    stops.clear();
    for (int x = 0; x < MAX_COLUMNS; x += INTERVAL) {
      stops.set(x);
    }
  }

  void set(int x) {
    stops.set(x);
  }

  void clear(int x) {
    stops.clear(x);
  }

  void clearAll() {
    stops.clear();
  }

  int next(int x, int width) {
    int stop = stops.nextSetBit(x + 1);
    return stop < 0 ? width - 1 : Math.min(stop, width - 1);
  }

  int previous(int x) {
    return x == 0 ? 0 : Math.max(0, stops.previousSetBit(x - 1));
  }
}
