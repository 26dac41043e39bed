package dev.brummer.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A server with scripted responses. Each connection is served by its own thread.
public final class RawServer implements AutoCloseable {
  /// Serves one connection, which is closed afterwards.
  @FunctionalInterface
  public interface Script {
    void serve(RawConnection rawConnection) throws Exception;
  }

  private final ServerSocket socket;
  private final Script script;
  private final List<Socket> openSockets = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger connections = new AtomicInteger();

  public RawServer(Script script) throws IOException {
    this(InetAddress.getByName("127.0.0.1"), script);
  }

  public RawServer(InetAddress address, Script script) throws IOException {
    this(new ServerSocket(0, 50, address), script);
  }

  public RawServer(ServerSocket listening, Script script) {
    this.socket = listening;
    this.script = script;
    Thread.ofPlatform().daemon().name("raw-server").start(this::accept);
  }

  public int port() {
    return socket.getLocalPort();
  }

  /// Number of accepted connections.
  public int connections() {
    return connections.get();
  }

  /// Number of open connections.
  public int openConnections() {
    return openSockets.size();
  }

  /// Sends the same response to every request of a connection.
  public static Script respondingWith(String answer) {
    return rawConnection -> {
      while (!rawConnection.readHead().isEmpty()) {
        rawConnection.write(answer);
      }
    };
  }

  private void accept() {
    try {
      while (true) {
        Socket accepted = socket.accept();
        connections.incrementAndGet();
        openSockets.add(accepted);
        Thread.ofPlatform().daemon().name("raw-connection").start(() -> serve(accepted));
      }
    } catch (IOException closed) {
      assert socket.isClosed();
    }
  }

  private void serve(Socket accepted) {
    try (accepted) {
      script.serve(new RawConnection(accepted));
    } catch (IOException gone) {
      assert gone.getMessage() != null;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      openSockets.remove(accepted);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket each : List.copyOf(openSockets)) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
