package dev.brummer.engine.socket;

import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.SocketCalls;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// One end of a connection. Threads that read exclude each other, and so do threads that write; one
/// may read while another writes, and any may close.
public final class UnixConnection implements ByteChannel {
  private static final int BUFFER_BYTES = 16 << 10;

  private final SocketDescriptor socket;
  private final Direction input = new Direction();
  private final Direction output = new Direction();

  /// Off-heap memory for one direction, allocated at its first use. Guarded by this, and used only
  /// while the descriptor is in use: so its release needs no lock, which a writer that waits for
  /// room would hold.
  private static final class Direction {
    private @Nullable Memory memory;

    Memory memory() {
      Memory used = memory;
      if (used == null) {
        Libc libc = Libc.shared();
        MemorySegment segment = libc.allocate(BUFFER_BYTES);
        used = new Memory(libc, segment, segment.asByteBuffer());
        memory = used;
      }
      return used;
    }

    void release() {
      if (memory != null) {
        memory.libc.close();
      }
    }
  }

  private record Memory(Libc libc, MemorySegment segment, ByteBuffer bytes) {}

  UnixConnection(int fd) {
    this.socket = new SocketDescriptor(fd, this::release);
  }

  private void release() {
    input.release();
    output.release();
  }

  /// Connects to a listener. Blocks while its queue is full.
  ///
  /// @throws ConnectException if nothing listens at the path any more
  public static UnixConnection connect(Path path) throws IOException {
    try (Libc libc = new Libc()) {
      int fd = SocketCalls.check(SocketCalls.open(libc, 0));
      try {
        SocketCalls.check(SocketCalls.connect(libc, fd, path));
      } catch (IOException failed) {
        libc.close(fd);
        throw failed;
      }
      return new UnixConnection(fd);
    }
  }

  /// Whether a socket accepts connections, or may do so later. Does not block.
  public static boolean isListening(Path path) {
    try (Libc libc = new Libc()) {
      int fd = SocketCalls.check(SocketCalls.open(libc, Libc.O_NONBLOCK));
      try {
        int result = SocketCalls.connect(libc, fd, path);
        return result == -Libc.EAGAIN || SocketCalls.check(result) == 0;
      } finally {
        libc.close(fd);
      }
    } catch (ConnectException refused) {
      return false;
    } catch (IOException failed) {
      return Files.exists(path);
    }
  }

  /// Whether the other end belongs to the user of this process.
  public boolean isFromSameUser() throws IOException {
    int fd = socket.enter();
    try (Libc libc = new Libc()) {
      int user = SocketCalls.peerUser(libc, fd);
      return user >= 0 && user == SocketCalls.ownUser(libc);
    } finally {
      socket.leave();
    }
  }

  /// Blocks until there are bytes. Platform threads only.
  ///
  /// @return -1 if the other end has ended its output
  /// @throws AsynchronousCloseException if this end is closed meanwhile
  /// @throws ClosedChannelException if it was closed before
  @Override
  public int read(ByteBuffer into) throws IOException {
    synchronized (input) {
      int fd = socket.enter();
      try {
        if (!into.hasRemaining()) {
          return 0;
        }
        Memory memory = input.memory();
        int length = Math.min(into.remaining(), BUFFER_BYTES);
        long count;
        do {
          count = memory.libc.read(fd, memory.segment, 0, length);
        } while (count == -Libc.EINTR);
        requireResult(count, 0);
        into.put(memory.bytes.clear().limit((int) count));
        return count == 0 ? -1 : (int) count;
      } finally {
        socket.leave();
      }
    }
  }

  /// Writes all bytes, without those of another thread between them. An interrupt of a virtual
  /// thread that waits for a slow reader closes the connection. After a failure, the position tells
  /// what has been written.
  ///
  /// @throws AsynchronousCloseException if this end is closed meanwhile
  /// @throws ClosedChannelException if it was closed before
  @Override
  public int write(ByteBuffer from) throws IOException {
    synchronized (output) {
      int length = from.remaining();
      while (from.hasRemaining()) {
        if (writeAvailable(from) == 0) {
          awaitRoom();
        }
      }
      return length;
    }
  }

  /// Writes some bytes, if there is room, without waiting.
  public int writeAvailable(ByteBuffer from) throws IOException {
    synchronized (output) {
      int fd = socket.enter();
      try {
        Memory memory = output.memory();
        int length = Math.min(from.remaining(), BUFFER_BYTES);
        memory.bytes.clear().put(from.duplicate().limit(from.position() + length));
        long sent;
        do {
          sent = length == 0 ? 0 : SocketCalls.send(memory.libc, fd, memory.segment, length);
        } while (sent == -Libc.EINTR);
        requireResult(sent, -Libc.EAGAIN);
        int count = (int) Math.max(0, sent);
        from.position(from.position() + count);
        return count;
      } finally {
        socket.leave();
      }
    }
  }

  /// What has been transferred counts, even if the connection was closed meanwhile: its caller must
  /// not send it again.
  ///
  /// @param nothing result that means no failure, besides a number of bytes
  private void requireResult(long result, int nothing) throws IOException {
    if (result <= 0 && socket.isClosed()) {
      throw new AsynchronousCloseException();
    }
    if (result < 0 && result != nothing) {
      throw SocketCalls.failure(result);
    }
  }

  private void awaitRoom() throws IOException {
    if (Thread.currentThread().isVirtual()) {
      awaitRoomOnPlatformThread();
    } else {
      blockForRoom();
    }
  }

  private void awaitRoomOnPlatformThread() throws IOException {
    FutureTask<@Nullable Void> wait =
        new FutureTask<>(() -> {
          blockForRoom();
          return null;
        });
    Thread.ofPlatform().daemon().name("socket-write").start(wait);
    try {
      wait.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      close();
      throw new ClosedByInterruptException();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException cause
          ? cause
          : new IOException(failed.getCause());
    }
  }

  private void blockForRoom() throws IOException {
    int fd = socket.enter();
    try (Libc libc = new Libc()) {
      int result = SocketCalls.awaitSend(libc, fd);
      if (result < 0 && result != -Libc.EINTR) {
        throw SocketCalls.failure(result);
      }
    } finally {
      socket.leave();
    }
  }

  /// Tells the other end that nothing more will be written.
  public void shutdownOutput() throws IOException {
    int fd = socket.enter();
    try (Libc libc = new Libc()) {
      SocketCalls.check(SocketCalls.shutdownOutput(libc, fd));
    } finally {
      socket.leave();
    }
  }

  @Override
  public boolean isOpen() {
    return !socket.isClosed();
  }

  /// Idempotent.
  @Override
  public void close() {
    socket.close();
  }
}
