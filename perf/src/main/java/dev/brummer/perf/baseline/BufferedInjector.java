package dev.brummer.perf.baseline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Reference design of the injector (S15): buffers and decompresses the whole page, converts it to
/// a string, inserts a 98 kB script before `</body>` and compresses it again.
public final class BufferedInjector {
  private static final int SCRIPT_LENGTH = 98_000;
  private static final String SCRIPT = "<script>" + "x".repeat(SCRIPT_LENGTH) + "</script>";

  private BufferedInjector() {}

  /// @return the page with the injected script
  public static byte[] inject(byte[] page, boolean compressed) {
    try {
      byte[] plain = compressed ? decompress(page) : page;
      String text = new String(plain, StandardCharsets.UTF_8);
      int position = text.lastIndexOf("</body>");
      String injected =
          position < 0
              ? text + SCRIPT
              : text.substring(0, position) + SCRIPT + text.substring(position);
      byte[] bytes = injected.getBytes(StandardCharsets.UTF_8);
      return compressed ? compress(bytes) : bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] decompress(byte[] page) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(page))) {
      return in.readAllBytes();
    }
  }

  private static byte[] compress(byte[] page) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(page);
    }
    return out.toByteArray();
  }
}
