package dev.brummer.engine.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// TLS that accepts any certificate, for servers on loopback: those of dev servers are self-signed,
/// and no other machine can stand in between. The caller makes sure that the address is one of this
/// machine, or sends nothing that is worth protecting. Thread-safe.
public final class UnverifiedTls {
  private UnverifiedTls() {}

  /// The context of all such connections. The first call loads the TLS classes and is slow.
  public static SSLContext context() {
    return Holder.CONTEXT;
  }

  private static final class Holder {
    static final SSLContext CONTEXT = create();

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
