package dev.brummer.engine.log.assemble;

import dev.brummer.engine.text.TextWidth;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A line as the cells of a terminal row, for output that moves the cursor within the line. Cells
/// that were never written are blank; there is no right margin up to [#MAX_COLUMNS]. Confined to
/// the reader thread.
final class LineCells {
  /// Cells after which a line is no longer edited.
  static final int MAX_COLUMNS = 4096;

  /// Last column that a move beyond the text reaches, as if it were the right margin.
  private static final int MAX_MOVE = 255;

  private static final int TAB_WIDTH = 8;
  private static final int MAX_CLUSTER = 64;
  private static final byte[] NO_BYTES = {};
  private static final byte[] SPACE = {' '};
  private static final byte[] RESET = {0x1B, '[', '0', 'm'};
  private static final byte[] END_OF_LINK = {0x1B, ']', '8', ';', ';', 0x1B, '\\'};

  /// Content of a cell that was never written.
  private static final int BLANK = 0;

  /// Content of the second cell of a wide character.
  private static final int TAIL = -1;

  /// Content of a cell with an invalid byte: this plus the byte.
  private static final int RAW = 1 << 24;

  /// Content of a cell with several code points: this plus an index.
  private static final int CLUSTER = 1 << 25;

  private int[] contents = new int[128];

  /// Indexes of pen and link by cell, `link << 16 | pen`.
  private int[] styles = new int[128];

  private int width;
  private int cursor;
  private int style;
  private int lastWritten = BLANK;
  private final List<byte[]> clusters = new ArrayList<>();
  private final List<byte[]> pens = new ArrayList<>(List.of(NO_BYTES));
  private final List<byte[]> links = new ArrayList<>(List.of(NO_BYTES));

  private final byte[] partial = new byte[4];
  private int partialLength;
  private int partialExpected;

  /// Replaces the empty row by the text of a stored line; the cursor is behind it.
  void load(byte[] text, int from, int to) {
    GraphicRendition rendition = new GraphicRendition();
    byte[] pen = new byte[GraphicRendition.MAX_LENGTH];
    int i = from;
    while (i < to) {
      if (text[i] != 0x1B) {
        write(text[i++]);
        continue;
      }
      int end = AnsiStripper.skip(text, i, to);
      byte[] sequence = Arrays.copyOfRange(text, i, end);
      if (sequence.length > 2 && sequence[1] == '[') {
        rendition.apply(Arrays.copyOfRange(sequence, 2, sequence.length - 1), sequence.length - 3);
        setPen(pen, rendition.write(pen, 0));
      } else {
        setLink(Arrays.equals(sequence, END_OF_LINK) ? NO_BYTES : sequence);
      }
      i = end;
    }
    flushPartial();
  }

  /// Sets the SGR of the characters written next.
  void setPen(byte[] sequence, int length) {
    flushPartial();
    style = style & ~0xFFFF | indexOf(pens, Arrays.copyOf(sequence, length));
  }

  /// Sets the OSC 8 sequence of the characters written next; empty: none.
  void setLink(byte[] sequence) {
    flushPartial();
    style = style & 0xFFFF | indexOf(links, sequence) << 16;
  }

  private static int indexOf(List<byte[]> all, byte[] sequence) {
    for (int i = all.size() - 1; i >= 0; i--) {
      if (Arrays.equals(all.get(i), sequence)) {
        return i;
      }
    }
    if (all.size() > Short.MAX_VALUE) {
      return 0;
    }
    all.add(sequence);
    return all.size() - 1;
  }

  boolean isFull() {
    return cursor >= MAX_COLUMNS;
  }

  int cursor() {
    flushPartial();
    return cursor;
  }

  void moveTo(int column) {
    flushPartial();
    cursor = Math.clamp(column, 0, Math.max(width, MAX_MOVE));
  }

  void moveBy(int columns) {
    flushPartial();
    moveTo(cursor + columns);
  }

  /// Writes a byte of text at the cursor: UTF-8, TAB, or an invalid byte.
  void write(byte b) {
    if (partialLength > 0) {
      if ((b & 0xC0) == 0x80) {
        partial[partialLength++] = b;
        if (partialLength == partialExpected) {
          endCharacter();
        }
        return;
      }
      flushPartial();
    }
    if (b == '\t') {
      cursor = Math.min(cursor / TAB_WIDTH * TAB_WIDTH + TAB_WIDTH, MAX_COLUMNS);
    } else if (b >= 0) {
      put(b, 1);
    } else {
      int lead = b & 0xFF;
      partialExpected = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      if (partialExpected == 0) {
        put(RAW + lead, 1);
      } else {
        partial[0] = b;
        partialLength = 1;
      }
    }
  }

  private void endCharacter() {
    String text = new String(partial, 0, partialLength, StandardCharsets.UTF_8);
    int character = text.codePointAt(0);
    boolean valid =
        text.length() == Character.charCount(character) && character != 0xFFFD && character >= 0xA0;
    if (!valid) {
      flushPartial();
      return;
    }
    partialLength = 0;
    int columns = TextWidth.of(character);
    if (columns == 0) {
      combine(text);
    } else {
      put(character, columns);
    }
  }

  /// Writes the bytes of an incomplete or invalid character.
  private void flushPartial() {
    int length = partialLength;
    partialLength = 0;
    for (int i = 0; i < length; i++) {
      put(RAW + (partial[i] & 0xFF), 1);
    }
  }

