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
/// kept: text for a terminal must be decoded or passed through [Utf8Sanitizer].
///
/// Only the final state of a line is kept. Text after a lone CR (or `CSI G`) replaces the whole
/// line; EL and ED after a CR erase it, EL 1 and 2 erase it anywhere. A backspace lets the next
/// character replace the previous one. Erasing text also erases its SGR.
///
/// If a program redraws rows by moving the cursor up, only their final state is kept; see
/// [RedrawBuffer].
///
/// Empty lines are held back until more output follows, at most [#MAX_HELD_EMPTY_LINES] of them,
/// which is more than any screen has. Programs clear the screen by printing empty lines and moving
/// the cursor home (CSI H); such a run is reduced to one empty line.
///
/// A line longer than the maximum is split at a character boundary. Every piece but the last has
/// [LineFlags#CUT] set.
public final class LineAssembler {
  /// Maximum length of a line in bytes, escape sequences included.
  public static final int MAX_LINE = 1 << 20;

  /// Maximum length of a chunk in bytes.
  public static final int MAX_CHUNK = 1 << 24;

  private static final int MAX_SEQUENCE = 4096;
  private static final int MAX_HELD_EMPTY_LINES = 500;
  private static final int ESC = 0x1B;
  private static final int CAN = 0x18;
  private static final int SUB = 0x1A;
  private static final int BEL = 0x07;
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

  /// Backspaces that no text has followed yet. They do not reach below the floor.
  private int backspaces;

  private int backspaceFloor;

  /// Number of empty lines held back.
  private int heldEmptyLines;

  /// Rows being redrawn. While it is set, the current line is in `carry`.
  private @Nullable RedrawBuffer redraw;

  /// Whether the current row of a redraw was erased.
  private boolean erased;

  /// Upper bound of the bytes that the rest of the chunk can add.
  private int chunkReserve;

  private final byte[] sequence = new byte[MAX_SEQUENCE];
  private int sequenceLength;
  private boolean sequenceKept;
  private boolean stringIsOsc;

