package dev.brummer.engine.log.assemble;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows that a program draws again and again by moving the cursor up: of each only the last
/// state becomes a line. Begins with the first move up and holds what is drawn from then on; the
/// frame before has been stored already.
///
/// A row becomes a line when the program has drawn [#STABLE_FRAMES] frames that all began below it,
/// when it has been quiet for a while ([#flush]), when it goes on without looking back, or at its
/// end. A row that is drawn again with the same text does not become a line twice, and an empty row
/// becomes none. Confined to the reader of its stream.
final class RedrawBuffer {
  /// Frames after which what is above them is taken for final.
  private static final int STABLE_FRAMES = 8;

  /// Lines printed without a move up after which this is no drawing any more.
  private static final int MAX_LINES_WITHOUT_MOVE = 200;

  private static final int MAX_ROWS = 500;
  private static final int MAX_PREVIEW_ROWS = 20;
  private static final byte[] NO_BYTES = {};

  /// One row; `text` is null where nothing was drawn that is known.
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

  /// The cursor leaves its row, in which this was drawn. An empty text: the row was erased.
  void draw(byte[] text, boolean styled, LineBatch out) {
    if (atFrameStart && text.length > 0) {
      atFrameStart = false;
      beginFrame(out);
    }
    DrawnRow row = rows.get(cursor);
    row.text = styled && AnsiStripper.hasNoText(text, 0, text.length) ? NO_BYTES : text;
    row.styled = styled;
  }

  /// A frame begins in the cursor's row.
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

  /// Everything below the cursor's row is erased.
  void eraseBelow() {
    for (DrawnRow row : rows.subList(cursor + 1, rows.size())) {
      row.text = null;
    }
  }

  /// @return whether the program does not look back any more: [#flush] and go on without this
  boolean newLine() {
    cursor++;
    if (cursor == rows.size()) {
      rows.add(new DrawnRow());
    }
    return ++linesSinceMove > MAX_LINES_WITHOUT_MOVE || rows.size() > MAX_ROWS;
  }

  /// Whether there are rows that are no lines yet.
  boolean hasPendingRows() {
    return rows.stream().anyMatch(DrawnRow::isNew);
  }

  /// Makes lines of all rows.
  ///
  /// @return whether the program has moved up since this was asked last
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
      out.add(out.size + text.length, row.styled ? LineFlags.STYLED : 0);
      row.stored = text;
    }
  }

  /// The rows that are no lines yet, a line end behind each.
  ///
  /// @param drawing whether something is being drawn in the cursor's row: then that is not among
  ///   them
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
