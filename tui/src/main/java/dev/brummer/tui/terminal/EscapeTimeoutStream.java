package dev.brummer.tui.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The bytes of the keyboard. While an escape sequence has begun, [#available] waits a moment for
/// the rest of it: so a lone ESC is told from an arrow key in [#PATIENCE_MILLIS], where Lanterna's
/// decoder alone needs 250 ms.
///
/// What has begun and stops in the middle, or is cut off by the next, is ended here, by bytes that
/// make it a whole of which no key comes: on a slow line half a mouse report or paste would else be
/// taken for typed letters. Confined to the thread `keys`.
final class EscapeTimeoutStream extends InputStream {
  /// Long enough for a slow line, short enough not to be felt.
  private static final int PATIENCE_MILLIS = 40;

  private static final int PASTE_PATIENCE_MILLIS = 3000;
  private static final int STEP_MILLIS = 4;
  private static final long SIX_BYTES = (1L << 48) - 1;
  private static final long PASTE_BEGINS = packed("\033[200~");
  private static final long PASTE_ENDS = packed("\033[201~");
  private static final byte[] PASTE_END = "\033[201~".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] STRING_END = {7};
  private static final byte[] SEQUENCE_END = {'@'};
  private static final byte[] NONE = {};

  private static final int ESC = 0x1b;

  private final InputStream source;
  private final byte[] bytes = new byte[1 << 13];
  private int from;
  private int to;
  private boolean insideSequence;

  /// In a sequence that has parameters already, which nobody types by hand.
  private boolean insideParameters;

  private boolean insideString;
  private boolean insidePaste;
  private long lastSix;

  /// To be read in place of what never came, from `ended` on.
  private byte[] ending = NONE;

  private int ended;

  EscapeTimeoutStream(InputStream source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    if (ended == ending.length && from == to) {
      to = source.read(bytes);
      from = 0;
      if (to < 0) {
        to = 0;
        return -1;
      }
    }
    if (ended == ending.length && bytes[from] == ESC && insideParameters && !insidePaste) {
      ending = SEQUENCE_END;
      ended = 0;
    }
    int b = ended < ending.length ? ending[ended++] : bytes[from++] & 0xff;
    follow(b);
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    int got = 0;
    while (got < count && (got == 0 || waiting() > 0)) {
      int b = read();
      if (b < 0) {
        return got == 0 ? -1 : got;
      }
      buffer[offset + got++] = (byte) b;
    }
    return got;
  }

  /// Bytes that can be read without asking the source.
  private int waiting() {
    return ending.length - ended + to - from;
  }

  private void follow(int b) {
    boolean middle = b == '[' || b == 'O' || b == '<' || b == ';' || b >= '0' && b <= '9';
    boolean behindEscape = (lastSix & 0xff) == ESC;
    insideString =
        behindEscape && b == ']' || insideString && b != 7 && !(behindEscape && b == '\\');
    insideParameters = insideSequence && middle && b != '[' && b != 'O';
    insideSequence = b == ESC || insideString || insideSequence && middle;
    lastSix = (lastSix << 8 | b & 0xff) & SIX_BYTES;
    insidePaste = lastSix == PASTE_BEGINS || insidePaste && lastSix != PASTE_ENDS;
  }

  @Override
  public int available() throws IOException {
    if (waiting() > 0) {
      return waiting();
    }
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
    return ready > 0 || patience == 0 ? ready : end();
  }

  /// Ends what has stopped in the middle.
  ///
  /// @return how many bytes that takes
  private int end() {
    boolean string = insideString && (lastSix & 0xff) != ']';
    ending = insidePaste ? PASTE_END : string ? STRING_END : insideParameters ? SEQUENCE_END : NONE;
    ended = 0;
    insideSequence = false;
    insideString = false;
    insideParameters = false;
    return ending.length;
  }

  private static long packed(String bytes) {
    long value = 0;
    for (int i = 0; i < bytes.length(); i++) {
      value = value << 8 | bytes.charAt(i);
    }
    return value;
  }
}
