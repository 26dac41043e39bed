package dev.brummer.proxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A raw connection with byte-level access; text is Latin-1. Reads time out after twenty seconds.
public final class RawConnection implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  public RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  public static RawConnection to(int port) throws IOException {
    return new RawConnection(new Socket(InetAddress.getByName("127.0.0.1"), port));
  }

  public Socket socket() {
    return socket;
  }

  public void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /// Sends a GET with the headers, each terminated by CRLF.
  public void get(String path, String headers) throws IOException {
    write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
  }

  /// Reads up to and including the blank line, or to the end of the connection.
  public String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    int octet;
    while (!head.toString().endsWith("\r\n\r\n") && (octet = in.read()) >= 0) {
      head.append((char) octet);
    }
    return head.toString();
  }

  public byte[] read(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new IOException("ended after " + bytes.length + " of " + count);
    }
    return bytes;
  }

  /// Reads as [InputStream#read(byte[])].
  public int readSome(byte[] into) throws IOException {
    return in.read(into);
  }

  public String readText(int count) throws IOException {
    return new String(read(count), StandardCharsets.ISO_8859_1);
  }

  public String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    int octet;
    while ((octet = in.read()) >= 0 && octet != '\n') {
      line.append((char) octet);
    }
    return line.toString().stripTrailing();
  }

  /// Reads a chunked body and removes its framing.
  public String readChunks() throws IOException {
    StringBuilder body = new StringBuilder();
    int size;
    while ((size = Integer.parseInt(readLine(), 16)) > 0) {
      body.append(readText(size));
      readLine();
    }
    readLine();
    return body.toString();
  }

  /// Reads the body announced by a head.
  public String readBody(String head) throws IOException {
    String length = header(head, "Content-Length");
    if (!length.isEmpty()) {
      return readText(Integer.parseInt(length));
    }
    return header(head, "Transfer-Encoding").equals("chunked") ? readChunks() : readRest();
  }

  public String readRest() throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    in.transferTo(rest);
    return rest.toString(StandardCharsets.ISO_8859_1);
  }

  /// The value of a header in a head, or "".
  public static String header(String head, String name) {
    for (String line : head.split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