  private void put(int content, int columns) {
    reserve(cursor + columns);
    split(cursor);
    split(cursor + columns);
    contents[cursor] = content;
    styles[cursor] = style;
    if (columns == 2) {
      contents[cursor + 1] = TAIL;
      styles[cursor + 1] = style;
    }
    cursor += columns;
    width = Math.max(width, cursor);
    lastWritten = content;
  }

  /// Adds a mark to the character before the cursor.
  private void combine(String mark) {
    int base = cursor - 1;
    if (base > 0 && base < width && contents[base] == TAIL) {
      base--;
    }
    if (base < 0 || base >= width || contents[base] == BLANK) {
      put(mark.codePointAt(0), 1);
      return;
    }
    byte[] text = text(contents[base]);
    byte[] added = mark.getBytes(StandardCharsets.UTF_8);
    if (text.length + added.length <= MAX_CLUSTER) {
      byte[] cluster = Arrays.copyOf(text, text.length + added.length);
      System.arraycopy(added, 0, cluster, text.length, added.length);
      clusters.add(cluster);
      contents[base] = CLUSTER + clusters.size() - 1;
    }
  }

  /// Repeats the last character that was written.
  void repeat(int count) {
    flushPartial();
    int columns = lastWritten > 0 && lastWritten < RAW ? TextWidth.of(lastWritten) : 1;
    for (int i = 0; i < count && lastWritten > 0 && !isFull(); i++) {
      put(lastWritten, columns);
    }
  }

  /// Removes cells at the cursor; the rest moves to the left.
  void delete(int count) {
    flushPartial();
    if (cursor < width) {
      int end = Math.min(cursor + count, width);
      split(cursor);
      split(end);
      System.arraycopy(contents, end, contents, cursor, width - end);
      System.arraycopy(styles, end, styles, cursor, width - end);
      width -= end - cursor;
    }
  }

  /// Inserts blank cells at the cursor; the rest moves to the right.
  void insert(int count) {
    flushPartial();
    if (cursor < width) {
      int blanks = Math.min(count, MAX_COLUMNS - width);
      if (blanks > 0) {
        reserve(width + blanks);
        split(cursor);
        System.arraycopy(contents, cursor, contents, cursor + blanks, width - cursor);
        System.arraycopy(styles, cursor, styles, cursor + blanks, width - cursor);
        width += blanks;
        Arrays.fill(contents, cursor, cursor + blanks, BLANK);
      }
    }
  }

  /// Blanks the cells `[from, to)`.
  void erase(int from, int to) {
    flushPartial();
    int end = Math.min(to, width);
    if (from < end) {
      split(from);
      split(end);
      Arrays.fill(contents, from, end, BLANK);
      width = end == width ? from : width;
    }
  }

  void eraseToEnd() {
    erase(cursor(), width);
  }

  /// Breaks up a wide character whose second half is at a column.
  private void split(int column) {
    if (column > 0 && column < width && contents[column] == TAIL) {
      contents[column - 1] = BLANK;
      contents[column] = BLANK;
    }
  }

  private void reserve(int columns) {
    if (columns > contents.length) {
      int length = Math.max(columns, contents.length * 2);
      contents = Arrays.copyOf(contents, length);
      styles = Arrays.copyOf(styles, length);
    }
    if (width < cursor) {
      Arrays.fill(contents, width, cursor, BLANK);
    }
  }

  private byte[] text(int content) {
    if (content >= CLUSTER) {
      return clusters.get(content - CLUSTER);
    }
    return content >= RAW
        ? new byte[] {(byte) (content - RAW)}
        : Character.toString(content).getBytes(StandardCharsets.UTF_8);
  }

  /// The row as a stored line. Blank cells at the end are left out; the style of the last character
  /// is left open if it is the current one. Leaves out an incomplete character.
  private byte[] render() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(width + 32);
    int end = textEnd();
    int current = 0;
    byte last = 0;
    for (int i = 0; i < end; i++) {
      int content = contents[i];
      if (content == TAIL) {
        continue;
      }
      byte[] text = content == BLANK ? SPACE : text(content);
      if (last == (byte) 0xC2 && (text[0] & 0xE0) == 0x80) {
        continue; // The two bytes would form a C1 control.
      }
      current = switchStyle(current, content == BLANK ? 0 : styles[i], out);
      out.writeBytes(text);
      last = text[text.length - 1];
    }
    if (current != style) {
      switchStyle(current, 0, out);
    }
    return out.toByteArray();
  }

  /// The beginning of the row as a stored line.
  byte[] preview() {
    byte[] text = render();
    return text.length > LineBuffer.MAX_PREVIEW
        ? Arrays.copyOf(text, LineBuffer.MAX_PREVIEW)
        : text;
  }

  private int textEnd() {
    int end = width;
    while (end > 0 && contents[end - 1] == BLANK) {
      end--;
    }
    return end;
  }

  /// Whether the text rendered last leaves the style of the cursor open.
  boolean endsInCurrentStyle() {
    int end = textEnd();
    return (end == 0 ? 0 : styles[end - 1]) == style;
  }

  /// Whether any character ever had a style.
  boolean isStyled() {
    return pens.size() > 1 || links.size() > 1;
  }

  /// Ends an incomplete character and renders the row.
  byte[] flushed() {
    flushPartial();
    return render();
  }

  private int switchStyle(int from, int to, ByteArrayOutputStream out) {
    if (from >> 16 != to >> 16) {
      out.writeBytes(to >> 16 == 0 ? END_OF_LINK : links.get(to >> 16));
    }
    int pen = to & 0xFFFF;
    if ((from & 0xFFFF) != pen) {
      if ((from & 0xFFFF) != 0) {
        out.writeBytes(RESET);
      }
      out.writeBytes(pens.get(pen));
    }
    return to;
  }
}
