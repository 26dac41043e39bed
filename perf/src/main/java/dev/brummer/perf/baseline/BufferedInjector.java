package dev.brummer.perf.baseline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The seed's injection "before" (S15): the whole page is gathered and unpacked, becomes a text,
/// gets a script of 98 kB before the end of its body, and is packed again.
public final class BufferedInjector {
  private static final int SCRIPT_LENGTH = 98_000;
  private static final String SCRIPT = "<script>" + "x".repeat(SCRIPT_LENGTH) + "</script>";

  private BufferedInjector() {}

  /// @return the page with the script
  public static byte[] inject(byte[] page, boolean packed) {
    try {
      byte[] plain = packed ? unpack(page) : page;
      String text = new String(plain, StandardCharsets.UTF_8);
      int at = text.lastIndexOf("</body>");
      String injected =
          at < 0 ? text + SCRIPT : text.substring(0, at) + SCRIPT + text.substring(at);
      byte[] bytes = injected.getBytes(StandardCharsets.UTF_8);
      return packed ? pack(bytes) : bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] unpack(byte[] page) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(page))) {
      return in.readAllBytes();
    }
  }

  private static byte[] pack(byte[] page) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(page);
    }
    return out.toByteArray();
  }
}
