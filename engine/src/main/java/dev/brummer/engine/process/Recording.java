package dev.brummer.engine.process;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// The newest bytes that a child has printed, at most [#MOST], with the sizes that its terminal
/// had: so that a screen that is made later shows what one made earlier would.
///
/// Of what is forgotten the modes are kept (alternate screen, mouse, keys …), and given before the
/// rest. What is kept begins at a line or a sequence where one is near. Costs one copy of the bytes
/// and, of those forgotten, a look for escapes. Owner: the reader of the child.
final class Recording {
  static final int MOST = 1 << 18;

  /// Forgotten at once, so that moving what stays is rare.
  static final int STEP = MOST / 4;

  private static final int SIZES = 64;

  private byte[] bytes = new byte[1 << 12];
  private int length;
  private boolean complete = true;
  private final KnownModes modes = new KnownModes();
  private final Deque<Size> sizes = new ArrayDeque<>();

  /// @param at how many of the kept bytes were printed before
  private record Size(int at, int columns, int rows) {}

  Recording(int columns, int rows) {
    sizes.add(new Size(0, columns, rows));
  }

  int columns() {
    return sizes.getLast().columns;
  }

  int rows() {
    return sizes.getLast().rows;
  }

  /// The terminal has this size from here on.
  void size(int columns, int rows) {
    if (sizes.getLast().at == length) {
      sizes.removeLast();
    } else if (sizes.size() == SIZES) {
      sizes.removeFirst();
      Size next = sizes.removeFirst();
      sizes.addFirst(new Size(0, next.columns, next.rows));
    }
    sizes.add(new Size(length, columns, rows));
  }

  /// @param count at most [#STEP]
  void add(byte[] more, int count) {
    if (length + count > MOST) {
      forget(start());
    }
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(MOST, Math.max(length + count, 2 * bytes.length)));
    }
    System.arraycopy(more, 0, bytes, length, count);
    length += count;
  }

  /// A good place to begin at, behind the first [#STEP] bytes.
  private int start() {
    for (int i = STEP; i < STEP + STEP / 16; i++) {
      if (bytes[i] == '\n' || bytes[i] == 0x1b) {
        return i;
      }
    }
    return STEP;
  }

  private void forget(int count) {
    modes.see(bytes, 0, count);
    System.arraycopy(bytes, count, bytes, 0, length - count);
    length -= count;
    complete = false;
    Size first = sizes.getFirst();
    while (!sizes.isEmpty() && sizes.getFirst().at <= count) {
      first = sizes.removeFirst();
    }
    Deque<Size> moved = new ArrayDeque<>();
    moved.add(new Size(0, first.columns, first.rows));
    sizes.forEach(size -> moved.add(new Size(size.at - count, size.columns, size.rows)));
    sizes.clear();
    sizes.addAll(moved);
  }

  /// Tells all that is known.
  void play(Tap tap) {
    tap.begins(complete);
    int at = 0;
    boolean first = true;
    for (Size size : sizes) {
      if (size.at > at) {
        tap.recorded(bytes, at, size.at);
        at = size.at;
      }
      tap.size(size.columns, size.rows);
      if (first && !complete) {
        byte[] known = modes.sequences();
        tap.recorded(known, 0, known.length);
      }
      first = false;
    }
    if (at < length) {
      tap.recorded(bytes, at, length);
    }
  }
}
