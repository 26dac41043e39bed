package dev.brummer.engine.socket;

import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.SocketCalls;
import java.nio.channels.ClosedChannelException;

/// A descriptor that threads use while another thread may close it. Any thread; guarded by this.
final class SocketDescriptor {
  private final int fd;
  private final Runnable onRelease;
  private int users;
  private boolean closed;

  /// @param onRelease called once, when no thread uses the closed socket any more
  SocketDescriptor(int fd, Runnable onRelease) {
    this.fd = fd;
    this.onRelease = onRelease;
  }

  /// Begins a use that [#leave] ends.
  synchronized int enter() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
    users++;
    return fd;
  }

  void leave() {
    boolean last;
    synchronized (this) {
      users--;
      last = closed && users == 0;
    }
    if (last) {
      release();
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /// Ends the calls of other threads that block on the socket. Idempotent.
  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (users > 0) {
        try (Libc libc = new Libc()) {
          SocketCalls.shutdown(libc, fd);
        }
        return;
      }
    }
    release();
  }

  /// Without the lock: no thread uses the descriptor any more.
  private void release() {
    try (Libc libc = new Libc()) {
      libc.close(fd);
    }
    onRelease.run();
  }
}
