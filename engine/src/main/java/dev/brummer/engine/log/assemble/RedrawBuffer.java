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
/// A row becomes a line when the program has drawn [#FRAMES] frames that all began below it, when
/// it has been quiet for a while ([#settle]), when it goes on without looking back, or at its end.
/// A row that is drawn again with the same text does not become a line twice, and an empty row
/// becomes none. Confined to the reader of its stream.
final class RedrawBuffer {
  /// Frames after which what is above them is taken for final.
  private static final int FRAMES = 8;

  /// Lines printed without a move up after which this is no drawing any more.
  private static final int AHEAD = 200;

  private static final int MOST_ROWS = 500;
  private static final int MOST_SHOWN = 20;
  private static final byte[] NOTHING = {};

  /// One row; `text` is null where nothing was drawn that is known.
  private static final class Row {
    byte @Nullable [] text;
    boolean styled;
    byte @Nullable [] stored;
    int framesBelow;

    boolean isNew() {
      return text != null && text.length > 0 && !Arrays.equals(text, stored);
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private int cursor;
  private int ahead;
  private boolean moved;
  private boolean frameBegins;

  RedrawBuffer() {
    rows.add(new Row());
  }

  /// The cursor leaves its row, in which this was drawn. An empty text: the row was erased.
  void draw(byte[] text, boolean styled, LineBatch out) {
    if (frameBegins && text.length > 0) {
      frameBegins = false;
      frame(out);
    }
    Row row = rows.get(cursor);
    row.text = styled && AnsiStripper.isEmpty(text, 0, text.length) ? NOTHING : text;
    row.styled = styled;
  }

  /// A frame begins in the cursor's row.
  private void frame(LineBatch out) {
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      row.framesBelow = i < cursor ? row.framesBelow + 1 : 0;
    }
    while (cursor > 0 && rows.getFirst().framesBelow >= FRAMES) {
      store(rows.removeFirst(), out);
      cursor--;
    }
  }

  void up(int count) {
    moved = true;
    frameBegins = true;
    ahead = 0;
    cursor -= Math.min(count, MOST_ROWS);
    for (; cursor < 0; cursor++) {
      rows.addFirst(new Row());
    }
  }

  void down(int count) {
    cursor = Math.min(cursor + count, rows.size() - 1);
  }

  /// Everything below the cursor's row is erased.
  void eraseBelow() {
    for (Row row : rows.subList(cursor + 1, rows.size())) {
      row.text = null;
    }
  }

  /// @return whether the program does not look back any more: [#settle] and go on without this
  boolean newLine() {
    cursor++;
    if (cursor == rows.size()) {
      rows.add(new Row());
    }
    return ++ahead > AHEAD || rows.size() > MOST_ROWS;
  }

  /// Whether there are rows that are no lines yet.
  boolean holds() {
    return rows.stream().anyMatch(Row::isNew);
  }

  /// Makes lines of all rows.
  ///
  /// @return whether the program has moved up since this was asked last
  boolean settle(LineBatch out) {
    rows.forEach(row -> store(row, out));
    boolean was = moved;
    moved = false;
    return was;
  }

  private static void store(Row row, LineBatch out) {
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
  byte[] shown(boolean drawing) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int count = 0;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      byte[] text = drawing && i == cursor ? null : row.text;
      if (text != null && row.isNew() && count++ < MOST_SHOWN) {
        all.writeBytes(text);
        all.write('\n');
      }
    }
    return all.toByteArray();
  }
}
