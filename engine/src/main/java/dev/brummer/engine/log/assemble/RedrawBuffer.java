package dev.brummer.engine.log.assemble;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows that a program redraws by moving the cursor up; only the final state of each becomes a
/// line. Starts at the first move up. The frame before it has already been stored.
///
/// A row becomes a line after [#STABLE_FRAMES] frames that all started below it, after a period
/// without output ([#flush]), when the program continues without moving up, or at the end of the
/// stream. A row redrawn with the same text does not become a second line; an empty row never
/// becomes a line. Confined to the reader thread of its stream.
final class RedrawBuffer {
  /// Number of frames after which the rows above them are final.
  private static final int STABLE_FRAMES = 8;

  /// Number of lines without a move up after which the redraw has ended.
  private static final int MAX_LINES_WITHOUT_MOVE = 200;

  private static final int MAX_ROWS = 500;
  private static final int MAX_PREVIEW_ROWS = 20;
  private static final byte[] NO_BYTES = {};

  /// One row; `text` is null if its content is unknown.
  private static final class DrawnRow {
    byte @Nullable [] text;
    boolean styled;
    byte @Nullable [] stored;
    int framesUnchanged;

    boolean isNew() {
      return text != null && text.length > 0 && !Arrays.equals(text, stored);
    }
  }

  private final List<DrawnRow> rows = new ArrayList<>();
  private int cursor;
  private int linesSinceMove;
  private boolean moved;
  private boolean atFrameStart;

  RedrawBuffer() {
    rows.add(new DrawnRow());
  }

  /// Sets the text of the current row when the cursor leaves it. An empty text means that the row
  /// was erased.
  void draw(byte[] text, boolean styled, LineBatch out) {
    if (atFrameStart && text.length > 0) {
      atFrameStart = false;
      beginFrame(out);
    }
    DrawnRow row = rows.get(cursor);
    row.text = styled && AnsiStripper.hasNoText(text, 0, text.length) ? NO_BYTES : text;
    row.styled = styled;
  }

  /// Begins a frame at the current row.
  private void beginFrame(LineBatch out) {
    for (int i = 0; i < rows.size(); i++) {
      DrawnRow row = rows.get(i);
      row.framesUnchanged = i < cursor ? row.framesUnchanged + 1 : 0;
    }
    while (cursor > 0 && rows.getFirst().framesUnchanged >= STABLE_FRAMES) {
      store(rows.removeFirst(), out);
      cursor--;
    }
  }

  /// The text of the cursor's row as far as it is known.
  byte[] cursorRow() {
    byte[] text = rows.get(cursor).text;
    return text == null ? NO_BYTES : text;
  }

  void moveUp(int count) {
    moved = true;
    atFrameStart = true;
    linesSinceMove = 0;
    cursor -= Math.min(count, MAX_ROWS);
    for (; cursor < 0; cursor++) {
      rows.addFirst(new DrawnRow());
    }
  }

  void moveDown(int count) {
    cursor = Math.min(cursor + count, rows.size() - 1);
  }

  /// Erases all rows below the current one.
  void eraseBelow() {
    for (DrawnRow row : rows.subList(cursor + 1, rows.size())) {
      row.text = null;
    }
  }

  /// @return whether the redraw has ended: the caller must [#flush] and discard this buffer
  boolean newLine() {
    cursor++;
    if (cursor == rows.size()) {
      rows.add(new DrawnRow());
    }
    return ++linesSinceMove > MAX_LINES_WITHOUT_MOVE || rows.size() > MAX_ROWS;
  }

  /// Whether rows have not been stored as lines yet.
  boolean hasPendingRows() {
    return rows.stream().anyMatch(DrawnRow::isNew);
  }

  /// Stores all rows as lines.
  ///
  /// @return whether the program has moved up since the last call
  boolean flush(LineBatch out) {
    rows.forEach(row -> store(row, out));
    boolean hadMoved = moved;
    moved = false;
    return hadMoved;
  }

  private static void store(DrawnRow row, LineBatch out) {
    byte[] text = row.text;
    if (text != null && row.isNew()) {
      out.reserve(text.length);
      System.arraycopy(text, 0, out.bytes, out.size, text.length);
      out.add(out.size + text.length, row.styled ? PackedLineEntry.STYLED : 0);
      row.stored = text;
    }
  }

  /// The rows not stored yet, each terminated by LF.
  ///
  /// @param drawing whether the current row is still being drawn; it is then left out
  byte[] pendingRows(boolean drawing) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int count = 0;
    for (int i = 0; i < rows.size(); i++) {
      DrawnRow row = rows.get(i);
      byte[] text = drawing && i == cursor ? null : row.text;
      if (text != null && row.isNew() && count++ < MAX_PREVIEW_ROWS) {
        all.writeBytes(text);
        all.write('\n');
      }
    }
    return all.toByteArray();
  }
}
