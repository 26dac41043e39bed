package dev.brummer.engine.process.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// Connects to a name at any of its addresses: many servers listen on `::1` or on `127.0.0.1` only,
/// and `localhost` is both.
final class ProbeConnection {
  private ProbeConnection() {}

  /// Connects to the first address that accepts.
  ///
  /// @param host name or address; brackets around an IPv6 address are allowed
  /// @param timeout for all addresses together
  static Socket open(String host, int port, Duration timeout) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    IOException failure = null;
    for (InetAddress address : InetAddress.getAllByName(host)) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port), millisUntil(deadline));
        return socket;
      } catch (IOException refused) {
        socket.close();
        failure = failure == null ? refused : failure;
      }
    }
    throw failure == null ? new IOException(host + " has no address") : failure;
  }

  /// Time left, at least one millisecond: zero means no timeout to a socket.
  static int millisUntil(long deadlineNanos) {
    return (int) Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000);
  }
}
