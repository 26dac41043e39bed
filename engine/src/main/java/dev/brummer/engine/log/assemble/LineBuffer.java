package dev.brummer.engine.log.assemble;

import java.util.Arrays;

/// Bytes of the line that is being assembled: in the batch that it will belong to, or in a buffer
/// of its own between two chunks, if the line is longer than the chunk that continues it, or while
/// rows are being redrawn. Confined to the reader thread; allocates only to grow.
///
/// Space for all that a chunk can add is reserved once, so text is added without a check.
final class LineBuffer {
  /// Maximum length of a preview in bytes.
  static final int MAX_PREVIEW = 4096;

  private static final byte[] NO_BYTES = {};
  private static final byte C2 = (byte) 0xC2;

  private final int maxLine;
  private LineBatch out = new LineBatch();

  // The line is bytes[start, end): in the batch or in `carry`.
  private byte[] carry = new byte[256];
  private byte[] bytes = carry;
  private boolean carrying = true;
  private int start;
  private int end;
  private boolean styled;

  /// Whether the line is known to be printable ASCII.
  private boolean printable = true;

  /// Upper bound of the bytes that the rest of the chunk can add.
  private int chunkReserve;

  LineBuffer(int maxLine) {
    this.maxLine = maxLine;
  }

  /// Clears the batch and reserves all the space that a chunk can need; OSC 8 grows by a byte when
  /// BEL becomes `ESC \`.
  ///
  /// @param redrawing whether the line is a row of a redraw
  void beginChunk(int chunkLength, LineBatch batch, boolean redrawing) {
    out = batch;
    chunkReserve = chunkLength + chunkLength / 4 + ControlSequence.MAX_LENGTH + 8;
    int carried = length();
    out.clear();
    out.reserve(carried + chunkReserve);
    if (carried <= chunkLength && !redrawing) {
      System.arraycopy(bytes, start, out.bytes, 0, carried);
      bytes = out.bytes;
      carrying = false;
      start = 0;
      end = carried;
      return;
    }
    growCarry(carried);
    bytes = carry;
    carrying = true;
  }

  /// Moves the line out of the batch.
  void endChunk() {
    if (!carrying) {
      int carried = length();
      if (carry.length < carried) {
        carry = new byte[Math.max(carried, carry.length * 2)];
      }
      System.arraycopy(bytes, start, carry, 0, carried);
      bytes = carry;
      carrying = true;
      start = 0;
      end = carried;
    }
  }

  private void growCarry(int carried) {
    int needed = Math.min(carried + chunkReserve, maxLine + 8);
    if (carry.length < needed) {
      carry = Arrays.copyOf(carry, Math.max(needed, Math.min(carry.length * 2, maxLine + 8)));
    }
  }

  /// The batch of the current chunk.
  LineBatch batch() {
    return out;
  }

  int length() {
    return end - start;
  }

  boolean isEmpty() {
    return end == start;
  }

  /// Bytes that can be added before the line has to be split.
  int room() {
    return maxLine - (end - start);
  }

  boolean isStyled() {
    return styled;
  }

  void setStyled(boolean styled) {
    this.styled = styled;
  }

  /// Whether the line consists of escape sequences only.
  boolean hasOnlySequences() {
    return styled && AnsiStripper.hasNoText(bytes, start, end);
  }

  byte[] copy() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  /// The beginning of the line.
  byte[] preview() {
    int length = Math.min(length(), MAX_PREVIEW);
    return length == 0 ? NO_BYTES : Arrays.copyOfRange(bytes, start, start + length);
  }

  /// Loads the line into cells.
  void loadInto(LineCells cells) {
    cells.load(bytes, start, end);
  }

  /// Removes the bytes of the line.
  void clear() {
    end = start;
    printable = true;
  }

  /// Reserves space for bytes that are not part of the chunk.
  void reserve(int more) {
    out.reserve(length() + more + chunkReserve);
    if (carrying) {
      growCarry(length() + more);
      bytes = carry;
    } else {
      bytes = out.bytes;
    }
  }

  /// Reserves space again after lines were added to the batch.
  void reserveBatch() {
    out.reserve(chunkReserve + length());
  }

  /// Adds bytes; the caller has checked the [#room].
  void append(byte[] text, int from, int count) {
    printable = false;
    appendPrintable(text, from, count);
  }

  /// Adds printable ASCII; the caller has checked the [#room].
  void appendPrintable(byte[] text, int from, int count) {
    System.arraycopy(text, from, bytes, end, count);
    end += count;
  }

  /// Adds a byte; the caller has checked the [#room].
  void append(byte b) {
    printable = false;
    bytes[end++] = b;
  }

  /// Skips bytes at the beginning of a text that would form a C1 control with the end of the line.
  ///
  /// @return index of the first byte to append
  int joinC1(byte[] text, int from, int to) {
    int i = from;
    while (i < to && isC1(text[i]) && end > start && bytes[end - 1] == C2) {
      end--;
      i++;
    }
    return i;
  }

  /// Removes the incomplete character at the end of the line, if `next` continues it.
  byte[] takeIncompleteCharacter(byte next) {
    int count = isContinuation(next) ? incompleteCharacter() : 0;
    if (count == 0) {
      return NO_BYTES;
    }
    byte[] partial = Arrays.copyOfRange(bytes, end - count, end);
    end -= count;
    return partial;
  }

  private int incompleteCharacter() {
    int i = end - 1;
    while (i > end - 3 && isContinuation(bytes[i])) {
      i--;
    }
    return (bytes[i] & 0xC0) == 0xC0 ? end - i : 0;
  }

  /// Adds the line to the batch; the caller starts the next one.
  void store(int flags) {
    int length = length();
    if (carrying) {
      System.arraycopy(bytes, start, out.bytes, out.size, length);
    }
    if (printable && !styled && flags == 0) {
      out.addPrintable(out.size + length);
    } else {
      out.add(out.size + length, styled ? flags | PackedLineEntry.STYLED : flags);
    }
  }

  /// Whether the line is empty and in the batch.
  boolean isAtStartInBatch() {
    return !carrying && end == start && !styled;
  }

  /// Adds a whole line to the batch behind those that are stored. The caller has checked
  /// [#isAtStartInBatch].
  ///
  /// @param isPrintable whether it is printable ASCII
  void storeLine(byte[] text, int from, int count, boolean isPrintable) {
    LineBatch batch = out;
    System.arraycopy(text, from, batch.bytes, batch.size, count);
    if (isPrintable) {
      batch.addPrintable(batch.size + count);
    } else {
      batch.add(batch.size + count, 0);
    }
    start = batch.size;
    end = start;
  }

  void storeEmptyLine() {
    out.addPrintable(out.size);
  }

  /// Starts an empty line.
  ///
  /// @param redrawing whether the line is a row of a redraw
  void startLine(boolean redrawing) {
    if (redrawing) {
      growCarry(0);
    }
    carrying = redrawing;
    bytes = redrawing ? carry : out.bytes;
    start = redrawing ? 0 : out.size;
    end = start;
    styled = false;
    printable = true;
  }

  static boolean isC1(byte b) {
    return (b & 0xE0) == 0x80;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
