package dev.brummer.engine.detect.line;

import dev.brummer.engine.log.LineBlock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One line as detectors see it: without escape sequences, with the words that are in it. One
/// object serves line after line; confined to the worker that feeds the detectors. Detectors take
/// from it what they keep.
///
/// Of a very long line the first [#MAX_BYTES] count: what a program says about itself stands in
/// front, and the work per line is bounded.
public final class ScannedLine {
  public static final int MAX_BYTES = 4096;

  private static final byte ESC = 0x1b;

  private byte[] plain = new byte[512];
  private int length;
  private int process;
  private long number;
  private long atMillis;
  private long keywords;
  private @Nullable String text;

  /// A line for its own sake, as tests want it.
  public static ScannedLine of(int process, long number, String text) {
    ScannedLine line = new ScannedLine();
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    line.load(process, number, 0, utf8);
    return line;
  }

  void load(int process, long number, long atMillis, byte[] stored) {
    load(process, number, atMillis, stored, 0, stored.length);
    keywords = keywords(plain, 0, length);
  }

  /// Takes a line of a block, and searches it for words.
  public void load(LineBlock block, int index) {
    load(block, index, 0);
    keywords = keywords(plain, 0, length);
  }

  /// Takes a line of a block.
  ///
  /// @param words bits of the words that are in it
  public void load(LineBlock block, int index, long words) {
    int from = block.begin(index);
    load(
        block.process(),
        block.first() + index,
        block.atMillis(),
        block.text(),
        from,
        block.end(index));
    this.keywords = words;
  }

  private void load(int process, long number, long atMillis, byte[] stored, int from, int to) {
    this.process = process;
    this.number = number;
    this.atMillis = atMillis;
    text = null;
    strip(stored, from, Math.min(to, from + MAX_BYTES));
  }

  /// Bits of the words in `[from, to)`, a line without escape sequences.
  public static long keywords(byte[] text, int from, int to) {
    return KeywordMatcher.ALL.find(text, from, to) | shapeKeywords(text, from, to);
  }

  /// Bits of the words of `[from, to)` that no search finds.
  public static long shapeKeywords(byte[] text, int from, int to) {
    if (from == to) {
      return 0;
    }
    long rooted = text[from] == '/' ? Keyword.ABSOLUTE_PATH.bit() : 0;
    boolean indentedColon = text[from] == ' ' && text[to - 1] == ':';
    return rooted | (indentedColon ? Keyword.INDENTED_COLON.bit() : 0);
  }

  public long keywords() {
    return keywords;
  }

  public int process() {
    return process;
  }

  public long number() {
    return number;
  }

  public long atMillis() {
    return atMillis;
  }

  public boolean has(Keyword word) {
    return (keywords & word.bit()) != 0;
  }

  public boolean hasAny(long bits) {
    return (keywords & bits) != 0;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /// Decoded when first asked for; without trailing white space.
  public String text() {
    String decoded = text;
    if (decoded == null) {
      decoded = new String(plain, 0, length, StandardCharsets.UTF_8).stripTrailing();
      text = decoded;
    }
    return decoded;
  }

  private void strip(byte[] stored, int begin, int most) {
    if (plain.length < most - begin) {
      plain = Arrays.copyOf(plain, MAX_BYTES);
    }
    int from = begin;
    int out = 0;
    while (from < most) {
      int escape = from;
      while (escape < most && stored[escape] != ESC) {
        escape++;
      }
      System.arraycopy(stored, from, plain, out, escape - from);
      out += escape - from;
      from = escape < most ? afterEscape(stored, escape, most) : most;
    }
    length = out;
  }

  /// Index after the sequence that begins at `at`: CSI to its final byte, OSC to BEL or ST, others
  /// to the byte after their intermediate ones.
  private static int afterEscape(byte[] text, int at, int end) {
    if (at + 1 >= end) {
      return end;
    }
    return switch (text[at + 1]) {
      case '[' -> after(text, at + 2, end, 0x20, 0x3f);
      case ']' -> afterString(text, at + 2, end);
      default -> after(text, at + 1, end, 0x20, 0x2f);
    };
  }

  /// Index after the first byte from `at` that is not between `low` and `high`.
  private static int after(byte[] text, int at, int end, int low, int high) {
    int i = at;
    while (i < end && text[i] >= low && text[i] <= high) {
      i++;
    }
    return Math.min(end, i + 1);
  }

  private static int afterString(byte[] text, int at, int end) {
    for (int i = at; i < end; i++) {
      if (text[i] == 7) {
        return i + 1;
      }
      if (text[i] == ESC) {
        return Math.min(end, i + 2);
      }
    }
    return end;
  }
}
