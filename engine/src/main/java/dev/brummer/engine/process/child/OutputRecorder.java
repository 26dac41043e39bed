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
  private final ReplayBuffer recording;
  private @Nullable OutputTap tap;

  OutputRecorder(Libc libc, ChildProcess child) {
    this.libc = libc;
    this.child = child;
    this.recording = new ReplayBuffer(child.watch().columns(), child.watch().rows());
    look();
  }

  /// Looks whether somebody else watches, or at another size.
  void look() {
    ChildProcess.Watch watch = child.watch();
    OutputTap wanted = watch.tap();
    boolean resized = watch.columns() != recording.columns() || watch.rows() != recording.rows();
    if (!Objects.equals(wanted, tap)) {
      tap = wanted;
      if (wanted != null) {
        recording.play(wanted);
      }
    }
    if (resized) {
      recording.size(watch.columns(), watch.rows());
      if (wanted != null) {
        wanted.size(watch.columns(), watch.rows());
      }
    }
  }

  void printed(byte[] chunk, int length) {
    recording.add(chunk, length);
    if (tap != null) {
      tap.printed(chunk, 0, length, child.printsBareNewLines(libc));
    }
  }
}
