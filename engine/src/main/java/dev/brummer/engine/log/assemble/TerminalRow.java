package dev.brummer.engine.log.assemble;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The terminal row that a stream writes to: applies text, attributes and cursor movement to the
/// line, and stores the line when the output leaves the row. Confined to the reader thread.
///
/// Text goes to a [LineBuffer]. While the cursor moves within the line, the line is [LineCells] and
/// the buffer is empty; other lines never pay for them. While rows are redrawn, finished rows go to
/// a [RedrawBuffer] instead of the batch.
///
/// Whatever only matters if text follows is put off until then: the effect of a CR, a cursor
/// position in another row, and the attributes that an earlier line left open.
final class TerminalRow {
  private static final int MAX_HELD_EMPTY_LINES = 500;

  /// Longest line in bytes whose cells can be edited.
  private static final int MAX_EDITED = 1 << 14;

  private static final byte[] NO_BYTES = {};
  private static final byte ESC = 0x1B;

  private final int maxLine;
  private final LineBuffer buffer;

  /// Whether a CR was received that no text has followed yet.
  private boolean returned;

  /// The current line while the cursor moves within it; the buffer is then empty.
  private @Nullable LineCells cells;

  /// Row and column of a cursor position that no text has followed yet; -1: none.
  private int targetRow = -1;

  private int targetColumn;

  /// Row of the current line if the cursor was positioned in it, otherwise -1.
  private int row = -1;

  /// Column that was saved in the current line; -1: none.
  private int savedColumn = -1;

  private final GraphicRendition rendition = new GraphicRendition();
  private final byte[] pen = new byte[GraphicRendition.MAX_LENGTH];

  /// The open hyperlink as an OSC 8; empty: none.
  private byte[] link = NO_BYTES;

  /// Whether attributes that were set earlier have to precede the next text.
  private boolean penPending;

  /// Number of empty lines held back.
  private int heldEmptyLines;

  /// Rows being redrawn.
  private @Nullable RedrawBuffer redraw;

  /// Whether the current row of a redraw was erased.
  private boolean erased;

  TerminalRow(int maxLine) {
    this.maxLine = maxLine;
    buffer = new LineBuffer(maxLine);
  }

  void beginChunk(int length, LineBatch out) {
    buffer.beginChunk(length, out, redraw != null);
  }

  void endChunk() {
    buffer.endChunk();
  }

  // --- lines ------------------------------------------------------------------------------------

  /// The unterminated line so far and the rows being redrawn, each of these terminated by LF.
  byte[] unfinished() {
    LineCells edited = cells;
    byte[] rest = edited == null ? buffer.preview() : edited.preview();
    RedrawBuffer active = redraw;
    if (active == null) {
      return rest;
    }
    byte[] rows = active.pendingRows(rest.length > 0);
    byte[] all = Arrays.copyOf(rows, rows.length + rest.length);
    System.arraycopy(rest, 0, all, rows.length, rest.length);
    return all;
  }

  boolean hasPendingRows() {
    RedrawBuffer active = redraw;
    return active != null && active.hasPendingRows();
  }

  /// Stores the rows that are held back.
  void flushPending() {
    RedrawBuffer active = redraw;
    if (active != null && !active.flush(buffer.batch())) {
      redraw = null;
    }
  }

  /// Stores the last line of the stream if it has visible text, and resets the terminal.
  void end() {
    endRedraw();
    settleCells();
    if (!buffer.isEmpty() && !buffer.hasOnlySequences()) {
      finishLine(0);
    }
    flushEmptyLines();
    rendition.reset();
    startLine();
  }

  /// Stores a whole line without controls, if nothing before it has an effect on it: what [#append]
  /// and [#lineFeed] would do, for a third of the cost.
  ///
  /// @param printable whether it is printable ASCII
  /// @return whether it was stored
  boolean storeLine(byte[] text, int from, int to, boolean printable) {
    boolean affected =
        returned
            || penPending
            || targetRow >= 0
            || heldEmptyLines > 0
            || cells != null
            || redraw != null
            || link.length > 0
            || !rendition.isDefault()
            || to - from > maxLine
            || !buffer.isAtStartInBatch();
    if (affected) {
      return false;
    }
    buffer.storeLine(text, from, to - from, printable);
    erased = false;
    row = -1;
    savedColumn = -1;
    return true;
  }

