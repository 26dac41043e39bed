package dev.brummer.engine.log.assemble;

import dev.brummer.engine.text.PrintableAscii;
import java.util.Objects;

/// Splits the output of one stream into complete, sanitised lines, independently of chunk
/// boundaries: the same bytes give the same lines for any split. One per stream, confined to the
/// reader thread; allocates only to grow its buffers. Parses escape sequences; [TerminalRow]
/// carries them out.
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
/// Empty lines are held back until more output follows, at most 500 of them, which is more than any
/// screen has. Programs clear the screen by printing empty lines and moving the cursor home (CSI
/// H); such a run is reduced to one empty line.
///
/// A line longer than the maximum is split at a character boundary. Every piece but the last has
/// [PackedLineEntry#CUT] set.
public final class LineAssembler {
  /// Maximum length of a line in bytes, escape sequences included.
  public static final int MAX_LINE = 1 << 20;

  /// Maximum length of a chunk in bytes.
  public static final int MAX_CHUNK = 1 << 24;

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

  private final TerminalRow row;
  private final CharacterSets sets = new CharacterSets();
  private final ControlSequence sequence = new ControlSequence();
  private State state = State.GROUND;
  private boolean stringIsOsc;

  /// The set that the current escape sequence designates; -1: none.
  private int designatedSet;

  public LineAssembler() {
    this(MAX_LINE);
  }

  LineAssembler(int maxLine) {
    if (maxLine < 8 || maxLine > MAX_LINE) {
      throw new IllegalArgumentException("maxLine must be 8 to " + MAX_LINE + ": " + maxLine);
    }
    row = new TerminalRow(maxLine);
  }

