package dev.brummer.engine.log;

/// Whole lines cut from one chunk of a child's output, ready for the store; reused for the next
/// chunk. Confined to the thread of its reader.
public final class LineBatch {
  byte[] bytes = new byte[1 << 16];
  int[] ends = new int[1 << 10];
  int count;

  /// Lines in this batch.
  public int count() {
    return count;
  }
}
