package dev.brummer.engine.log.assemble;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Splits the output of one stream into complete, sanitised lines, independently of chunk
/// boundaries: the same bytes give the same lines for any split. One per stream, confined to the
/// reader thread; allocates only to grow its buffers. A single state machine, hence one file.
///
/// A line contains text (all bytes from 0x80, valid UTF-8 or not), TAB, SGR (`ESC [ … m` with
/// digits, `;` and `:`) and OSC 8 hyperlinks. Both are stored in seven-bit form, OSC 8 terminated
/// by `ESC \`. All other C0 controls, DEL, C1 controls (as `C2 80` to `C2 9F` or in seven-bit
/// form), CSI, OSC, DCS, APC, PM, SOS, single shifts and charset switches are removed. A control
/// string ends at its terminator, at CAN or SUB, or at the end of the line: an unterminated one
/// costs a line, not the rest of the output. In a line, `C2` is never followed by 80 to 9F, even
/// where something between them was removed. Single bytes 80 to 9F are not valid UTF-8 and are
/// kept: text for a terminal must pass [dev.brummer.engine.text.TerminalGate].
///
/// Only the final state of a line is kept. Text after a lone CR replaces the whole line; EL and ED
/// after a CR erase it, EL 1 and 2 erase it anywhere. Backspace and the sequences that move the
/// cursor within the line or edit it (CUB, CUF, CHA, HPA, HPR, DCH, ICH, ECH, REP, save and
/// restore) act as on a terminal, see [LineCells]; other lines never pay for them. The line-drawing
/// character set is mapped to Unicode.
///
/// Output that continues in another row ends the line: VT, FF, IND, NEL, a cursor position in
/// another row, and a switch to or from the alternate screen.
///
/// A colour or attribute left open is repeated at the start of the next line that has text, so each
/// line shows its colours on its own. A hyperlink ends with its line.
///
/// If a program redraws rows by moving the cursor up, only their final state is kept; see
/// [RedrawBuffer].
///
/// Empty lines are held back until more output follows, at most [#MAX_HELD_EMPTY_LINES] of them,
/// which is more than any screen has. Programs clear the screen by printing empty lines and moving
/// the cursor home (CSI H); such a run is reduced to one empty line.
///
/// A line longer than the maximum is split at a character boundary. Every piece but the last has
/// [PackedLineEntry#CUT] set.
public final class LineAssembler {
  /// Maximum length of a line in bytes, escape sequences included.
  public static final int MAX_LINE = 1 << 20;

  /// Maximum length of a chunk in bytes.
  public static final int MAX_CHUNK = 1 << 24;

  private static final int MAX_HELD_EMPTY_LINES = 500;
  private static final int MAX_UNFINISHED = 4096;

  /// Longest line in bytes whose cells can be edited.
  private static final int MAX_EDITED = 1 << 14;

  private static final byte[] NO_BYTES = {};
  private static final int ESC = 0x1B;
  private static final int CAN = 0x18;
  private static final int SUB = 0x1A;
  private static final int BEL = 0x07;
  private static final int VT = 0x0B;
  private static final int FF = 0x0C;
  private static final int SHIFT_OUT = 0x0E;
  private static final int SHIFT_IN = 0x0F;
  private static final int DEL = 0x7F;
  private static final byte C2 = (byte) 0xC2;

  /// State of the machine between two bytes.
  private enum State {
    GROUND,
    AFTER_C2,
    ESCAPE,
    ESCAPE_INTERMEDIATE,
    CSI,
    STRING,
    STRING_ESCAPE,
    STRING_C2
  }

  private final int maxLine;
  private State state = State.GROUND;

  // The current line is line[start, pos): in the batch, or in `carry` if it started in an earlier
  // chunk.
  private byte[] carry = new byte[256];
  private byte[] line = carry;
  private boolean carrying = true;
  private int start;
  private int pos;
  private boolean styled;

  /// Length of the line at a CR that no text has followed yet; -1: none.
  private int carriageReturn = -1;

  /// The current line while the cursor moves within it; line[start, pos) is then empty.
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

  /// Whether G0 and G1 are the line-drawing set, and which of them is in use.
  private final boolean[] graphicSets = new boolean[2];