  /// Replaces the content of `out` by the lines that end in this chunk; keeps the rest for the next
  /// call.
  public void feed(byte[] buffer, int offset, int length, LineBatch out) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length > MAX_CHUNK) {
      throw new IllegalArgumentException("chunk larger than " + MAX_CHUNK + " bytes: " + length);
    }
    row.beginChunk(length, out);
    int i = offset;
    int end = offset + length;
    while (i < end) {
      if (state == State.GROUND) {
        int other = PrintableAscii.end(buffer, i, end);
        boolean further = other < end && buffer[other] != '\n';
        int control = further ? ControlScanner.nextControl(buffer, other, end) : other;
        boolean printable = control == other;
        if (control > i) {
          boolean line = control < end && buffer[control] == '\n' && !sets.isGraphic();
          if (line && row.storeLine(buffer, i, control, printable)) {
            i = control + 1;
            continue;
          }
          text(buffer, i, control, printable);
        }
        if (control < end) {
          control(buffer[control]);
        }
        i = control + 1;
      } else if (step(buffer[i])) {
        i++;
      }
    }
    row.endChunk();
  }

  /// The beginning of the unterminated line so far: a prompt or a progress bar. Sanitised like
  /// stored lines. Includes rows being redrawn, each terminated by LF.
  public byte[] unfinished() {
    return row.unfinished();
  }

  /// Whether complete rows are held back because the program may redraw them.
  public boolean hasPendingRows() {
    return row.hasPendingRows();
  }

  /// Replaces the content of `out` by the rows held back. Called after a period without output.
  public void flushPending(LineBatch out) {
    row.beginChunk(1, out);
    row.flushPending();
    row.endChunk();
  }

  /// Replaces the content of `out` by the last, unterminated line of an ended stream. A remainder
  /// with no visible text (an SGR reset) is discarded. The assembler can be reused afterwards.
  public void end(LineBatch out) {
    row.beginChunk(1, out);
    if (state == State.AFTER_C2) {
      row.append(C2);
    }
    state = State.GROUND;
    sets.reset();
    row.end();
    row.endChunk();
  }

  private void text(byte[] buffer, int from, int to, boolean printable) {
    if (sets.isGraphic()) {
      graphics(buffer, from, to);
    } else {
      row.append(buffer, from, to, printable);
    }
  }

  private void graphics(byte[] buffer, int from, int to) {
    int plain = from;
    for (int i = from; i < to; i++) {
      if (DecSpecialGraphics.contains(buffer[i])) {
        if (i > plain) {
          row.append(buffer, plain, i);
        }
        row.appendForeign(DecSpecialGraphics.of(buffer[i]));
        plain = i + 1;
      }
    }
    if (to > plain) {
      row.append(buffer, plain, to);
    }
  }

  private void control(byte b) {
    switch (b) {
      case '\n' -> row.lineFeed();
      case '\r' -> row.carriageReturn();
      case '\b' -> row.moveBy(-1);
      case VT, FF -> row.breakLine();
      case SHIFT_OUT -> sets.select(1);
      case SHIFT_IN -> sets.select(0);
      case ESC -> state = State.ESCAPE;
      case C2 -> state = State.AFTER_C2;
      default -> {}
    }
  }

  /// @return false if `b` must be processed again in the new state
  private boolean step(byte b) {
    return switch (state) {
      case GROUND -> false;
      case AFTER_C2 -> afterC2(b);
      case ESCAPE -> escape(b);
      case ESCAPE_INTERMEDIATE -> escapeIntermediate(b);
      case CSI -> csi(b);
      case STRING -> string(b);
      case STRING_ESCAPE -> stringEscape(b);
      case STRING_C2 -> stringC2(b);
    };
  }

  private boolean afterC2(byte b) {
    state = State.GROUND;
    if (!LineBuffer.isC1(b)) {
      row.append(C2);
      return false;
    }
    introduce((b & 0x1F) | 0x40);
    return true;
  }

  private boolean escape(byte b) {
    state = State.GROUND;
    if (b >= 0x20 && b < 0x30) {
      state = State.ESCAPE_INTERMEDIATE;
      designatedSet = b == '(' ? 0 : b == ')' ? 1 : -1;
    } else if (b >= 0x30 && b < DEL) {
      introduce(b);
    } else {
      return b == DEL;
    }
    return true;
  }

  /// Starts or executes the C1 control or private sequence whose seven-bit form is ESC and `c`.
  private void introduce(int c) {
    state = State.GROUND;
    switch (c) {
      case '[' -> beginSequence(State.CSI, true);
      case ']' -> beginSequence(State.STRING, true);
      case 'P', 'X', '^', '_' -> beginSequence(State.STRING, false);
      case 'D', 'E' -> row.breakLine();
      case '7' -> row.saveCursor();
      case '8' -> row.restoreCursor();
      case 'c' -> {
        sets.reset();
        row.reset();
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
      sets.designate(designatedSet, b);
    }
    return b >= 0x30;
  }

  private boolean csi(byte b) {
    if (b >= 0x20 && b < 0x40) {
      sequence.add(b);
      return true;
    }
    state = State.GROUND;
    if (b < 0x40 || b == DEL) {
      return b == CAN || b == SUB || b == DEL;
    }
    if (sequence.isValid()) {
      dispatch(b);
    }
    return true;
  }

  private void dispatch(byte end) {
    if (!sequence.isNumeric()) {
      if ((end == 'h' || end == 'l') && sequence.hasAlternateScreen()) {
        row.switchScreen();
      }
      return;
    }
    switch (end) {
      case 'm' -> row.selectRendition(sequence);
      case 'K' -> row.erase(sequence.digit());
      case 'A', 'F' -> row.cursorUp(sequence.number(0));
      case 'B', 'E' -> row.cursorDown(sequence.number(0));
      case 'J' -> {
        if (sequence.digit() == 0) {
          row.eraseBelow();
        }
        if (sequence.digit() >= 2) {
          row.leaveScreen();
        }
      }
      case 'H', 'f' -> {
        row.leaveScreen();
        row.moveTo(sequence.number(0), sequence.number(1) - 1);
      }
      case 'd' -> row.moveTo(sequence.number(0), 0);
      case 'G', '`' -> row.moveToColumn(sequence.number(0) - 1);
      case 'C', 'a' -> row.moveBy(sequence.number(0));
      case 'D' -> row.moveBy(-sequence.number(0));
      case 'P' -> row.deleteCells(sequence.number(0));
      case '@' -> row.insertCells(sequence.number(0));
      case 'X' -> row.eraseCells(sequence.number(0));
      case 'b' -> row.repeatCharacter(sequence.number(0));
      case 's' -> {
        if (sequence.length == 0) {
          row.saveCursor();
        }
      }
      case 'u' -> {
        if (sequence.length == 0) {
          row.restoreCursor();
        }
      }
      default -> {}
    }
  }

  private boolean string(byte b) {
    if (b == ESC) {
      state = State.STRING_ESCAPE;
    } else if (b == C2) {
      state = State.STRING_C2;
    } else if (b == BEL && stringIsOsc) {
      endString();
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

  private boolean stringEscape(byte b) {
    if (b == '\\') {
      endString();
      return true;
    }
    state = State.ESCAPE;
    return false;
  }

  private boolean stringC2(byte b) {
    if (b == (byte) 0x9C) {
      endString();
      return true;
    }
    sequence.ignore();
    state = State.STRING;
    return false;
  }

  private void endString() {
    state = State.GROUND;
    if (sequence.isValid() && stringIsOsc && sequence.isHyperlink()) {
      row.setLink(sequence);
    }
  }
}
