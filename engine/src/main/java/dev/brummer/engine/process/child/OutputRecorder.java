package dev.brummer.engine.process.child;

import dev.brummer.engine.process.OutputTap;
import dev.brummer.engine.process.os.Libc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Buffers recent output and forwards it to the attached tap. Confined to the reader thread of the
/// child.
final class OutputRecorder {
  private final Libc libc;
  private final ChildProcess child;
  private final ReplayBuffer replayBuffer;
  private @Nullable OutputTap tap;

  OutputRecorder(Libc libc, ChildProcess child) {
    this.libc = libc;
    this.child = child;
    this.replayBuffer = new ReplayBuffer(child.attachment().columns(), child.attachment().rows());
    refreshAttachment();
  }

  /// Applies a changed attachment: replays to a new tap, then records a changed size.
  void refreshAttachment() {
    ChildProcess.Attachment attachment = child.attachment();
    OutputTap next = attachment.tap();
    boolean resized =
        attachment.columns() != replayBuffer.columns() || attachment.rows() != replayBuffer.rows();
    if (!Objects.equals(next, tap)) {
      tap = next;
      if (next != null) {
        replayBuffer.replay(next);
      }
    }
    if (resized) {
      replayBuffer.resize(attachment.columns(), attachment.rows());
      if (next != null) {
        next.resized(attachment.columns(), attachment.rows());
      }
    }
  }

  void record(byte[] chunk, int from, int length) {
    replayBuffer.add(chunk, from, length);
    if (tap != null) {
      tap.printed(chunk, from, from + length, child.printsBareLineFeeds(libc));
    }
  }
}
