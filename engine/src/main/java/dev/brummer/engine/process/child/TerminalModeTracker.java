package dev.brummer.engine.process.child;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tracks the private terminal modes that a child has set or reset in its output: `CSI ? … h`, `CSI
/// ? … l`, `ESC =`, `ESC >` and `ESC c`. Sequences may be split anywhere.
final class TerminalModeTracker {
  private static final int MAX_DIGITS = 5;
  private static final int MAX_MODES = 64;
  private static final byte ESC = 0x1b;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ESCAPE_BYTES = LOW_BITS * ESC;

  private final Map<Integer, Boolean> modes = new LinkedHashMap<>();
  private boolean keypad;

  /// Parser state: 0 ground, 1 after ESC, 2 after CSI, 3 in the parameters.
  private int state;

  private int parameter;
  private int digits;
  private final int[] parameters = new int[16];
  private int parameterCount;

  void scan(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (state == 0) {
        i = indexOfEscape(bytes, i, to);
        state = i < to ? 1 : 0;
      } else {
        step(bytes[i]);
      }
      i++;
    }
  }

  /// Index of the next ESC, `to` if there is none. Compares eight bytes at a time.
  private static int indexOfEscape(byte[] bytes, int from, int to) {
    int i = from;
    while (i + Long.BYTES <= to) {
      long other = (long) LONGS.get(bytes, i) ^ ESCAPE_BYTES;
      if ((other - LOW_BITS & ~other & HIGH_BITS) != 0) {
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
        parameterCount = 0;
        resetParameter();
      }
      default -> inParameters(b);
    }
  }

  private void afterEscape(byte b) {
    state = b == '[' ? 2 : b == ESC ? 1 : 0;
    if (b == 'c') {
      modes.clear();
    }
    keypad = b == '=' || keypad && b != '>' && b != 'c';
  }

  private void inParameters(byte b) {
    if (b >= '0' && b <= '9' && digits < MAX_DIGITS) {
      parameter = 10 * parameter + b - '0';
      digits++;
    } else if (b == ';') {
      addParameter();
    } else {
      addParameter();
      if (b == 'h' || b == 'l') {
        set(b == 'h');
      }
      state = b == ESC ? 1 : 0;
    }
  }

  private void addParameter() {
    if (digits > 0 && parameterCount < parameters.length) {
      parameters[parameterCount++] = parameter;
    }
    resetParameter();
  }

  private void resetParameter() {
    parameter = 0;
    digits = 0;
  }

  private void set(boolean on) {
    for (int i = 0; i < parameterCount; i++) {
      modes.remove(parameters[i]);
      if (modes.size() < MAX_MODES) {
        modes.put(parameters[i], on);
      }
    }
  }

  /// Sequences that restore the tracked modes, in their original order.
  byte[] sequences() {
    StringBuilder all = new StringBuilder(keypad ? "\033=" : "");
    modes.forEach((mode, on) -> all.append("\033[?").append(mode).append(on ? 'h' : 'l'));
    return all.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
