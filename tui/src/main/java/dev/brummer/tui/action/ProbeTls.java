package dev.brummer.tui.action;

import dev.brummer.engine.tls.UnverifiedTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// TLS for the probes of https servers. On loopback any certificate is accepted: those of dev
/// servers are self-signed, and no other machine can stand in between. Elsewhere it must be trusted
/// and name the host. Thread-safe.
final class ProbeTls {
  private ProbeTls() {}

  /// Encrypts a connected socket; blocks for the handshake.
  static Socket wrap(Socket connected, InetAddress address, String host, int port)
      throws IOException {
    SSLContext context = contextFor(address);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(connected, host, port, true);
    if (!address.isLoopbackAddress()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
    }
    socket.startHandshake();
    return socket;
  }

  private static SSLContext contextFor(InetAddress address) throws IOException {
    try {
      return address.isLoopbackAddress() ? UnverifiedTls.context() : SSLContext.getDefault();
    } catch (GeneralSecurityException unavailable) {
      throw new IOException("TLS is not available", unavailable);
    }
  }
}
