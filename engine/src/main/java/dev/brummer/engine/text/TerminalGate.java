package dev.brummer.engine.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// The gate in front of a terminal or pipe: any bytes in, safe UTF-8 text out (per byte).
///
/// What passes is defined by [TerminalCharacters] and [TerminalSequences], plus TAB and LF.
/// Anything else is replaced by a visible form, a byte that is not UTF-8 by U+FFFD, and a hyperlink
/// to a target that is not permitted by the end of a hyperlink. The result does not depend on how
/// the bytes are split into writes. Nothing is trusted, stored lines included; only
/// [#writePrintable] relies on a scan by this process.
///
/// What passes is found by [TerminalScanner] and, if it is all of a write, passed on without a
/// copy. A character or sequence cut off by the end of a write is kept for the next one; [#finish]
/// ends it. Confined to one thread at a time.
public final class TerminalGate extends OutputStream {
  /// What a stream carries, which decides how its bytes are made safe.
  public enum Content {
    /// Text without escape sequences.
    TEXT,
    /// Text with SGR and OSC 8.
    STYLED,
    /// JSON text; forbidden characters become JSON escapes, so the values stay the same.
    JSON
  }

  private static final byte[] END_OF_LINK = ascii("\033]8;;\033\\");
  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);
  private static final int INCOMPLETE = TerminalSequences.INCOMPLETE;

  private final OutputStream out;
  private final Content content;
  private final boolean styled;
  private final byte[] single = new byte[1];

  /// Output of the current write.
  private byte[] safe = new byte[1 << 12];

  private int safeLength;

  /// A character or sequence that the last write has cut off.
  private byte[] pending = {};

  /// The code point before the current position.
  private int previous;

  public TerminalGate(OutputStream out, Content content) {
    this.out = out;
    this.content = content;
    this.styled = content == Content.STYLED;
  }

  @Override
  public void write(int b) throws IOException {
    single[0] = (byte) b;
    write(single, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (pending.length == 0) {
      pass(bytes, from, from + length, false);
      return;
    }
    byte[] joined = Arrays.copyOf(pending, pending.length + length);
    System.arraycopy(bytes, from, joined, pending.length, length);
    pending = new byte[0];
    pass(joined, 0, joined.length, false);
  }

  /// Passes on printable ASCII and line feeds without looking at each byte again, which would take
  /// 5 % of the CPU time of a flood.
  ///
  /// @param bytes nothing else in the range: the caller has seen to it
  public void writePrintable(byte[] bytes, int from, int length) throws IOException {
    if (pending.length > 0 || length == 0) {
      write(bytes, from, length);
      return;
    }
    assert TerminalScanner.nextSpecial(bytes, from, from + length, false) == from + length;
    previous = bytes[from + length - 1];
    out.write(bytes, from, length);
  }

  /// Shows what is left of a character or sequence that was cut off.
  public void finish() throws IOException {
    if (pending.length > 0) {
      byte[] rest = pending;
      pending = new byte[0];
      pass(rest, 0, rest.length, true);
    }
    previous = 0;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /// Finishes and flushes. The stream behind the gate stays open.
  @Override
  public void close() throws IOException {
    finish();
    flush();
  }

  private void pass(byte[] bytes, int from, int to, boolean last) throws IOException {
    int special = TerminalScanner.nextSpecial(bytes, from, to, styled);
    if (special == to) {
      remember(bytes, from, to);
      out.write(bytes, from, to - from);
      return;
    }
    safeLength = 0;
    int at = from;
    while (special < to) {
      addRun(bytes, at, special);
      int next = special(bytes, special, to, last);
      if (next == INCOMPLETE) {
        pending = Arrays.copyOfRange(bytes, special, to);
        at = to;
      } else {
        at = next;
      }
      special = TerminalScanner.nextSpecial(bytes, at, to, styled);
    }
    addRun(bytes, at, to);
    out.write(safe, 0, safeLength);
  }

  /// Handles the character or sequence at `at`.
  ///
  /// @return index of the first byte after it, or [#INCOMPLETE]
  private int special(byte[] bytes, int at, int to, boolean last) {
    byte b = bytes[at];
    if (b < 0) {
      return character(bytes, at, to, last);
    }
    if (b == TerminalSequences.ESC && styled) {
      int end = TerminalSequences.end(bytes, at, to);
      if (end > 0) {
        add(END_OF_LINK, 0, END_OF_LINK.length); // permitted ones were passed before
        previous = '\\';
        return end;
      }
      if (end == INCOMPLETE && !last) {
        return INCOMPLETE;
      }
    }
    addVisibleForm(b);
    previous = b;
    return at + 1;
  }

  private int character(byte[] bytes, int at, int to, boolean last) {
    int lead = bytes[at] & 0xFF;
    int length = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    int codePoint = lead & (0x7F >> length);
    for (int i = at + 1; i < at + length; i++) {
      if (i == to && !last) {
        return INCOMPLETE;
      }
      if (i == to || (bytes[i] & 0xC0) != 0x80) {
        length = 0;
        break;
      }
      codePoint = codePoint << 6 | bytes[i] & 0x3F;
    }
    if (length == 0 || !isShortestForm(codePoint, length)) {
      add(REPLACEMENT, 0, REPLACEMENT.length);
      previous = 0xFFFD;
      return at + 1;
    }
    if (TerminalCharacters.isShown(previous, codePoint)) {
      add(bytes, at, at + length);
    } else {
      addVisibleForm(codePoint);
    }
    previous = codePoint;
    return at + length;
  }

  private static boolean isShortestForm(int codePoint, int length) {
    return switch (length) {
      case 2 -> codePoint >= 0x80;
      case 3 -> codePoint >= 0x800 && (codePoint < 0xD800 || codePoint > 0xDFFF);
      default -> codePoint >= 0x10000 && codePoint <= 0x10FFFF;
    };
  }

  /// Adds the form of a forbidden character; allocates only here.
  private void addVisibleForm(int codePoint) {
    String form = TerminalCharacters.visibleForm(codePoint);
    if (content == Content.JSON) {
      StringBuilder escapes = new StringBuilder();
      for (char unit : Character.toChars(codePoint)) {
        escapes.append("\\u").append(HexFormat.of().toHexDigits(unit));
      }
      form = escapes.toString();
    }
    byte[] encoded = form.getBytes(StandardCharsets.UTF_8);
    add(encoded, 0, encoded.length);
  }

  private void addRun(byte[] bytes, int from, int to) {
    if (to > from) {
      add(bytes, from, to);
      remember(bytes, from, to);
    }
  }

  /// Sets the previous code point to the last one of valid UTF-8; of a sequence, its last byte.
  private void remember(byte[] bytes, int from, int to) {
    if (to == from) {
      return;
    }
    int at = to - 1;
    while ((bytes[at] & 0xC0) == 0x80) {
      at--;
    }
    int lead = bytes[at];
    int codePoint = to - at == 1 ? lead : to - at == 2 ? lead & 0x1F : lead & 0x0F;
    for (int i = at + 1; i < to; i++) {
      codePoint = codePoint << 6 | bytes[i] & 0x3F;
    }
    previous = codePoint;
  }

  private void add(byte[] bytes, int from, int to) {
    int length = to - from;
    if (safe.length - safeLength < length) {
      safe = Arrays.copyOf(safe, Math.max(safeLength + length, 2 * safe.length));
    }
    System.arraycopy(bytes, from, safe, safeLength, length);
    safeLength += length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
