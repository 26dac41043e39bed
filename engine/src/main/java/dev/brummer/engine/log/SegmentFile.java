package dev.brummer.engine.log;

import dev.brummer.engine.file.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes the file of a segment. Confined to the holder of the store's lock.
///
/// A thread interrupt closes a file channel during a write. The write is then retried on a new
/// channel, and the thread's interrupt status is restored.
final class SegmentFile {
  private final Path path;
  private FileChannel channel;

  private SegmentFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static SegmentFile create(Path path) throws IOException {
    return new SegmentFile(
        path, OwnerOnlyFiles.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /// Writes all remaining `bytes` at `position`.
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

  /// Whether the file at the path has at least `size` bytes.
  boolean hasSize(long size) {
    try {
      return Files.size(path) >= size;
    } catch (IOException gone) {
      return false;
    }
  }

  /// Closes a file that could not be written, without the bytes from `size` on.
  void abandon(long size) {
    try {
      channel.truncate(size);
    } catch (IOException again) {
      // the reader of the session recognises an incomplete block
    }
    closeQuietly();
  }

  void closeQuietly() {
    try {
      channel.close();
    } catch (IOException again) {
      // the first failure was reported
    }
  }

  void close() throws IOException {
    channel.close();
  }
}
