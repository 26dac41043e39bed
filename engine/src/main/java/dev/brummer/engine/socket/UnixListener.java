package dev.brummer.engine.socket;

import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.SocketCalls;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;

/// A socket that listens at a path. Any thread may close it; one thread accepts.
public final class UnixListener implements AutoCloseable {
  private final SocketDescriptor socket;

  private UnixListener(int fd) {
    this.socket = new SocketDescriptor(fd, () -> {});
  }

  /// Creates a socket file and listens. The file has the permissions that the umask leaves, and
  /// stays when the listener is closed.
  ///
  /// @param path must not exist; at most [SocketCalls#MAX_PATH_BYTES] bytes long
  /// @param backlog maximum number of connections that wait to be accepted
  public static UnixListener bind(Path path, int backlog) throws IOException {
    try (Libc libc = new Libc()) {
      int fd = SocketCalls.check(SocketCalls.open(libc, 0));
      try {
        SocketCalls.check(SocketCalls.bind(libc, fd, path));
        SocketCalls.check(SocketCalls.listen(libc, fd, backlog));
      } catch (IOException failed) {
        libc.close(fd);
        throw failed;
      }
      return new UnixListener(fd);
    }
  }

  /// Blocks until a client connects. Platform threads only.
  ///
  /// @throws AsynchronousCloseException if the listener is closed meanwhile
  /// @throws ClosedChannelException if it was closed before
  /// @throws IOException if there are no descriptors left; the client waits in the queue
  public UnixConnection accept() throws IOException {
    int listening = socket.enter();
    try (Libc libc = new Libc()) {
      int fd = SocketCalls.accept(libc, listening);
      if (socket.isClosed()) {
        if (fd >= 0) {
          libc.close(fd);
        }
        throw new AsynchronousCloseException();
      }
      return new UnixConnection(SocketCalls.check(fd));
    } finally {
      socket.leave();
    }
  }

  public boolean isOpen() {
    return !socket.isClosed();
  }

  /// Idempotent.
  @Override
  public void close() {
    socket.close();
  }
}
