package dev.brummer.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes the file behind a segment; confined to whoever holds the store's lock.
///
/// An interrupt closes a file channel under the write; the write is then done again on a new
/// channel, and the thread keeps its interrupt.
final class SegmentFile {
  private final Path path;
  private FileChannel channel;

  private SegmentFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static SegmentFile create(Path path) throws IOException {
    return new SegmentFile(
        path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /// Writes what remains in `bytes` at `position`, all of it.
  void write(ByteBuffer bytes, long position) throws IOException {
    boolean interrupted = Thread.interrupted();
    int begin = bytes.position();
    try {
      while (bytes.hasRemaining()) {
        try {
          channel.write(bytes, position + (bytes.position() - begin));
        } catch (ClosedChannelException byInterrupt) {
          interrupted |= Thread.interrupted();
          channel = FileChannel.open(path, StandardOpenOption.WRITE);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void close() throws IOException {
    channel.close();
  }
}
