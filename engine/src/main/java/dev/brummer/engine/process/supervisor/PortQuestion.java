package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.PortIdentity;
import dev.brummer.engine.process.PortProtocol;
import dev.brummer.engine.tls.UnverifiedTls;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Asks a port of this machine whether it speaks HTTP, with as little as possible:
///
///     listen for a moment ─▶ a greeting: not HTTP, unless it is an HTTP/2 SETTINGS frame
///     HEAD / HTTP/1.1     ─▶ HTTP response: HTTP, unless the server wants an upgrade
///                         ─▶ status 400, a TLS alert or no word: TLS handshake ─▶ HTTPS
///                         ─▶ no word: HTTP/2 preface ─▶ SETTINGS frame: HTTP/2
///
/// `HEAD` changes nothing in a server and is what any HTTP server answers. TLS certificates are not
/// verified: nothing is sent that is worth protecting.
final class PortQuestion {
  /// Time in which a server of SSH, SMTP, NATS or MySQL sends its greeting.
  private static final int GREETING_MILLIS = 200;

  private static final int CONNECT_MILLIS = 2_000;

  /// A server may compile its first page.
  private static final int RESPONSE_MILLIS = 10_000;

  private static final int MAX_RESPONSE = 4_096;
  private static final int FRAME_HEADER = 9;
  private static final byte SETTINGS_FRAME = 4;
  private static final int TLS_ALERT = 0x15;
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final byte[] EMPTY_SETTINGS = {0, 0, 0, SETTINGS_FRAME, 0, 0, 0, 0, 0};

  /// Responses of servers that speak HTTP only to refuse it: WebSocket servers, Node's inspector,
  /// MongoDB.
  private static final Pattern REFUSAL =
      Pattern.compile(
          "HTTP/1\\.[01] 426[\\s\\S]*|[\\s\\S]*(?:WebSockets request was expected|MongoDB over HTTP)"
              + "[\\s\\S]*");

  private final int port;
  private final List<ServerAddress> addresses;

  /// @param addresses to ask, in this order, until one accepts the connection
  PortQuestion(int port, List<ServerAddress> addresses) {
    this.port = port;
    this.addresses = addresses;
  }

  /// Blocks for up to some seconds.
  PortIdentity ask() {
    for (ServerAddress address : addresses) {
      try {
        return new PortIdentity(askOver(address), address.host());
      } catch (IOException refused) {
        // A server may listen on one of several addresses only.
      }
    }
    return PortIdentity.UNKNOWN;
  }

  /// @throws IOException if the address accepts no connection
  private PortProtocol askOver(ServerAddress address) throws IOException {
    byte[] response;
    try (Socket socket = connect(address)) {
      response = askPlain(socket, address);
    }
    if (isSettings(response)) {
      return PortProtocol.HTTP2_CLEARTEXT;
    }
    String text = new String(response, StandardCharsets.ISO_8859_1);
    boolean http = text.startsWith("HTTP/1.");
    if (http && REFUSAL.matcher(text).matches()) {
      return PortProtocol.OTHER;
    }
    boolean mayBeTls =
        response.length == 0
            || (response[0] & 0xFF) == TLS_ALERT
            || text.matches("HTTP/1\\.[01] 400[\\s\\S]*");
    if (mayBeTls && speaksTls(address)) {
      return PortProtocol.HTTPS;
    }
    if (http) {
      return PortProtocol.HTTP;
    }
    return response.length == 0 && speaksHttp2(address)
        ? PortProtocol.HTTP2_CLEARTEXT
        : PortProtocol.OTHER;
  }

  private Socket connect(ServerAddress address) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(address.address(), port), CONNECT_MILLIS);
      return socket;
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }

  /// @return the greeting if there is one, else the response; empty without either
  private byte[] askPlain(Socket socket, ServerAddress address) {
    try {
      socket.setSoTimeout(GREETING_MILLIS);
      try {
        return read(socket.getInputStream(), FRAME_HEADER);
      } catch (SocketTimeoutException silent) {
        socket.setSoTimeout(RESPONSE_MILLIS);
        socket.getOutputStream().write(request(address));
        return read(socket.getInputStream(), MAX_RESPONSE);
      }
    } catch (IOException closed) {
      return new byte[0];
    }
  }

  private byte[] request(ServerAddress address) {
    return ("HEAD / HTTP/1.1\r\nHost: "
            + address.host()
            + ":"
            + port
            + "\r\nUser-Agent: brummer (port check)\r\nAccept: */*\r\nConnection: close\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// Reads until the end, `limit` bytes or the end of a head; fails only without any byte.
  private static byte[] read(InputStream in, int limit) throws IOException {
    byte[] bytes = new byte[limit];
    int length = 0;
    try {
      while (length < limit && !endsHead(bytes, length)) {
        int count = in.read(bytes, length, limit - length);
        if (count < 0) {
          break;
        }
        length += count;
      }
    } catch (IOException failed) {
      if (length == 0) {
        throw failed;
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  /// A response to `HEAD` ends with its head. A refusal may have a body all the same, which arrives
  /// with the head.
  private static boolean endsHead(byte[] bytes, int length) {
    for (int i = 3; i < length; i++) {
      if (bytes[i] == '\n' && bytes[i - 2] == '\n' && bytes[i - 1] == '\r') {
        return true;
      }
    }
    return false;
  }

  private static boolean isSettings(byte[] frame) {
    return frame.length >= FRAME_HEADER
        && frame[0] == 0
        && frame[3] == SETTINGS_FRAME
        && frame[5] == 0
        && frame[6] == 0
        && frame[7] == 0
        && frame[8] == 0;
  }

  /// True if the port accepts a TLS handshake and speaks HTTP over it.
  private boolean speaksTls(ServerAddress address) {
    try (Socket socket = connect(address);
        SSLSocket tls =
            (SSLSocket)
                UnverifiedTls.context()
                    .getSocketFactory()
                    .createSocket(socket, "localhost", port, true)) {
      socket.setSoTimeout(RESPONSE_MILLIS);
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"http/1.1", "h2"});
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      if ("h2".equals(tls.getApplicationProtocol())) {
        return true;
      }
      tls.getOutputStream().write(request(address));
      byte[] response = read(tls.getInputStream(), MAX_RESPONSE);
      String text = new String(response, StandardCharsets.ISO_8859_1);
      return text.startsWith("HTTP/1.") && !REFUSAL.matcher(text).matches();
    } catch (IOException otherProtocol) {
      return false;
    }
  }

  private boolean speaksHttp2(ServerAddress address) {
    try (Socket socket = connect(address)) {
      socket.setSoTimeout(CONNECT_MILLIS);
      socket.getOutputStream().write(PREFACE.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(EMPTY_SETTINGS);
      return isSettings(read(socket.getInputStream(), FRAME_HEADER));
    } catch (IOException closed) {
      return false;
    }
  }
}
