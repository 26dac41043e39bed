package dev.brummer.engine.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One end is ours, the other end is a socket of the JDK, where possible.
@Timeout(20)
class UnixConnectionTest {
  @TempDir Path directory;

  private Path path;
  private UnixListener listener;

  @BeforeEach
  void listen() throws IOException {
    path = directory.resolve("s");
    listener = UnixListener.bind(path, 4);
  }

  @AfterEach
  void close() {
    listener.close();
  }

  private SocketChannel client() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(path));
    return channel;
  }

  private static <T> FutureTask<T> start(Callable<T> action) {
    FutureTask<T> task = new FutureTask<>(action);
    Thread.ofPlatform().daemon().name("socket-test").start(task);
    return task;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static void writeAll(UnixConnection to, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
  }

  /// Blocks until the thread of a task is in a call that does not return by itself.
  private static void awaitBlocked(FutureTask<?> task) {
    while (blockedThreads() == 0 && !task.isDone()) {
      Thread.onSpinWait();
    }
  }

  private static long blockedThreads() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> entry.getKey().getName().equals("socket-test"))
        .filter(entry ->
            entry.getValue().length > 0
                && Arrays.stream(entry.getValue())
                    .anyMatch(frame -> frame.getMethodName().equals("raw")))
        .count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16 << 10, (16 << 10) + 1, 3_000_000})
  void bytes_arriveUnchanged_inBothDirections(int length) throws Exception {
    byte[] bytes = random(length);
    try (SocketChannel client = client();
        UnixConnection server = listener.accept()) {
      FutureTask<byte[]> echo =
          start(() -> {
            writeAll(server, Channels.newInputStream(server).readNBytes(length));
            server.shutdownOutput();
            return bytes;
          });
      FutureTask<Integer> sent = start(() -> client.write(ByteBuffer.wrap(bytes)));
      InputStream received = Channels.newInputStream(client);

      assertArrayEquals(bytes, received.readAllBytes());
      assertEquals(length, sent.get());
      echo.get();
    }
  }

  @Test
  void client_exchangesBytesWithListener() throws Exception {
    try (UnixConnection client = UnixConnection.connect(path);
        UnixConnection server = listener.accept()) {
      writeAll(client, "hello".getBytes(StandardCharsets.UTF_8));
      client.shutdownOutput();

      assertEquals(
          "hello",
          new String(Channels.newInputStream(server).readAllBytes(), StandardCharsets.UTF_8));
      assertTrue(server.isFromSameUser());
    }
  }

  @Test
  void partOfABuffer_isReadAndWritten() throws Exception {
    try (UnixConnection client = UnixConnection.connect(path);
        UnixConnection server = listener.accept()) {
      ByteBuffer sent = ByteBuffer.wrap("xxabcyy".getBytes(StandardCharsets.UTF_8), 2, 3);
      assertEquals(3, client.write(sent));
      assertEquals(5, sent.position());

      ByteBuffer received = ByteBuffer.allocateDirect(8).position(1).limit(3);
      assertEquals(2, server.read(received));
      assertEquals('a', received.get(1));
      assertEquals('b', received.get(2));
      assertEquals(0, server.read(received));
    }
  }

  @Test
  void end_isReported_afterTheLastByte() throws Exception {
    try (SocketChannel client = client();
        UnixConnection server = listener.accept()) {
      client.write(ByteBuffer.wrap(new byte[] {7}));
      client.close();

      assertEquals(1, server.read(ByteBuffer.allocate(8)));
      assertEquals(-1, server.read(ByteBuffer.allocate(8)));
    }
  }

  @Test
  void writeToAClientThatHasGone_fails_withoutASignal() throws Exception {
    try (SocketChannel client = client();
        UnixConnection server = listener.accept()) {
      client.close();

      IOException failed = assertThrows(IOException.class, () -> writeAll(server, random(100)));
      assertEquals("broken pipe", failed.getMessage());
    }
  }

  @Test
  void close_endsABlockedRead() throws Exception {
    try (SocketChannel client = client();
        UnixConnection server = listener.accept()) {
      FutureTask<Integer> read = start(() -> server.read(ByteBuffer.allocate(8)));
      awaitBlocked(read);

      server.close();

      ExecutionException failed = assertThrows(ExecutionException.class, read::get);
      assertInstanceOf(AsynchronousCloseException.class, failed.getCause());
      assertThrows(ClosedChannelException.class, () -> server.read(ByteBuffer.allocate(8)));
      assertEquals(-1, client.read(ByteBuffer.allocate(8)));
    }
  }

  @Test
  void close_endsABlockedWrite() throws Exception {
    try (SocketChannel client = client();
        UnixConnection server = listener.accept()) {
      FutureTask<Void> write =
          start(() -> {
            writeAll(server, random(8 << 20));
            return null;
          });
      awaitBlocked(write);

      server.close();

      ExecutionException failed = assertThrows(ExecutionException.class, write::get);
      assertInstanceOf(ClosedChannelException.class, failed.getCause());
      assertTrue(client.isOpen());
    }
  }

  /// A caller that was told too little would send the rest a second time, to somebody else.
  @Test
  void bytesThatWereWritten_areThoseThatArrive_whenAnotherThreadCloses() throws Exception {
    for (int round = 0; round < 300; round++) {
      try (SocketChannel client = client();
          UnixConnection server = listener.accept()) {
        FutureTask<Integer> write =
            start(() -> {
              ByteBuffer bytes = ByteBuffer.allocate(1);
              int written = 0;
              try {
                while (true) {
                  server.write(bytes.clear());
                  written++;
                }
              } catch (ClosedChannelException closed) {
                return written + bytes.position();
              }
            });
        InputStream received = Channels.newInputStream(client);
        int first = received.readNBytes(round % 7).length;

        server.close();

        assertEquals(write.get(), first + received.readAllBytes().length);
      }
    }
  }

  @Test
  void close_endsABlockedAccept() throws Exception {
    FutureTask<UnixConnection> accept = start(listener::accept);
    awaitBlocked(accept);

    listener.close();

    ExecutionException failed = assertThrows(ExecutionException.class, accept::get);
    assertInstanceOf(AsynchronousCloseException.class, failed.getCause());
    assertThrows(ClosedChannelException.class, listener::accept);
    assertFalse(listener.isOpen());
  }

  @Test
  void close_releasesTheDescriptor_once() throws Exception {
    try (SocketChannel client = client()) {
      UnixConnection server = listener.accept();
      long before = descriptors();

      server.close();
      server.close();

      assertEquals(before - 1, descriptors());
      assertEquals(-1, client.read(ByteBuffer.allocate(1)));
    }
  }

  private static long descriptors() throws IOException {
    try (var all = Files.list(Path.of("/proc/self/fd"))) {
      return all.filter(Files::isSymbolicLink)
          .filter(link -> {
            try {
              return Files.readSymbolicLink(link).toString().startsWith("socket:");
            } catch (IOException gone) {
              return false;
            }
          })
          .count();
    }
  }

  /// As many as there are carriers would stop every virtual thread if they held them.
  @Test
  void virtualThreadsThatWaitForASlowReader_leaveTheirCarriers() throws Exception {
    int writers = Runtime.getRuntime().availableProcessors() + 1;
    SocketChannel[] clients = new SocketChannel[writers];
    UnixConnection[] servers = new UnixConnection[writers];
    Thread[] threads = new Thread[writers];
    try {
      for (int i = 0; i < writers; i++) {
        clients[i] = client();
        UnixConnection server = listener.accept();
        servers[i] = server;
        FutureTask<Void> write =
            new FutureTask<>(() -> {
              writeAll(server, random(8 << 20));
              return null;
            });
        threads[i] = Thread.ofVirtual().start(write);
        while (threads[i].getState() != Thread.State.WAITING) {
          Thread.onSpinWait();
        }
      }
      FutureTask<String> other = new FutureTask<>(() -> "ran");
      Thread.ofVirtual().start(other);

      assertEquals("ran", other.get(10, TimeUnit.SECONDS));
    } finally {
      for (int i = 0; i < writers; i++) {
        servers[i].close();
        clients[i].close();
        threads[i].join();
      }
    }
  }

  @Test
  void interruptOfAVirtualThreadThatWaits_closesTheConnection() throws Exception {
    try (SocketChannel client = client();
        UnixConnection server = listener.accept()) {
      FutureTask<Void> write =
          new FutureTask<>(() -> {
            writeAll(server, random(8 << 20));
            return null;
          });
      Thread thread = Thread.ofVirtual().start(write);
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }

      thread.interrupt();

      ExecutionException failed = assertThrows(ExecutionException.class, write::get);
      assertInstanceOf(ClosedByInterruptException.class, failed.getCause());
      assertFalse(server.isOpen());
      assertTrue(client.isOpen());
    }
  }

  @Test
  void writeAvailable_doesNotWait() throws Exception {
    try (SocketChannel client = client();
        UnixConnection server = listener.accept()) {
      ByteBuffer much = ByteBuffer.wrap(random(8 << 20));
      int count;
      do {
        count = server.writeAvailable(much);
      } while (count > 0);

      assertTrue(much.hasRemaining());
      assertTrue(client.isOpen());
    }
  }

  @Test
  void listening_isSeenWithoutBlocking() throws Exception {
    assertTrue(UnixConnection.isListening(path));
    for (int i = 0; i < 8; i++) {
      assertTrue(UnixConnection.isListening(path), "the queue is full");
    }

    listener.close();

    assertFalse(UnixConnection.isListening(path));
    assertFalse(UnixConnection.isListening(directory.resolve("none")));
  }

  @Test
  void connectToNothing_saysWhy() throws Exception {
    listener.close();

    assertThrows(ConnectException.class, () -> UnixConnection.connect(path));
    assertThrows(
        NoSuchFileException.class, () -> UnixConnection.connect(directory.resolve("none")));
    IOException tooLong =
        assertThrows(
            IOException.class, () -> UnixConnection.connect(directory.resolve("x".repeat(108))));
    assertTrue(tooLong.getMessage().contains("the maximum is 107"), tooLong.getMessage());
  }

  @Test
  void pathThatExists_isNotReplaced() {
    IOException inUse = assertThrows(IOException.class, () -> UnixListener.bind(path, 1));
    assertEquals("address already in use", inUse.getMessage());
  }
}