  /// Ends the line. The first branch is the hot path: a line that nothing else is held back for.
  void lineFeed() {
    boolean plain = cells == null && redraw == null && heldEmptyLines == 0;
    if (plain && !buffer.isEmpty()) {
      buffer.store(0);
      startLine();
    } else {
      finishLine(0);
    }
  }

  /// Ends the current line if it has text: the output continues in another row.
  void breakLine() {
    settleCells();
    if (buffer.hasOnlySequences()) {
      eraseLine();
    }
    if (!buffer.isEmpty()) {
      finishLine(0);
    }
    row = -1;
    targetRow = -1;
  }

  /// Leaves this screen: what is drawn next is not a redraw of its rows.
  void switchScreen() {
    endRedraw();
    breakLine();
  }

  /// Resets the attributes.
  void reset() {
    switchScreen();
    rendition.reset();
    penPending = false;
  }

  private void startLine() {
    buffer.startLine(redraw != null);
    erased = false;
    returned = false;
    targetRow = -1;
    row = -1;
    savedColumn = -1;
    if (link.length > 0) {
      link = NO_BYTES;
    }
    penPending = !rendition.isDefault();
  }

  private void finishLine(int flags) {
    settleCells();
    RedrawBuffer active = redraw;
    if (active != null) {
      leaveRow(active);
      if ((flags & PackedLineEntry.CUT) != 0 || active.newLine()) {
        endRedraw(active);
      }
      return;
    }
    if (buffer.isEmpty() && heldEmptyLines < MAX_HELD_EMPTY_LINES) {
      heldEmptyLines++;
    } else {
      flushEmptyLines();
      buffer.store(flags);
    }
    startLine();
  }

  private void flushEmptyLines() {
    for (; heldEmptyLines > 0; heldEmptyLines--) {
      buffer.storeEmptyLine();
    }
  }

  /// Ends a piece of a long line before `next`, at a character boundary.
  private void splitLine(byte next) {
    byte[] partial = buffer.takeIncompleteCharacter(next);
    finishLine(PackedLineEntry.CUT);
    if (penPending) {
      writePen();
    }
    buffer.append(partial, 0, partial.length);
  }

  private void eraseLine() {
    buffer.clear();
    returned = false;
    cells = null;
    penPending = !rendition.isDefault() || link.length > 0;
  }

  // --- redrawn rows -----------------------------------------------------------------------------

  /// Passes the current row to the redraw when the cursor leaves it.
  private void leaveRow(RedrawBuffer active) {
    settleCells();
    if (redraw == null) {
      // The row was too long for a line: its pieces are stored, and the redraw has ended.
      if (!buffer.isEmpty()) {
        finishLine(0);
      }
      return;
    }
    if (!buffer.isEmpty() || erased) {
      active.draw(buffer.copy(), buffer.isStyled(), buffer.batch());
      buffer.reserveBatch();
    }
    startLine();
  }

  /// Ends the redraw, if there is one, and stores its rows.
  private void endRedraw() {
    RedrawBuffer active = redraw;
    if (active != null) {
      leaveRow(active);
      endRedraw(active);
    }
  }

  /// Ends the redraw; the row of the cursor becomes the current line.
  private void endRedraw(RedrawBuffer active) {
    active.flush(buffer.batch());
    buffer.reserveBatch();
    redraw = null;
  }

  void cursorUp(int count) {
    RedrawBuffer active = redraw;
    if (active == null) {
      settleCells();
      flushEmptyLines();
      active = new RedrawBuffer();
      if (!buffer.isEmpty()) {
        active.draw(buffer.copy(), buffer.isStyled(), buffer.batch());
      }
      redraw = active;
      startLine();
    } else {
      leaveRow(active);
    }
    active.moveUp(count);
  }

  void cursorDown(int count) {
    RedrawBuffer active = redraw;
    if (active != null) {
      leaveRow(active);
      active.moveDown(count);
    } else {
      breakLine();
    }
  }

  /// Erases the rows below, and the current one from the cursor on.
  void eraseBelow() {
    erase(0);
    RedrawBuffer active = redraw;
    if (active != null) {
      active.eraseBelow();
      erased |= buffer.isEmpty();
    }
  }

