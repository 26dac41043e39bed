package dev.brummer.tui.action;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

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
      return address.isLoopbackAddress() ? AcceptingContext.INSTANCE : SSLContext.getDefault();
    } catch (GeneralSecurityException unavailable) {
      throw new IOException("TLS is not available", unavailable);
    }
  }

  /// Loads the TLS classes on first use.
  private static final class AcceptingContext {
    static final SSLContext INSTANCE = create();

    private static SSLContext create() {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new AnyCertificate()}, null);
        return context;
      } catch (GeneralSecurityException unavailable) {
        throw new IllegalStateException("TLS is not available", unavailable);
      }
    }
  }

  private static final class AnyCertificate extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
