package dev.brummer.engine.log;

import dev.brummer.engine.log.SegmentScanner.Damaged;
import dev.brummer.engine.log.SegmentScanner.Extent;
import dev.brummer.engine.log.SegmentScanner.Intact;
import dev.brummer.engine.log.SegmentScanner.Lost;
import dev.brummer.engine.log.SegmentScanner.Torn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Copies what can be read of a damaged segment into segments in memory, with lines of the source
/// [LogSource#DAMAGED] in place of what cannot. The numbers of the lines do not change: where lines
/// are lost, one segment ends and the next begins.
///
/// Confined to one thread.
@SuppressWarnings("ByteBufferBackingArray") // the buffers are made by allocate or wrap
final class DamagedSegment {
  private static final String MARK = "damaged record: ";

  private final ByteBuffer memory;
  private final BlockView block = new BlockView();
  private final BlockChecksum checksum = new BlockChecksum();
  private final List<Segment> segments = new ArrayList<>();
  private ByteBuffer out = emptyBuffer(1 << 12);
  private long first;
  private long end;
  private long atMillis;

  /// @param memory content of the file, little-endian
  DamagedSegment(ByteBuffer memory) {
    this.memory = memory;
  }

  private static ByteBuffer emptyBuffer(int capacity) {
    ByteBuffer buffer = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    return buffer.position(Segment.HEADER);
  }

  /// A segment with one line that stands for the lines `[first, end)`.
  static Segment missing(long first, long end, long atMillis) {
    DamagedSegment one = new DamagedSegment(BlockView.NO_BYTES);
    one.atMillis = atMillis;
    one.addLost(first, end, "missing");
    one.finish();
    return one.segments.getFirst();
  }

  /// @param complete whether nothing will be appended to the file
  /// @param last whether there is no later file, whose first line tells how many lines are lost
  List<Segment> copy(List<Extent> extents, boolean complete, boolean last) {
    for (Extent extent : extents) {
      switch (extent) {
        case Intact intact -> addIntact(intact);
        case Damaged damaged -> addDamaged(damaged);
        case Torn torn -> addTorn(torn, complete);
        case Lost lost -> {
          if ((complete && last) || lost.end() > lost.first()) {
            addLost(lost.first(), lost.end(), "unreadable");
          }
        }
      }
    }
    finish();
    return segments;
  }

  private void addIntact(Intact intact) {
    for (int at = intact.from(); at < intact.to(); at = block.next()) {
      block.moveTo(memory, at);
      atMillis = block.atMillis();
      add(0, block.count(), block.first(), block.source(), blockText());
    }
  }

  private void addTorn(Torn torn, boolean complete) {
    if (torn.end() == torn.first()) {
      return;
    }
    block.moveTo(memory, torn.at());
    byte[] text = new byte[block.end((int) (torn.end() - torn.first()) - 1)];
    block.copyText(0, text.length, text);
    int trusted = (int) (torn.trusted() - torn.first());
    if (trusted > 0) {
      atMillis = block.atMillis();
      add(0, trusted, torn.first(), block.source(), text);
    }
    for (int i = trusted; complete && i < torn.end() - torn.first(); i++) {
      addMark(block.process(), torn.first() + i, excerpt(text, i));
    }
  }

  private void addDamaged(Damaged damaged) {
    block.moveTo(memory, damaged.at());
    if (!damaged.wholeBlock()) {
      atMillis = block.atMillis();
    }
    byte[] text = blockText();
    int from = 0;
    for (int to = 1; to <= block.count(); to++) {
      boolean suspect = damaged.wholeBlock() || isSuspect(from);
      if (suspect) {
        addMark(block.process(), damaged.first() + from, excerpt(text, from));
        from = to;
      } else if (to == block.count() || isSuspect(to)) {
        add(from, to, damaged.first() + from, block.source(), text);
        from = to;
      }
    }
  }

  private byte[] blockText() {
    byte[] text = new byte[block.end(block.count() - 1)];
    block.copyText(0, text.length, text);
    return text;
  }

  /// Whether a slice with a wrong checksum contains bytes of the line.
  private boolean isSuspect(int line) {
    int length = block.end(block.count() - 1);
    int last = Math.max(block.begin(line), block.end(line) - 1);
    for (int slice = block.begin(line) / BlockView.SLICE;
        slice * BlockView.SLICE <= last && slice < block.slices();
        slice++) {
      ByteBuffer bytes = memory.duplicate();
      if (block.sliceCrc(slice) != checksum.slice(block, bytes, length, slice)) {
        return true;
      }
    }
    return false;
  }

  /// What the damaged line contains now, without control characters.
  private String excerpt(byte[] text, int line) {
    int from = block.begin(line);
    String found = new String(text, from, block.end(line) - from, StandardCharsets.UTF_8);
    StringBuilder printable = new StringBuilder(found.length());
    found.codePoints().forEach(c -> printable.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return printable.toString();
  }

  private void addLost(long from, long to, String how) {
    finish();
    long count = to - from;
    String lines =
        count <= 0 ? "the last lines are " : count == 1 ? "1 line is " : count + " lines are ";
    addMark(0, from, lines + how);
    finish();
  }

  private void addMark(int process, long number, String text) {
    byte[] line = (MARK + text).getBytes(StandardCharsets.UTF_8);
    ByteBuffer target = begin(number, 1, line.length);
    putHeader(target, number, 1, line.length, process, LogSource.DAMAGED);
    target.putInt(line.length);
    putText(target, line, 0, line.length);
    end = number + 1;
  }

  /// Adds lines of the current block.
  private void add(int from, int to, long number, LogSource source, byte[] text) {
    int base = block.begin(from);
    int length = block.end(to - 1) - base;
    ByteBuffer target = begin(number, to - from, length);
    putHeader(target, number, to - from, length, block.process(), source);
    for (int i = from; i < to; i++) {
      target.putInt(block.entry(i) - base);
    }
    putText(target, text, base, length);
    end = number + to - from;
  }

  /// Makes space; a number that does not continue the segment begins a new one.
  private ByteBuffer begin(long number, int count, int text) {
    if (number != end) {
      finish();
    }
    if (out.position() == Segment.HEADER) {
      first = number;
    }
    int more = BlockView.footprint(count, text);
    if (out.remaining() < more) {
      byte[] grown =
          Arrays.copyOf(out.array(), Math.max(out.capacity() * 2, out.position() + more));
      out = ByteBuffer.wrap(grown).order(ByteOrder.LITTLE_ENDIAN).position(out.position());
    }
    return out;
  }

  private void putHeader(
      ByteBuffer target, long number, int count, int text, int process, LogSource source) {
    target.putInt(BlockView.HEADER + count * Integer.BYTES + text + 3 & -4);
    target.putInt(0);
    target.putLong(atMillis);
    target.putInt((int) (number - first));
    target.putInt(count);
    target.putInt(process | source.ordinal() << 16);
  }

  private static void putText(ByteBuffer target, byte[] text, int from, int length) {
    target.put(text, from, length);
    target.position(target.position() + 3 & -4);
  }

  private void finish() {
    if (out.position() > Segment.HEADER) {
      byte[] bytes = Arrays.copyOf(out.array(), out.position());
      segments.add(Segment.ofMemory(first, end, bytes));
      out = emptyBuffer(1 << 12);
    }
    end = -1;
  }
}
