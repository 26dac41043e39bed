package dev.brummer.engine.process.child;

import dev.brummer.engine.process.OutputTap;
import dev.brummer.engine.process.os.Libc;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Keeps the newest that a child has printed and hands it on to whoever is attached. Owner: the
/// reader of the child.
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

  /// Looks whether somebody else watches, or at another size.
  void refreshAttachment() {
    ChildProcess.Attachment attachment = child.attachment();
    OutputTap wanted = attachment.tap();
    boolean resized =
        attachment.columns() != replayBuffer.columns() || attachment.rows() != replayBuffer.rows();
    if (!Objects.equals(wanted, tap)) {
      tap = wanted;
      if (wanted != null) {
        replayBuffer.replay(wanted);
      }
    }
    if (resized) {
      replayBuffer.resize(attachment.columns(), attachment.rows());
      if (wanted != null) {
        wanted.resized(attachment.columns(), attachment.rows());
      }
    }
  }

  void record(byte[] chunk, int length) {
    replayBuffer.add(chunk, length);
    if (tap != null) {
      tap.printed(chunk, 0, length, child.printsBareLineFeeds(libc));
    }
  }
}
