package dev.brummer.proxy.http;

import dev.brummer.engine.tls.UnverifiedTls;
import dev.brummer.proxy.route.Origin;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

/// TLS towards dev servers on the loopback interface, see [UnverifiedTls]. Thread-safe.
final class UpstreamTls {
  private final SSLContext sslContext;

  /// Slow: loads the TLS classes.
  UpstreamTls() {
    sslContext = UnverifiedTls.context();
  }

  /// A handler for one connection.
  SslHandler newHandler(Origin server) {
    SSLEngine engine = sslContext.createSSLEngine(server.host(), server.port());
    engine.setUseClientMode(true);
    return new SslHandler(engine);
  }

  /// One line about the certificate of an established connection.
  static String describe(SslHandler handler) {
    try {
      Certificate certificate = handler.engine().getSession().getPeerCertificates()[0];
      return certificate instanceof X509Certificate x509 ? describe(x509) : "certificate";
    } catch (SSLPeerUnverifiedException anonymous) {
      return "no certificate";
    }
  }

  private static String describe(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    String issuer = certificate.getIssuerX500Principal().getName();
    return "certificate of "
        + firstName(subject)
        + (subject.equals(issuer) ? ", self-signed" : ", issued by " + firstName(issuer))
        + ", valid until "
        + certificate.getNotAfter().toInstant().atZone(ZoneOffset.UTC).toLocalDate();
  }

  /// `localhost` of `CN=localhost,O=dev`.
  private static String firstName(String distinguishedName) {
    String first = distinguishedName.split(",", 2)[0];
    return first.substring(first.indexOf('=') + 1);
  }
}