  private int activeSet;
  private boolean graphics;

  /// The set that the current escape sequence designates; -1: none.
  private int designatedSet;

  /// Number of empty lines held back.
  private int heldEmptyLines;

  /// Rows being redrawn. While it is set, the current line is in `carry`.
  private @Nullable RedrawBuffer redraw;

  /// Whether the current row of a redraw was erased.
  private boolean erased;

  /// Upper bound of the bytes that the rest of the chunk can add.
  private int chunkReserve;

  private final ControlSequence sequence = new ControlSequence();
  private boolean stringIsOsc;

  public LineAssembler() {
    this(MAX_LINE);
  }

  LineAssembler(int maxLine) {
    if (maxLine < 8 || maxLine > MAX_LINE) {
      throw new IllegalArgumentException("maxLine must be 8 to " + MAX_LINE + ": " + maxLine);
    }
    this.maxLine = maxLine;
  }

  /// Replaces the content of `out` by the lines that end in this chunk; keeps the rest for the next
  /// call.
  public void feed(byte[] buffer, int offset, int length, LineBatch out) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length > MAX_CHUNK) {
      throw new IllegalArgumentException("chunk larger than " + MAX_CHUNK + " bytes: " + length);
    }
    beginChunk(length, out);
    int i = offset;
    int end = offset + length;
    while (i < end) {
      if (state == State.GROUND) {
        int control = ControlScanner.nextControl(buffer, i, end);
        if (control > i) {
          appendText(buffer, i, control, out);
        }
        if (control < end) {
          control(buffer[control], out);
        }
        i = control + 1;
      } else if (step(buffer[i], out)) {
        i++;
      }
    }
    saveCarry();
  }

  /// The unterminated line so far, at most [#MAX_UNFINISHED] bytes of it: a prompt or a progress
  /// bar. Sanitised like stored lines. Includes rows being redrawn, each terminated by LF.
  public byte[] unfinished() {
    byte[] rest = unfinishedRow();
    RedrawBuffer active = redraw;
    if (active == null) {
      return rest;
    }
    byte[] rows = active.pendingRows(rest.length > 0);
    byte[] all = Arrays.copyOf(rows, rows.length + rest.length);
    System.arraycopy(rest, 0, all, rows.length, rest.length);
    return all;
  }

  private byte[] unfinishedRow() {
    LineCells edited = cells;
    if (edited != null) {
      byte[] text = edited.render();
      return text.length > MAX_UNFINISHED ? Arrays.copyOf(text, MAX_UNFINISHED) : text;
    }
    int length = Math.min(pos - start, MAX_UNFINISHED);
    return length == 0 ? NO_BYTES : Arrays.copyOfRange(line, start, start + length);
  }

  /// Whether complete rows are held back because the program may redraw them.
  public boolean hasPendingRows() {
    RedrawBuffer active = redraw;
    return active != null && active.hasPendingRows();
  }

  /// Replaces the content of `out` by the rows held back. Called after a period without output.
  public void flushPending(LineBatch out) {
    beginChunk(1, out);
    RedrawBuffer active = redraw;
    if (active != null && !active.flush(out)) {
      redraw = null;
    }
    saveCarry();
  }

  /// Replaces the content of `out` by the last, unterminated line of an ended stream. A remainder
  /// with no visible text (an SGR reset) is discarded. The assembler can be reused afterwards.
  public void end(LineBatch out) {
    beginChunk(1, out);
    if (state == State.AFTER_C2) {
      appendByte(C2, out);
    }
    state = State.GROUND;
    endRedraw(out);
    settleCells(out);
    if (pos > start && !(styled && AnsiStripper.hasNoText(line, start, pos))) {
      finishLine(0, out);
    }
    flushEmptyLines(out);
    resetTerminal();
    startLine(out, out.size);
    saveCarry();
  }

  // --- the current line -------------------------------------------------------------------------

  /// Reserves all the space that a chunk can need; OSC 8 grows by a byte when BEL becomes `ESC \`.
  private void beginChunk(int length, LineBatch out) {
    chunkReserve = length + length / 4 + ControlSequence.MAX_LENGTH + 8;
    int carried = pos - start;
    out.clear();
    out.reserve(carried + chunkReserve);
    if (carried == 0 && redraw == null) {
      line = out.bytes;
      carrying = false;
      start = 0;
      pos = 0;
      return;
    }
    ensureCarry(carried);
    line = carry;
    carrying = true;
  }

  private void ensureCarry(int carried) {
    int needed = Math.min(carried + chunkReserve, maxLine + 8);
    if (carry.length < needed) {
      carry = Arrays.copyOf(carry, Math.max(needed, Math.min(carry.length * 2, maxLine + 8)));
    }
  }

  private void saveCarry() {
    if (!carrying) {
      int carried = pos - start;
      if (carry.length < carried) {
        carry = new byte[Math.max(carried, carry.length * 2)];
      }
      System.arraycopy(line, start, carry, 0, carried);
      line = carry;
      carrying = true;
      start = 0;
      pos = carried;
    }
  }

  private void startLine(LineBatch out, int at) {
    carrying = redraw != null;
    line = carrying ? carry : out.bytes;
    start = carrying ? 0 : at;
    pos = start;
    erased = false;
    styled = false;
    carriageReturn = -1;
    targetRow = -1;
    row = -1;
    savedColumn = -1;
    if (link.length > 0) {
      link = NO_BYTES;
    }
    penPending = !rendition.isDefault();
  }

  private void finishLine(int flags, LineBatch out) {
    settleCells(out);
    RedrawBuffer active = redraw;
    if (active != null) {
      leaveRow(active, out);
      if ((flags & PackedLineEntry.CUT) != 0 || active.newLine()) {
        endRedraw(active, out);
      }
      return;
    }
    if (pos == start && heldEmptyLines < MAX_HELD_EMPTY_LINES) {
      heldEmptyLines++;
      startLine(out, out.size);
      return;
    }
    flushEmptyLines(out);
    int end = out.size + (pos - start);
    if (carrying) {
      System.arraycopy(line, start, out.bytes, out.size, pos - start);
    }
    out.add(end, styled ? flags | PackedLineEntry.STYLED : flags);
    startLine(out, end);
  }

  /// Stores the current row when the cursor leaves it.
  private void leaveRow(RedrawBuffer active, LineBatch out) {
    settleCells(out);
    if (redraw == null) {
      // The row was too long for a line: its pieces are stored, and the redraw has ended.
      if (pos > start) {
        finishLine(0, out);
      }
      return;
    }
    if (pos > start || erased) {
      active.draw(Arrays.copyOfRange(line, start, pos), styled, out);
      out.reserve(chunkReserve);
    }
    startLine(out, out.size);
  }

  /// Ends the redraw, if there is one, and stores its rows.
  private void endRedraw(LineBatch out) {
    RedrawBuffer active = redraw;
    if (active != null) {
      leaveRow(active, out);
      endRedraw(active, out);
    }
  }

  /// Ends the redraw; the row of the cursor becomes the current line.
  private void endRedraw(RedrawBuffer active, LineBatch out) {
    active.flush(out);
    out.reserve(chunkReserve + pos - start);
    redraw = null;
  }

  private void cursorUp(int count, LineBatch out) {
    RedrawBuffer active = redraw;
    if (active == null) {
      settleCells(out);
      flushEmptyLines(out);
      byte[] text = Arrays.copyOfRange(line, start, pos);
      boolean wasStyled = styled;
      active = new RedrawBuffer();
      if (text.length > 0) {
        active.draw(text, wasStyled, out);
      }
      redraw = active;
      pos = start;
      ensureCarry(0);
      startLine(out, out.size);
    } else {
      leaveRow(active, out);
    }
    active.moveUp(count);
  }

  private void cursorDown(int count, LineBatch out) {
    RedrawBuffer active = redraw;
    if (active != null) {
      leaveRow(active, out);
      active.moveDown(count);
    } else {
      breakLine(out);
    }
  }

  /// Ends the current line if it has text: the output continues in another row.
  private void breakLine(LineBatch out) {
    settleCells(out);
    if (styled && AnsiStripper.hasNoText(line, start, pos)) {
      eraseLine();
    }
    if (pos > start) {
      finishLine(0, out);
    }
    row = -1;
    targetRow = -1;
  }

  private void flushEmptyLines(LineBatch out) {
    for (; heldEmptyLines > 0; heldEmptyLines--) {
      out.add(out.size, 0);
    }
  }

  /// Ends a piece of a long line before `next`, at a character boundary.
  private void splitLine(byte next, LineBatch out) {
    int partialBytes = isContinuation(next) ? incompleteCharacter() : 0;
    byte[] partial =
        partialBytes == 0 ? NO_BYTES : Arrays.copyOfRange(line, pos - partialBytes, pos);
    pos -= partialBytes;
    finishLine(PackedLineEntry.CUT, out);
    if (penPending) {
      writePen(out);
    }
    System.arraycopy(partial, 0, line, pos, partialBytes);
    pos += partialBytes;
  }

  private int incompleteCharacter() {
    int i = pos - 1;
    while (i > pos - 3 && isContinuation(line[i])) {
      i--;
    }
    return (line[i] & 0xC0) == 0xC0 ? pos - i : 0;
  }

  private void appendText(byte[] buffer, int from, int to, LineBatch out) {
    if (graphics) {
      appendGraphics(buffer, from, to, out);
    } else {
      appendPlain(buffer, from, to, out);
    }
  }

  private void appendPlain(byte[] buffer, int from, int to, LineBatch out) {
    if (carriageReturn >= 0 || penPending || targetRow >= 0) {
      prepareForText(out);
    }
    if (cells != null) {
      appendCells(buffer, from, to, out);
    } else {
      appendBytes(buffer, from, to, out);
    }
  }

  private void appendBytes(byte[] buffer, int from, int to, LineBatch out) {
    int i = from;
    while (i < to && isC1(buffer[i]) && pos > start && line[pos - 1] == C2) {
      pos--;
      i++;
    }
    int room = maxLine - (pos - start);
    while (to - i > room) {
      System.arraycopy(buffer, i, line, pos, room);
      pos += room;
      i += room;
      splitLine(buffer[i], out);
      room = maxLine - (pos - start);
    }
    System.arraycopy(buffer, i, line, pos, to - i);
    pos += to - i;
  }

  private void appendByte(byte b, LineBatch out) {
    if (carriageReturn >= 0 || penPending || targetRow >= 0) {
      prepareForText(out);
    }
    LineCells edited = cells;
    if (edited != null) {
      edited.write(b);
      return;
    }
    if (pos - start == maxLine) {
      splitLine(b, out);
    }
    line[pos++] = b;
  }

  private void appendGraphics(byte[] buffer, int from, int to, LineBatch out) {
    reserveLine(3 * (to - from), out);
    int plain = from;
    for (int i = from; i < to; i++) {
      if (DecSpecialGraphics.contains(buffer[i])) {
        if (i > plain) {
          appendPlain(buffer, plain, i, out);
        }
        byte[] mapped = DecSpecialGraphics.of(buffer[i]);
        appendPlain(mapped, 0, mapped.length, out);
        plain = i + 1;
      }
    }
    if (to > plain) {
      appendPlain(buffer, plain, to, out);
    }
  }

  /// Carries out what was put off until text follows.
  private void prepareForText(LineBatch out) {
    if (targetRow >= 0) {
      moveToTarget(out);
    }
    if (carriageReturn >= 0) {
      eraseLine();
    }
    if (penPending) {
      writePen(out);
    }
  }

  private void moveToTarget(LineBatch out) {
    int target = targetRow;
    targetRow = -1;
    if (target != row) {
      breakLine(out);
    }
    moveToColumn(targetColumn);
    row = target;
  }

  /// Writes the attributes and the hyperlink that are in effect.
  private void writePen(LineBatch out) {
    penPending = false;
    int length = rendition.write(pen, 0);
    int total = length + link.length;
    if (total > maxLine / 2) {
      return;
    }
    if (pos - start + total > maxLine) {
      splitLine((byte) ESC, out);
      return;
    }
    reserveLine(total, out);
    System.arraycopy(pen, 0, line, pos, length);
    System.arraycopy(link, 0, line, pos + length, link.length);
    pos += total;
    styled |= total > 0;
  }

  /// Reserves space in the current line for bytes that are not part of the chunk.
  private void reserveLine(int more, LineBatch out) {
    out.reserve(pos - start + more + chunkReserve);
    if (carrying) {
      ensureCarry(pos - start + more);
      line = carry;
    } else {
      line = out.bytes;
    }
  }

  private void eraseLine() {
    pos = start;
    carriageReturn = -1;
    cells = null;
    penPending = !rendition.isDefault() || link.length > 0;
  }

  private void carriageReturn() {
    if (targetRow >= 0) {
      targetColumn = 0;
    } else if (carriageReturn < 0) {
      carriageReturn = pos - start;
    }
  }

  // --- cursor movement within the line ----------------------------------------------------------

  /// The current line as cells, with the cursor in place; null if it is too long.
  private @Nullable LineCells editCells() {
    LineCells edited = cells;
    if (edited == null && pos - start <= MAX_EDITED) {
      edited = new LineCells();
      RedrawBuffer active = redraw;
      if (active != null && pos == start && !erased) {
        byte[] drawn = active.cursorRow();
        edited.load(drawn, 0, drawn.length);
        edited.moveTo(0);
      } else {
        edited.load(line, start, pos);
      }
      if (carriageReturn >= 0) {
        edited.moveTo(0);
      }
      edited.setPen(pen, rendition.write(pen, 0));
      edited.setLink(link);
      erased |= active != null;
      pos = start;
      penPending = false;
      cells = edited;
    }
    if (edited != null) {
      carriageReturn = -1;
    }
    return edited;
  }

  private void appendCells(byte[] buffer, int from, int to, LineBatch out) {
    for (int i = from; i < to; i++) {
      LineCells edited = cells;
      if (edited == null) {
        appendPlain(buffer, i, to, out);
        return;
      }
      edited.write(buffer[i]);
      if (edited.isFull()) {
        settleCells(out);
      }
    }
  }

  /// Turns the cells into the text of the current line.
  private void settleCells(LineBatch out) {
    LineCells edited = cells;
    if (edited == null) {
      return;
    }
    cells = null;
    carriageReturn = -1;
    byte[] text = edited.flushed();
    penPending = !edited.endsInCurrentStyle() && (!rendition.isDefault() || link.length > 0);
    styled = text.length > 0 && edited.isStyled();
    if (text.length > maxLine) {
      text = AnsiStripper.strip(text);
    }
    reserveLine(text.length, out);
    appendBytes(text, 0, text.length, out);
  }

  /// Whether the cursor is at the start of the line and nothing needs to be edited.
  private boolean isAtStart() {
    return carriageReturn >= 0 || (cells == null && pos == start);
  }

  private void moveBy(int columns) {
    if (targetRow >= 0) {
      targetColumn = Math.max(0, targetColumn + columns);
    } else if (columns > 0 || !isAtStart()) {
      LineCells edited = editCells();
      if (edited != null) {
        edited.moveBy(columns);
      }
    }
  }

  private void moveToColumn(int column) {
    if (targetRow >= 0) {
      targetColumn = column;
    } else if (column > 0 || !isAtStart()) {
      LineCells edited = editCells();
      if (edited != null) {
        edited.moveTo(column);
      }
    }
  }

  /// The cells if the cursor is not at the end of the line, where nothing can be edited.
  private @Nullable LineCells cellsAtCursor() {
    boolean inText = cells != null || (carriageReturn >= 0 && pos > start);
    return targetRow < 0 && (inText || redraw != null) ? editCells() : null;
  }

  private void saveCursor() {
    if (targetRow < 0) {
      LineCells edited = isAtStart() ? null : editCells();
      savedColumn = edited == null ? 0 : edited.cursor();
    }
  }

  private void restoreCursor() {
    targetRow = -1;
    if (savedColumn >= 0) {
      moveToColumn(savedColumn);
    }
  }

  private void resetTerminal() {
    rendition.reset();
    graphicSets[0] = false;
    graphicSets[1] = false;
    selectSet(0);
  }

  private void selectSet(int set) {
    activeSet = set;
    graphics = graphicSets[set];
  }

  // --- the state machine ------------------------------------------------------------------------

  private void control(byte b, LineBatch out) {
    switch (b) {
      case '\n' -> finishLine(0, out);
      case '\r' -> carriageReturn();
      case '\b' -> moveBy(-1);
      case VT, FF -> breakLine(out);
      case SHIFT_OUT -> selectSet(1);
      case SHIFT_IN -> selectSet(0);
      case ESC -> state = State.ESCAPE;
      case C2 -> state = State.AFTER_C2;
      default -> {}
    }
  }

  /// @return false if `b` must be processed again in the new state
  private boolean step(byte b, LineBatch out) {
    return switch (state) {
      case GROUND -> false;
      case AFTER_C2 -> afterC2(b, out);
      case ESCAPE -> escape(b, out);
      case ESCAPE_INTERMEDIATE -> escapeIntermediate(b);
      case CSI -> csi(b, out);
      case STRING -> string(b, out);
      case STRING_ESCAPE -> stringEscape(b, out);
      case STRING_C2 -> stringC2(b, out);
    };
  }

  private boolean afterC2(byte b, LineBatch out) {
    state = State.GROUND;
    if (!isC1(b)) {
      appendByte(C2, out);
      return false;
    }
    introduce((b & 0x1F) | 0x40, out);
    return true;
  }

  private boolean escape(byte b, LineBatch out) {
    state = State.GROUND;
    if (b >= 0x20 && b < 0x30) {
      state = State.ESCAPE_INTERMEDIATE;
      designatedSet = b == '(' ? 0 : b == ')' ? 1 : -1;
    } else if (b >= 0x30 && b < DEL) {
      introduce(b, out);
    } else {
      return b == DEL;
    }
    return true;
  }

  /// Starts or executes the C1 control or private sequence whose seven-bit form is ESC and `c`.
  private void introduce(int c, LineBatch out) {
    state = State.GROUND;
    switch (c) {
      case '[' -> beginSequence(State.CSI, true);
      case ']' -> beginSequence(State.STRING, true);
      case 'P', 'X', '^', '_' -> beginSequence(State.STRING, false);
      case 'D', 'E' -> breakLine(out);
      case '7' -> saveCursor();
      case '8' -> restoreCursor();
      case 'c' -> {
        endRedraw(out);
        breakLine(out);
        resetTerminal();
        penPending = false;
      }
      default -> {}
    }
    stringIsOsc = c == ']';
  }

  private void beginSequence(State next, boolean kept) {
    state = next;
    sequence.begin(kept);
  }

  private boolean escapeIntermediate(byte b) {
    if (b >= 0x20 && b < 0x30) {
      designatedSet = -1;
      return true;
    }
    state = State.GROUND;
    if (designatedSet >= 0 && b >= 0x30) {
      graphicSets[designatedSet] = b == '0';
      selectSet(activeSet);
    }
    return b >= 0x30;
  }

  private boolean csi(byte b, LineBatch out) {
    if (b >= 0x20 && b < 0x40) {
      sequence.add(b);
      return true;
    }
    state = State.GROUND;
    if (b < 0x40 || b == DEL) {
      return b == CAN || b == SUB || b == DEL;
    }
    if (sequence.isValid()) {
      dispatch(b, out);
    }
    return true;
  }

  private void dispatch(byte end, LineBatch out) {
    if (!sequence.isNumeric()) {
      if ((end == 'h' || end == 'l') && sequence.hasAlternateScreen()) {
        endRedraw(out);
        breakLine(out);
      }
      return;
    }
    switch (end) {
      case 'm' -> selectRendition(out);
      case 'K' -> erase(sequence.digit());
      case 'A', 'F' -> cursorUp(sequence.number(0), out);
      case 'B', 'E' -> cursorDown(sequence.number(0), out);
      case 'J' -> {
        if (sequence.digit() == 0) {
          erase(0);
          eraseBelow();
        }
        if (sequence.digit() >= 2) {
          screenCleared(out);
        }
      }
      case 'H', 'f' -> {
        screenCleared(out);
        position(sequence.number(0), sequence.number(1) - 1);
      }
      case 'd' -> position(sequence.number(0), 0);
      case 'G', '`' -> moveToColumn(sequence.number(0) - 1);
      case 'C', 'a' -> moveBy(sequence.number(0));
      case 'D' -> moveBy(-sequence.number(0));
      case 'P', '@', 'X', 'b' -> edit(end, sequence.number(0));
      case 's', 'u' -> {
        if (sequence.length == 0) {
          saveOrRestore(end);
        }
      }
      default -> {}
    }
  }

  private void saveOrRestore(byte end) {
    if (end == 's') {
      saveCursor();
    } else {
      restoreCursor();
    }
  }

  private void edit(byte operation, int count) {
    LineCells edited = operation == 'b' && targetRow < 0 ? editCells() : cellsAtCursor();
    if (edited != null) {
      switch (operation) {
        case 'P' -> edited.delete(count);
        case '@' -> edited.insert(count);
        case 'X' -> edited.erase(edited.cursor(), edited.cursor() + count);
        default -> edited.repeat(count);
      }
    }
  }

  private void position(int newRow, int column) {
    if (redraw == null) {
      targetRow = newRow;
      targetColumn = column;
    }
  }

  private void selectRendition(LineBatch out) {
    if (penPending && !GraphicRendition.startsWithReset(sequence.bytes, sequence.length)) {
      prepareForText(out);
    }
    rendition.apply(sequence.bytes, sequence.length);
    penPending &= cells == null && link.length > 0;
    LineCells edited = cells;
    if (edited != null) {
      edited.setPen(pen, rendition.write(pen, 0));
    } else {
      emit('[', (byte) 'm', out);
    }
  }

  private void eraseBelow() {
    RedrawBuffer active = redraw;
    if (active != null) {
      active.eraseBelow();
      erased |= pos == start;
    }
  }

  private void screenCleared(LineBatch out) {
    endRedraw(out);
    if (pos == start) {
      heldEmptyLines = Math.min(heldEmptyLines, 1);
    }
  }

  private void erase(int what) {
    LineCells edited = cells;
    if (what == 2 || (what == 1 && edited == null && carriageReturn < 0)) {
      eraseLine();
    } else if (edited != null && what == 0) {
      edited.eraseToEnd();
    } else if (edited != null && what == 1) {
      edited.erase(0, edited.cursor() + 1);
    } else if (what == 0 && carriageReturn >= 0) {
      eraseLine();
    }
    erased |= pos == start;
  }

  private boolean string(byte b, LineBatch out) {
    if (b == ESC) {
      state = State.STRING_ESCAPE;
    } else if (b == C2) {
      state = State.STRING_C2;
    } else if (b == BEL && stringIsOsc) {
      endString(out);
    } else if (b == '\n' || b == CAN || b == SUB) {
      state = State.GROUND;
      return b != '\n';
    } else if (b >= 0x20 && b < DEL) {
      sequence.add(b);
    } else {
      sequence.ignore();
    }
    return true;
  }

  private boolean stringEscape(byte b, LineBatch out) {
    if (b == '\\') {
      endString(out);
      return true;
    }
    state = State.ESCAPE;
    return false;
  }

  private boolean stringC2(byte b, LineBatch out) {
    if (b == (byte) 0x9C) {
      endString(out);
      return true;
    }
    sequence.ignore();
    state = State.STRING;
    return false;
  }

  private void endString(LineBatch out) {
    state = State.GROUND;
    if (sequence.isValid() && stringIsOsc && sequence.isHyperlink()) {
      setLink(out);
    }
  }

  private void setLink(LineBatch out) {
    byte[] opened = sequence.hyperlink();
    LineCells edited = cells;
    if (edited != null) {
      edited.setLink(opened);
    } else {
      if (penPending) {
        writePen(out);
      }
      sequence.add((byte) ESC);
      emit(']', (byte) '\\', out);
    }
    link = opened;
  }

  private void emit(char introducer, byte end, LineBatch out) {
    int length = sequence.length + 3;
    if (length > maxLine) {
      return;
    }
    if (pos - start + length > maxLine) {
      splitLine((byte) ESC, out);
      if (pos - start + length > maxLine) {
        penPending = true;
        return;
      }
    }
    line[pos++] = ESC;
    line[pos++] = (byte) introducer;
    System.arraycopy(sequence.bytes, 0, line, pos, sequence.length);
    pos += sequence.length;
    line[pos++] = end;
    styled = true;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  private static boolean isC1(byte b) {
    return (b & 0xE0) == 0x80;
  }
}
