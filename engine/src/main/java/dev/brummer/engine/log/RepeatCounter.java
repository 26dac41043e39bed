package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.RepeatDetector;
import java.nio.ByteBuffer;

/// Counts the repeats of a line. Confined to the calling thread.
final class RepeatCounter {
  private final Segment[] segments;
  private final StoredLine line;
  private final int bits;
  private final long deadlineNanos;
  private final BlockView block = new BlockView();
  private byte[] text = new byte[0];
  private long count;
  private long reached;
  private boolean ended;
  private boolean timedOut;

  RepeatCounter(
      Segment[] segments,
      StoredLine line,
      RepeatFoldingMode folding,
      RepeatCount known,
      long deadlineNanos) {
    this.segments = segments;
    this.line = line;
    this.bits = folding.bits();
    this.deadlineNanos = deadlineNanos;
    this.count = known.count();
    this.reached = known.reached();
  }

  RepeatCount run() {
    for (Segment segment : segments) {
      long bound = segment.end();
      ByteBuffer memory = ended || timedOut || reached >= bound ? null : segment.pin();
      if (memory != null) {
        try {
          reached = Math.max(reached, segment.first());
          countInBlocks(segment, memory, bound);
        } finally {
          segment.unpin();
        }
      }
    }
    return new RepeatCount(count, reached, ended);
  }

  private void countInBlocks(Segment segment, ByteBuffer memory, long bound) {
    block.moveTo(memory, segment.spanOffset(segment.spanOf(reached)));
    long number = block.first();
    while (number < bound && !ended && !timedOut) {
      int lines = block.count();
      if (number + lines > reached) {
        countInBlock((int) (reached - number), (int) Math.min(lines, bound - number));
        timedOut = System.nanoTime() - deadlineNanos > 0;
      }
      number += lines;
      block.moveTo(memory, block.next());
    }
  }

  private void copyText(int to) {
    int length = block.end(to - 1);
    if (text.length < length) {
      text = new byte[Math.max(length, text.length * 2)];
    }
    block.copyText(0, length, text);
  }

  private boolean isRepeat(int at) {
    int entry = block.entry(at);
    int found =
        at == 0
            ? entry
            : RepeatDetector.repeatBits(text, block.begin(at - 1), block.entry(at - 1), entry);
    return (found & bits) != 0;
  }

  private void countInBlock(int from, int to) {
    int at = from;
    if (block.process() == line.process() && block.source() == line.source()) {
      copyText(to);
      while (at < to && isRepeat(at)) {
        at++;
      }
      count += at - from;
      ended = at < to;
    } else {
      at = to;
    }
    reached = block.first() + at;
  }
}
