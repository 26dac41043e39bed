package dev.brummer.engine.process.os;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Calls of the C library for stream sockets with a path in the file system. Each group is linked
/// at its first call: most runs only listen.
///
/// `errno` and the arguments are in the [Libc] of the caller, whose rules for threads apply.
/// Results follow the kernel's convention: a negative result is `-errno`.
public final class SocketCalls {
  /// Maximum length of a path in bytes, see unix(7).
  public static final int MAX_PATH_BYTES = 107;

  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;
  private static final int SOL_SOCKET = 1;
  private static final int SO_PEERCRED = 17;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int SHUT_WR = 1;
  private static final int SHUT_RDWR = 2;
  private static final int POLLOUT = 4;

  private static final int ENOENT = 2;
  private static final int ECONNREFUSED = 111;

  /// Offset of the path in `sockaddr_un`, behind the family.
  private static final int PATH_OFFSET = 2;

  private static final MethodHandle SOCKET = Libc.link("socket");

  private SocketCalls() {}

  private static final class Listening {
    static final MethodHandle BIND = Libc.link("bind");
    static final MethodHandle LISTEN = Libc.link("listen");
    static final MethodHandle ACCEPT = Libc.link("accept4");
  }

  private static final class Connecting {
    static final MethodHandle CONNECT = Libc.link("connect");
  }

  private static final class Connected {
    static final MethodHandle SEND = Libc.link("send");
    static final MethodHandle SHUTDOWN = Libc.link("shutdown");
  }

  private static final class Credentials {
    static final MethodHandle OF_PEER = Libc.link("getsockopt");
    static final MethodHandle OWN = Libc.link("geteuid");
  }

  /// Creates a socket, closed on exec.
  ///
  /// @param flags 0 or [Libc#O_NONBLOCK]
  public static int open(Libc libc, int flags) {
    return (int) libc.call(SOCKET, AF_UNIX, SOCK_STREAM | Libc.O_CLOEXEC | flags, 0, 0, 0, 0);
  }

  /// Gives a socket its path, which must not exist.
  public static int bind(Libc libc, int fd, Path path) throws IOException {
    int length = putAddress(libc, path);
    return (int) libc.call(Listening.BIND, fd, libc.scratch().address(), length, 0, 0, 0);
  }

  /// @param backlog maximum number of connections that wait to be accepted
  public static int listen(Libc libc, int fd, int backlog) {
    return (int) libc.call(Listening.LISTEN, fd, backlog, 0, 0, 0, 0);
  }

  /// Blocks until there is a connection or the socket has been shut down; signals do not end it.
  ///
  /// @return its descriptor, closed on exec
  public static int accept(Libc libc, int fd) {
    int accepted;
    do {
      accepted = (int) libc.call(Listening.ACCEPT, fd, 0, 0, Libc.O_CLOEXEC, 0, 0);
    } while (accepted == -Libc.EINTR);
    return accepted;
  }

  /// Blocks while the backlog is full, unless the socket does not block.
  public static int connect(Libc libc, int fd, Path path) throws IOException {
    int length = putAddress(libc, path);
    int result;
    do {
      result = (int) libc.call(Connecting.CONNECT, fd, libc.scratch().address(), length, 0, 0, 0);
    } while (result == -Libc.EINTR);
    return result;
  }

  /// Sends what fits without blocking. A peer that has gone causes no signal.
  public static long send(Libc libc, int fd, MemorySegment from, int length) {
    int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
    return libc.call(Connected.SEND, fd, from.address(), length, flags, 0, 0);
  }

  /// Blocks until [#send] would send something, or fail.
  public static int awaitSend(Libc libc, int fd) {
    libc.scratch().set(ValueLayout.JAVA_INT, 0, fd);
    libc.scratch().set(ValueLayout.JAVA_INT, Integer.BYTES, POLLOUT);
    return libc.poll(libc.scratch(), 1, -1);
  }

  /// Ends sending; the peer can still send.
  public static int shutdownOutput(Libc libc, int fd) {
    return (int) libc.call(Connected.SHUTDOWN, fd, SHUT_WR, 0, 0, 0, 0);
  }

  /// Ends both directions. Calls of other threads that block on the socket return.
  public static int shutdown(Libc libc, int fd) {
    return (int) libc.call(Connected.SHUTDOWN, fd, SHUT_RDWR, 0, 0, 0, 0);
  }

  /// Number of the user who connected, as the kernel recorded it.
  public static int peerUser(Libc libc, int fd) {
    MemorySegment scratch = libc.scratch();
    long credentials = scratch.address() + 16;
    scratch.set(ValueLayout.JAVA_INT, 0, 3 * Integer.BYTES);
    long result =
        libc.call(
            Credentials.OF_PEER, fd, SOL_SOCKET, SO_PEERCRED, credentials, scratch.address(), 0);
    return result < 0 ? (int) result : scratch.get(ValueLayout.JAVA_INT, 16 + Integer.BYTES);
  }

  /// Number of the user of this process.
  public static int ownUser(Libc libc) {
    return (int) libc.call(Credentials.OWN, 0, 0, 0, 0, 0, 0);
  }

  /// Writes a `sockaddr_un` to the scratch memory.
  ///
  /// @return its length
  private static int putAddress(Libc libc, Path path) throws IOException {
    byte[] bytes = path.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_PATH_BYTES) {
      throw new IOException(
          "the path of the socket has "
              + bytes.length
              + " bytes, the maximum is "
              + MAX_PATH_BYTES);
    }
    MemorySegment address = libc.scratch();
    address.set(ValueLayout.JAVA_INT, 0, AF_UNIX); // two bytes, little-endian; the path follows
    MemorySegment.copy(MemorySegment.ofArray(bytes), 0, address, PATH_OFFSET, bytes.length);
    address.set(ValueLayout.JAVA_BYTE, PATH_OFFSET + bytes.length, (byte) 0);
    return PATH_OFFSET + bytes.length + 1;
  }

  /// Returns a successful result.
  ///
  /// @throws IOException for an error, see [#failure]
  public static int check(int result) throws IOException {
    if (result < 0) {
      throw failure(result);
    }
    return result;
  }

  /// Turns an error of one of these calls into an exception.
  ///
  /// @param result a negative result
  public static IOException failure(long result) {
    int errno = (int) -result;
    return switch (errno) {
      case ENOENT -> new NoSuchFileException("");
      case ECONNREFUSED -> new ConnectException(Libc.message(errno));
      case Libc.EAGAIN -> new IOException("the queue of connections is full");
      default -> new IOException(Libc.message(errno));
    };
  }
}
