package dev.brummer.engine.process.child;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which private modes of its terminal a child has switched on and off, found in what it prints:
/// `CSI ? … h`, `CSI ? … l`, `ESC =`, `ESC >` and `ESC c`. Sequences may be cut anywhere.
final class TerminalModeTracker {
  private static final int DIGITS = 5;
  private static final int MOST = 64;
  private static final byte ESC = 0x1b;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long ESCAPES = ONES * ESC;

  private final Map<Integer, Boolean> modes = new LinkedHashMap<>();
  private boolean keypad;

  /// How far into a sequence: 0 outside, 1 behind ESC, 2 behind `[`, 3 in the numbers.
  private int state;

  private int number;
  private int digits;
  private final int[] numbers = new int[16];
  private int count;

  void see(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (state == 0) {
        i = escape(bytes, i, to);
        state = i < to ? 1 : 0;
      } else {
        step(bytes[i]);
      }
      i++;
    }
  }

  /// Where the next ESC is, eight bytes at a look; `to` if there is none.
  private static int escape(byte[] bytes, int from, int to) {
    int i = from;
    while (i + Long.BYTES <= to) {
      long other = (long) LONGS.get(bytes, i) ^ ESCAPES;
      if ((other - ONES & ~other & HIGH) != 0) {
        break;
      }
      i += Long.BYTES;
    }
    while (i < to && bytes[i] != ESC) {
      i++;
    }
    return i;
  }

  private void step(byte b) {
    switch (state) {
      case 1 -> afterEscape(b);
      case 2 -> {
        state = b == '?' ? 3 : b == ESC ? 1 : 0;
        count = 0;
        next();
      }
      default -> inNumbers(b);
    }
  }

  private void afterEscape(byte b) {
    state = b == '[' ? 2 : b == ESC ? 1 : 0;
    if (b == 'c') {
      modes.clear();
    }
    keypad = b == '=' || keypad && b != '>' && b != 'c';
  }

  private void inNumbers(byte b) {
    if (b >= '0' && b <= '9' && digits < DIGITS) {
      number = 10 * number + b - '0';
      digits++;
    } else if (b == ';') {
      take();
    } else {
      take();
      if (b == 'h' || b == 'l') {
        set(b == 'h');
      }
      state = b == ESC ? 1 : 0;
    }
  }

  private void take() {
    if (digits > 0 && count < numbers.length) {
      numbers[count++] = number;
    }
    next();
  }

  private void next() {
    number = 0;
    digits = 0;
  }

  private void set(boolean on) {
    for (int i = 0; i < count; i++) {
      modes.remove(numbers[i]);
      if (modes.size() < MOST) {
        modes.put(numbers[i], on);
      }
    }
  }

  /// What switches the same modes on and off, in the same order.
  byte[] sequences() {
    StringBuilder all = new StringBuilder(keypad ? "\033=" : "");
    modes.forEach((mode, on) -> all.append("\033[?").append(mode).append(on ? 'h' : 'l'));
    return all.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
