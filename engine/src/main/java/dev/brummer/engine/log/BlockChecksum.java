package dev.brummer.engine.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Computes the checksums of a [BlockView]. Runs per append. Confined to one thread at a time.
final class BlockChecksum {
  private final CRC32C crc = new CRC32C();
  private int[] slices = new int[16];

  /// Adds the checksums to a written block of `bytes`, its segment. The slices are read from where
  /// the block was copied from: an array takes a third of the calls per slice, which are
  /// interpreted at first.
  ///
  /// @param text has the text of the block at `from`
  /// @param length length of the text of the block
  void seal(BlockView block, ByteBuffer bytes, byte[] text, int from, int length) {
    int count = BlockView.slices(length);
    if (slices.length < count) {
      slices = new int[Math.max(count, slices.length * 2)];
    }
    for (int i = 0; i < count; i++) {
      int start = i * BlockView.SLICE;
      crc.reset();
      crc.update(text, from + start, Math.min(BlockView.SLICE, length - start));
      slices[i] = (int) crc.getValue();
    }
    block.setSliceCrcs(slices, count);
    block.setCrc(header(block, bytes));
  }

  /// Checksum of the header, the entries and the checksums of slices, or the text if there are
  /// none.
  int header(BlockView block, ByteBuffer bytes) {
    int text = block.textOffset();
    int to = block.hasSlices() ? text : text + block.end(block.count() - 1);
    return of(bytes, block.offset() + BlockView.CHECKSUM_START, to);
  }

  /// Checksum of one slice of the text.
  ///
  /// @param length length of the text
  int slice(BlockView block, ByteBuffer bytes, int length, int slice) {
    int text = block.textOffset();
    int from = slice * BlockView.SLICE;
    return of(bytes, text + from, text + Math.min(length, from + BlockView.SLICE));
  }

  /// Checksum of a block in version 2 of the format.
  int whole(BlockView block, ByteBuffer bytes) {
    int at = block.offset();
    return of(bytes, at + BlockView.CHECKSUM_START, at + block.size());
  }

  int of(ByteBuffer bytes, int from, int to) {
    crc.reset();
    crc.update(bytes.limit(to).position(from));
    return (int) crc.getValue();
  }
}