  private static final int MAX_UNFINISHED = 4096;
  private static final byte[] NO_BYTES = {};

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
    int length = Math.min(pos - start, MAX_UNFINISHED);
    byte[] rest = length == 0 ? NO_BYTES : Arrays.copyOfRange(line, start, start + length);
    RedrawBuffer active = redraw;
    if (active == null) {
      return rest;
    }
    byte[] rows = active.pendingRows(rest.length > 0);
    byte[] all = Arrays.copyOf(rows, rows.length + rest.length);
    System.arraycopy(rest, 0, all, rows.length, rest.length);
    return all;
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
    RedrawBuffer active = redraw;
    if (active != null) {
      leaveRow(active, out);
      endRedraw(active, out);
    }
    if (pos > start && !(styled && AnsiStripper.hasNoText(line, start, pos))) {
      finishLine(0, out);
    }
    flushEmptyLines(out);
    startLine(out, out.size);
    saveCarry();
  }

  // --- the current line -------------------------------------------------------------------------

  /// Reserves all the space that a chunk can need; OSC 8 grows by a byte when BEL becomes `ESC \`.
  private void beginChunk(int length, LineBatch out) {
    chunkReserve = length + length / 4 + MAX_SEQUENCE + 8;
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
    backspaces = 0;
    backspaceFloor = 0;
  }

  private void finishLine(int flags, LineBatch out) {
    RedrawBuffer active = redraw;
    if (active != null) {
      leaveRow(active, out);
      if ((flags & LineFlags.CUT) != 0 || active.newLine()) {
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
    out.add(end, styled ? flags | LineFlags.STYLED : flags);
    startLine(out, end);
  }

  /// Stores the current row when the cursor leaves it.
  private void leaveRow(RedrawBuffer active, LineBatch out) {
    if (pos > start || erased) {
      active.draw(Arrays.copyOfRange(line, start, pos), styled, out);
      out.reserve(chunkReserve);
    }
    startLine(out, out.size);
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
    }
  }

  private void flushEmptyLines(LineBatch out) {
    for (; heldEmptyLines > 0; heldEmptyLines--) {
      out.add(out.size, 0);
    }
  }

  /// Ends a piece of a long line before `next`, at a character boundary.
  private void splitLine(byte next, LineBatch out) {
    int partialBytes = isContinuation(next) ? incompleteCharacter() : 0;
    byte[] from = line;
    int end = pos - partialBytes;
    pos = end;
    finishLine(LineFlags.CUT, out);
    System.arraycopy(from, end, line, pos, partialBytes);
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
    applyPendingMoves();
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
    applyPendingMoves();
    if (pos - start == maxLine) {
      splitLine(b, out);
    }
    line[pos++] = b;
  }

  private void applyPendingMoves() {
    if (carriageReturn >= 0) {
      eraseBeforeReturn();
    }
    if (backspaces > 0) {
      applyBackspaces();
    }
  }

  /// Erases the text before the CR; sequences after it stay.
  private void eraseBeforeReturn() {
    int from = start + carriageReturn;
    int rest = pos - from;
    System.arraycopy(line, from, line, start, rest);
    pos = start + rest;
    backspaceFloor = rest;
    carriageReturn = -1;
  }

  private void applyBackspaces() {
    int floor = start + backspaceFloor;
    for (; backspaces > 0 && pos > floor; backspaces--) {
      pos--;
      while (pos > floor && isContinuation(line[pos])) {
        pos--;
      }
    }
    backspaces = 0;
  }

  private void eraseLine() {
    pos = start;
    carriageReturn = -1;
    backspaces = 0;
    backspaceFloor = 0;
  }

  private void carriageReturn() {
    backspaces = 0;
    if (carriageReturn < 0) {
      carriageReturn = pos - start;
    }
  }

  // --- the state machine ------------------------------------------------------------------------

  private void control(byte b, LineBatch out) {
    switch (b) {
      case '\n' -> finishLine(0, out);
      case '\r' -> carriageReturn();
      case '\b' -> backspaces += carriageReturn < 0 ? 1 : 0;
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
      case ESCAPE -> escape(b);
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
    introduce((b & 0x1F) | 0x40);
    return true;
  }

  private boolean escape(byte b) {
    state = State.GROUND;
    if (b >= 0x20 && b < 0x30) {
      state = State.ESCAPE_INTERMEDIATE;
    } else if (b >= 0x30 && b < DEL) {
      introduce(b);
    } else {
      return b == DEL;
    }
    return true;
  }

  /// Starts the C1 control whose seven-bit form is ESC and `c`.
  private void introduce(int c) {
    switch (c) {
      case '[' -> beginSequence(State.CSI, true);
      case ']' -> beginSequence(State.STRING, true);
      case 'P', 'X', '^', '_' -> beginSequence(State.STRING, false);
      default -> state = State.GROUND;
    }
    stringIsOsc = c == ']';
  }

  private void beginSequence(State next, boolean kept) {
    state = next;
    sequenceLength = 0;
    sequenceKept = kept;
  }

  private boolean escapeIntermediate(byte b) {
    if (b >= 0x20 && b < 0x30) {
      return true;
    }
    state = State.GROUND;
    return b >= 0x30;
  }

  private boolean csi(byte b, LineBatch out) {
    if (b >= 0x20 && b < 0x40) {
      collect(b);
      return true;
    }
    state = State.GROUND;
    if (b < 0x40 || b == DEL) {
      return b == CAN || b == SUB || b == DEL;
    }
    if (sequenceKept) {
      dispatch(b, out);
    }
    return true;
  }

  private void collect(byte b) {
    if (sequenceLength < MAX_SEQUENCE - 4) {
      sequence[sequenceLength++] = b;
    } else {
      sequenceKept = false;
    }
  }

  private void dispatch(byte end, LineBatch out) {
    switch (end) {
      case 'm' -> {
        if (isSgr()) {
          emit('[', end, out);
        }
      }
      case 'K' -> erase(parameter());
      case 'A', 'F' -> cursorUp(moveCount(), out);
      case 'B', 'E' -> cursorDown(moveCount(), out);
      case 'J' -> {
        if (parameter() == 0) {
          erase(0);
          eraseBelow();
        }
        if (parameter() >= 2) {
          screenCleared(out);
        }
      }
      case 'H' -> screenCleared(out);
      case 'G' -> {
        if (parameter() >= 0 && parameter() <= 1) {
          carriageReturn();
        }
      }
      default -> {}
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
    RedrawBuffer active = redraw;
    if (active != null) {
      leaveRow(active, out);
      endRedraw(active, out);
    }
    if (pos == start) {
      heldEmptyLines = Math.min(heldEmptyLines, 1);
    }
  }

  private void erase(int what) {
    if ((what == 1 && carriageReturn < 0) || what == 2) {
      eraseLine();
    } else if (what == 0 && carriageReturn >= 0) {
      eraseBeforeReturn();
    }
    erased |= pos == start;
  }

  private boolean isSgr() {
    for (int i = 0; i < sequenceLength; i++) {
      if (sequence[i] < '0' || sequence[i] > ';') {
        return false;
      }
    }
    return true;
  }

  /// The only parameter, 0 if there is none, -1 for several parameters or more than one digit.
  private int parameter() {
    return sequenceLength == 0
        ? 0
        : sequenceLength == 1 && sequence[0] >= '0' && sequence[0] <= '9' ? sequence[0] - '0' : -1;
  }

  /// Distance of a cursor movement, at least 1.
  private int moveCount() {
    int count = 0;
    for (int i = 0; i < sequenceLength; i++) {
      if (sequence[i] < '0' || sequence[i] > '9') {
        return 1;
      }
      count = Math.min(count * 10 + sequence[i] - '0', 1000);
    }
    return Math.max(1, count);
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
      collect(b);
    } else {
      sequenceKept = false;
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
    sequenceKept = false;
    state = State.STRING;
    return false;
  }

  private void endString(LineBatch out) {
    state = State.GROUND;
    if (sequenceKept && stringIsOsc && isHyperlink()) {
      sequence[sequenceLength++] = ESC;
      emit(']', (byte) '\\', out);
    }
  }

  private boolean isHyperlink() {
    if (sequenceLength < 3 || sequence[0] != '8' || sequence[1] != ';') {
      return false;
    }
    for (int i = 2; i < sequenceLength; i++) {
      if (sequence[i] == ';') {
        return true;
      }
    }
    return false;
  }

  private void emit(char introducer, byte end, LineBatch out) {
    int length = sequenceLength + 3;
    if (length > maxLine) {
      return;
    }
    if (pos - start + length > maxLine) {
      splitLine((byte) ESC, out);
    }
    line[pos++] = ESC;
    line[pos++] = (byte) introducer;
    System.arraycopy(sequence, 0, line, pos, sequenceLength);
    pos += sequenceLength;
    line[pos++] = end;
    styled = true;
    // The next text applies a pending CR and resets the floor.
    backspaceFloor = pos - start;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  private static boolean isC1(byte b) {
    return (b & 0xE0) == 0x80;
  }
}
