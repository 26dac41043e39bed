package dev.brummer.tui.paint;

import java.io.IOException;
import java.io.InputStream;

/// The bytes of the keyboard. While an escape sequence has begun, [#available] waits a moment for
/// the rest of it: so a lone ESC is told from an arrow key in [#PATIENCE_MILLIS], where Lanterna's
/// decoder alone needs 250 ms. Confined to the thread `keys`.
final class KeyInput extends InputStream {
  /// Long enough for a slow line, short enough not to be felt.
  private static final int PATIENCE_MILLIS = 40;

  /// A paste that has begun is waited for: its rest must not be taken for keys.
  private static final int PASTE_PATIENCE_MILLIS = 1000;

  private static final int STEP_MILLIS = 4;
  private static final long SIX_BYTES = (1L << 48) - 1;
  private static final long PASTE_BEGINS = packed("\033[200~");
  private static final long PASTE_ENDS = packed("\033[201~");

  private final InputStream source;
  private boolean insideSequence;
  private boolean insideString;
  private boolean insidePaste;
  private long lastSix;

  KeyInput(InputStream source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    int b = source.read();
    follow(b);
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    int got = source.read(buffer, offset, count);
    for (int i = 0; i < got; i++) {
      follow(buffer[offset + i]);
    }
    return got;
  }

  private void follow(int b) {
    boolean middle = b == '[' || b == 'O' || b == '<' || b == ';' || b >= '0' && b <= '9';
    boolean begins = (lastSix & 0xff) == 0x1b;
    insideString = begins && b == ']' || insideString && b != 7 && !(begins && b == '\\');
    insideSequence = b == 0x1b || insideString || insideSequence && middle;
    lastSix = (lastSix << 8 | b & 0xff) & SIX_BYTES;
    insidePaste = lastSix == PASTE_BEGINS || insidePaste && lastSix != PASTE_ENDS;
  }

  @Override
  public int available() throws IOException {
    int ready = source.available();
    int patience = insidePaste ? PASTE_PATIENCE_MILLIS : insideSequence ? PATIENCE_MILLIS : 0;
    for (int waited = 0; ready == 0 && waited < patience; ) {
      try {
        Thread.sleep(STEP_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return 0;
      }
      waited += STEP_MILLIS;
      ready = source.available();
    }
    insideSequence &= ready > 0;
    insideString &= ready > 0;
    insidePaste &= ready > 0;
    return ready;
  }

  private static long packed(String bytes) {
    long value = 0;
    for (int i = 0; i < bytes.length(); i++) {
      value = value << 8 | bytes.charAt(i);
    }
    return value;
  }
}
