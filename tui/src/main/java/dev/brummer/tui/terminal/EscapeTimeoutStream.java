package dev.brummer.tui.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Keyboard input that terminates incomplete escape sequences after a timeout.
///
/// [#available] waits up to [#ESCAPE_TIMEOUT_MILLIS] for the rest of a started sequence. This
/// distinguishes a lone ESC from an arrow key faster than Lanterna's decoder, which needs 250 ms.
///
/// A truncated sequence, timed out or interrupted by the next one, is completed with synthetic
/// bytes so that it decodes to no key. Otherwise, on a slow connection, parts of a mouse report or
/// paste would be interpreted as typed characters.
///
/// Takes one byte at a time from the source: what follows a key may belong to another program.
/// Confined to the `keys` thread.
final class EscapeTimeoutStream extends InputStream {
  /// Covers slow connections without a noticeable delay.
  private static final int ESCAPE_TIMEOUT_MILLIS = 40;

  private static final int PASTE_TIMEOUT_MILLIS = 3000;
  private static final int POLL_INTERVAL_MILLIS = 4;
  private static final long SIX_BYTE_MASK = (1L << 48) - 1;
  private static final long PACKED_PASTE_START = pack("\033[200~");
  private static final long PACKED_PASTE_END = pack("\033[201~");
  private static final byte[] PASTE_END = "\033[201~".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] STRING_END = {7};
  private static final byte[] SEQUENCE_END = {'@'};
  private static final byte[] NONE = {};

  private static final int ESC = 0x1b;
  private static final int NO_BYTE = -2;

  private final InputStream source;

  /// A byte of the source that has been read and not been returned yet, negative for none.
  private int next = NO_BYTE;

  private boolean inSequence;

  /// Whether the current sequence already has parameters, which rules out manual typing.
  private boolean inParameters;

  private boolean inString;
  private boolean inPaste;
  private long lastSix;

  /// Synthetic bytes that complete the current sequence, unread from `terminatorRead` on.
  private byte[] terminator = NONE;

  private int terminatorRead;

  EscapeTimeoutStream(InputStream source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    if (terminatorRead == terminator.length && next < 0) {
      next = source.read();
      if (next < 0) {
        next = NO_BYTE;
        return -1;
      }
    }
    if (terminatorRead == terminator.length && next == ESC && inParameters && !inPaste) {
      terminator = SEQUENCE_END;
      terminatorRead = 0;
    }
    int b = next;
    if (terminatorRead < terminator.length) {
      b = terminator[terminatorRead++];
    } else {
      next = NO_BYTE;
    }
    track(b);
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    int copied = 0;
    while (copied < count && (copied == 0 || buffered() > 0)) {
      int b = read();
      if (b < 0) {
        return copied == 0 ? -1 : copied;
      }
      buffer[offset + copied++] = (byte) b;
    }
    return copied;
  }

  /// Number of bytes readable without blocking on the source.
  private int buffered() {
    return terminator.length - terminatorRead + (next < 0 ? 0 : 1);
  }

  private void track(int b) {
    boolean middle = b == '[' || b == 'O' || b == '<' || b == ';' || b >= '0' && b <= '9';
    boolean afterEscape = (lastSix & 0xff) == ESC;
    inString = afterEscape && b == ']' || inString && b != 7 && !(afterEscape && b == '\\');
    inParameters = inSequence && middle && b != '[' && b != 'O';
    inSequence = b == ESC || inString || inSequence && middle;
    lastSix = (lastSix << 8 | b & 0xff) & SIX_BYTE_MASK;
    inPaste = lastSix == PACKED_PASTE_START || inPaste && lastSix != PACKED_PASTE_END;
  }

  @Override
  public int available() throws IOException {
    if (buffered() > 0) {
      return buffered();
    }
    int ready = source.available();
    int timeout = inPaste ? PASTE_TIMEOUT_MILLIS : inSequence ? ESCAPE_TIMEOUT_MILLIS : 0;
    for (int waited = 0; ready == 0 && waited < timeout; ) {
      try {
        Thread.sleep(POLL_INTERVAL_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return 0;
      }
      waited += POLL_INTERVAL_MILLIS;
      ready = source.available();
    }
    return ready > 0 || timeout == 0 ? ready : terminateSequence();
  }

  /// Completes the truncated sequence with synthetic bytes.
  ///
  /// @return number of synthetic bytes
  private int terminateSequence() {
    boolean string = inString && (lastSix & 0xff) != ']';
    terminator = inPaste ? PASTE_END : string ? STRING_END : inParameters ? SEQUENCE_END : NONE;
    terminatorRead = 0;
    inSequence = false;
    inString = false;
    inParameters = false;
    return terminator.length;
  }

  private static long pack(String bytes) {
    long value = 0;
    for (int i = 0; i < bytes.length(); i++) {
      value = value << 8 | bytes.charAt(i);
    }
    return value;
  }
}
