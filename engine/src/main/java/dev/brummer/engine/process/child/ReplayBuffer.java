package dev.brummer.engine.process.child;

import dev.brummer.engine.process.OutputTap;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// The newest bytes that a child has printed, about [#MOST], with the sizes that its terminal had:
/// so that a screen that is made later shows what one made earlier would.
///
/// Of what is forgotten the modes are kept (alternate screen, mouse, keys …), and given before the
/// rest. What is kept begins at a line or a sequence where one is near. Costs one copy of the bytes
/// and, of those forgotten, a look for escapes; the oldest block is the next one to be filled.
/// Owner: the reader of the child.
final class ReplayBuffer {
  static final int BLOCK = 1 << 16;
  static final int MOST = 4 * BLOCK;

  private static final int SMALLEST = 1 << 12;

  /// How far a line's or a sequence's begin is looked for.
  private static final int NEAR = BLOCK / 16;

  private static final int SIZES = 64;

  private final Deque<byte[]> full = new ArrayDeque<>();
  private byte[] last = new byte[SMALLEST];
  private int filled;

  /// Where what is kept begins in the oldest block.
  private int begin;

  /// How many bytes were ever printed before the oldest block.
  private long base;

  private final TerminalModeTracker modes = new TerminalModeTracker();
  private final Deque<Size> sizes = new ArrayDeque<>();

  /// @param at how many bytes were printed before
  private record Size(long at, int columns, int rows) {}

  ReplayBuffer(int columns, int rows) {
    sizes.add(new Size(0, columns, rows));
  }

  int columns() {
    return sizes.getLast().columns;
  }

  int rows() {
    return sizes.getLast().rows;
  }

  private long printed() {
    return base + (long) full.size() * BLOCK + filled;
  }

  /// The terminal has this size from here on.
  void size(int columns, int rows) {
    if (sizes.getLast().at == printed()) {
      sizes.removeLast();
    } else if (sizes.size() == SIZES) {
      sizes.removeFirst();
    }
    sizes.add(new Size(printed(), columns, rows));
  }

  void add(byte[] more, int count) {
    int at = 0;
    while (at < count) {
      int part = Math.min(count - at, BLOCK - filled);
      if (filled + part > last.length) {
        last = Arrays.copyOf(last, Math.min(BLOCK, Math.max(filled + part, 2 * last.length)));
      }
      System.arraycopy(more, at, last, filled, part);
      at += part;
      filled += part;
      if (filled == BLOCK) {
        full.add(last);
        last = (long) full.size() * BLOCK < MOST ? new byte[SMALLEST] : forget();
        filled = 0;
      }
    }
  }

  /// Forgets the oldest block.
  ///
  /// @return it, to be filled again
  private byte[] forget() {
    byte[] oldest = full.remove();
    modes.see(oldest, begin, BLOCK);
    base += BLOCK;
    byte[] next = full.element();
    begin = start(next);
    modes.see(next, 0, begin);
    while (sizes.size() > 1 && second().at <= base + begin) {
      sizes.removeFirst();
    }
    return oldest;
  }

  private Size second() {
    Size first = sizes.removeFirst();
    Size second = sizes.getFirst();
    sizes.addFirst(first);
    return second;
  }

  /// A good place to begin at.
  private static int start(byte[] block) {
    for (int i = 0; i < NEAR; i++) {
      if (block[i] == '\n' || block[i] == 0x1b) {
        return i;
      }
    }
    return 0;
  }

  /// Tells all that is known.
  void play(OutputTap tap) {
    boolean complete = base == 0;
    tap.begins(complete);
    long at = base + begin;
    boolean first = true;
    for (Size size : sizes) {
      tell(tap, at, size.at);
      at = Math.max(at, size.at);
      tap.size(size.columns, size.rows);
      if (first && !complete) {
        byte[] known = modes.sequences();
        tap.recorded(known, 0, known.length);
      }
      first = false;
    }
    tell(tap, at, printed());
  }

  /// Tells what was printed between two moments.
  private void tell(OutputTap tap, long from, long to) {
    long start = base;
    for (byte[] block : full) {
      tell(tap, block, from - start, to - start);
      start += BLOCK;
    }
    tell(tap, last, from - start, to - start);
  }

  private static void tell(OutputTap tap, byte[] block, long from, long to) {
    int begin = (int) Math.max(0, from);
    int end = (int) Math.min(block.length, to);
    if (begin < end) {
      tap.recorded(block, begin, end);
    }
  }
}