  /// Erases the screen or moves the cursor to any place in it.
  void leaveScreen() {
    endRedraw();
    if (buffer.isEmpty()) {
      heldEmptyLines = Math.min(heldEmptyLines, 1);
    }
  }

  // --- text -------------------------------------------------------------------------------------

  void append(byte[] text, int from, int to) {
    append(text, from, to, false);
  }

  /// @param printable whether the text is printable ASCII
  void append(byte[] text, int from, int to, boolean printable) {
    if (returned || penPending || targetRow >= 0) {
      prepareForText();
    }
    if (cells != null) {
      appendCells(text, from, to);
    } else if (printable && to - from <= buffer.room()) {
      buffer.appendPrintable(text, from, to - from);
    } else {
      appendBytes(text, from, to);
    }
  }

  void append(byte b) {
    if (returned || penPending || targetRow >= 0) {
      prepareForText();
    }
    LineCells edited = cells;
    if (edited != null) {
      edited.write(b);
      return;
    }
    if (buffer.room() == 0) {
      splitLine(b);
    }
    buffer.append(b);
  }

  /// Adds text that is not part of the chunk.
  void appendForeign(byte[] text) {
    buffer.reserve(text.length);
    append(text, 0, text.length);
  }

  private void appendBytes(byte[] text, int from, int to) {
    int i = buffer.joinC1(text, from, to);
    int room = buffer.room();
    while (to - i > room) {
      buffer.append(text, i, room);
      i += room;
      splitLine(text[i]);
      room = buffer.room();
    }
    buffer.append(text, i, to - i);
  }

  /// Carries out what was put off until text follows.
  private void prepareForText() {
    if (targetRow >= 0) {
      moveToTarget();
    }
    if (returned) {
      eraseLine();
    }
    if (penPending) {
      writePen();
    }
  }

  // --- attributes and hyperlinks ----------------------------------------------------------------

  /// Writes the attributes and the hyperlink that are in effect.
  private void writePen() {
    penPending = false;
    int length = rendition.write(pen, 0);
    int total = length + link.length;
    if (total > maxLine / 2) {
      return;
    }
    if (buffer.room() < total) {
      splitLine(ESC);
      return;
    }
    buffer.reserve(total);
    buffer.append(pen, 0, length);
    buffer.append(link, 0, link.length);
    if (total > 0) {
      buffer.setStyled(true);
    }
  }

  /// Applies an SGR.
  void selectRendition(ControlSequence sequence) {
    if (penPending && !GraphicRendition.startsWithReset(sequence.bytes, sequence.length)) {
      prepareForText();
    }
    rendition.apply(sequence.bytes, sequence.length);
    penPending &= cells == null && link.length > 0;
    LineCells edited = cells;
    if (edited != null) {
      edited.setPen(pen, rendition.write(pen, 0));
    } else {
      appendSequence((byte) '[', sequence, (byte) 'm');
    }
  }

  /// Opens or closes a hyperlink.
  void setLink(ControlSequence sequence) {
    byte[] opened = sequence.hyperlink();
    LineCells edited = cells;
    if (edited != null) {
      edited.setLink(opened);
    } else {
      if (penPending) {
        writePen();
      }
      sequence.add(ESC);
      appendSequence((byte) ']', sequence, (byte) '\\');
    }
    link = opened;
  }

  private void appendSequence(byte introducer, ControlSequence sequence, byte end) {
    int length = sequence.length + 3;
    if (length > maxLine) {
      return;
    }
    if (buffer.room() < length) {
      splitLine(ESC);
      if (buffer.room() < length) {
        penPending = true;
        return;
      }
    }
    buffer.append(ESC);
    buffer.append(introducer);
    buffer.append(sequence.bytes, 0, sequence.length);
    buffer.append(end);
    buffer.setStyled(true);
  }

  // --- cursor movement and editing within the line ----------------------------------------------

  /// The current line as cells, with the cursor in place; null if it is too long.
  private @Nullable LineCells editCells() {
    LineCells edited = cells;
    if (edited == null && buffer.length() <= MAX_EDITED) {
      edited = new LineCells();
      RedrawBuffer active = redraw;
      if (active != null && buffer.isEmpty() && !erased) {
        byte[] drawn = active.cursorRow();
        edited.load(drawn, 0, drawn.length);
        edited.moveTo(0);
      } else {
        buffer.loadInto(edited);
      }
      if (returned) {
        edited.moveTo(0);
      }
      edited.setPen(pen, rendition.write(pen, 0));
      edited.setLink(link);
      erased |= active != null;
      buffer.clear();
      penPending = false;
      cells = edited;
    }
    if (edited != null) {
      returned = false;
    }
    return edited;
  }

  private void appendCells(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      LineCells edited = cells;
      if (edited == null) {
        append(text, i, to);
        return;
      }
      edited.write(text[i]);
      if (edited.isFull()) {
        settleCells();
      }
    }
  }

  /// Turns the cells into the text of the current line.
  private void settleCells() {
    LineCells edited = cells;
    if (edited == null) {
      return;
    }
    cells = null;
    returned = false;
    byte[] text = edited.flushed();
    penPending = !edited.endsInCurrentStyle() && (!rendition.isDefault() || link.length > 0);
    buffer.setStyled(text.length > 0 && edited.isStyled());
    if (text.length > maxLine) {
      text = AnsiStripper.strip(text);
    }
    buffer.reserve(text.length);
    appendBytes(text, 0, text.length);
  }

  /// Whether the cursor is at the start of the line and nothing needs to be edited.
  private boolean isAtStart() {
    return returned || (cells == null && buffer.isEmpty());
  }

  void carriageReturn() {
    if (targetRow >= 0) {
      targetColumn = 0;
    } else {
      returned = true;
    }
  }

  void moveBy(int columns) {
    if (targetRow >= 0) {
      targetColumn = Math.max(0, targetColumn + columns);
    } else if (columns > 0 || !isAtStart()) {
      LineCells edited = editCells();
      if (edited != null) {
        edited.moveBy(columns);
      }
    }
  }

  void moveToColumn(int column) {
    if (targetRow >= 0) {
      targetColumn = column;
    } else if (column > 0 || !isAtStart()) {
      LineCells edited = editCells();
      if (edited != null) {
        edited.moveTo(column);
      }
    }
  }

  /// Moves the cursor to a row and column of the screen; a row of a redraw keeps its place.
  void moveTo(int newRow, int column) {
    if (redraw == null) {
      targetRow = newRow;
      targetColumn = column;
    }
  }

  private void moveToTarget() {
    int target = targetRow;
    targetRow = -1;
    if (target != row) {
      breakLine();
    }
    moveToColumn(targetColumn);
    row = target;
  }

  void saveCursor() {
    if (targetRow < 0) {
      LineCells edited = isAtStart() ? null : editCells();
      savedColumn = edited == null ? 0 : edited.cursor();
    }
  }

  void restoreCursor() {
    targetRow = -1;
    if (savedColumn >= 0) {
      moveToColumn(savedColumn);
    }
  }

  /// Executes EL with this parameter.
  void erase(int what) {
    LineCells edited = cells;
    if (what == 2 || (what == 1 && edited == null && !returned)) {
      eraseLine();
    } else if (edited != null && what == 0) {
      edited.eraseToEnd();
    } else if (edited != null && what == 1) {
      edited.erase(0, edited.cursor() + 1);
    } else if (what == 0 && returned) {
      eraseLine();
    }
    erased |= buffer.isEmpty();
  }

  void deleteCells(int count) {
    LineCells edited = cellsAtCursor();
    if (edited != null) {
      edited.delete(count);
    }
  }

  void insertCells(int count) {
    LineCells edited = cellsAtCursor();
    if (edited != null) {
      edited.insert(count);
    }
  }

  void eraseCells(int count) {
    LineCells edited = cellsAtCursor();
    if (edited != null) {
      edited.erase(edited.cursor(), edited.cursor() + count);
    }
  }

  /// Repeats the last character.
  void repeatCharacter(int count) {
    LineCells edited = targetRow < 0 ? editCells() : null;
    if (edited != null) {
      edited.repeat(count);
    }
  }

  /// The cells if the cursor is not at the end of the line, where nothing can be edited.
  private @Nullable LineCells cellsAtCursor() {
    boolean inText = cells != null || (returned && !buffer.isEmpty());
    return targetRow < 0 && (inText || redraw != null) ? editCells() : null;
  }
}
