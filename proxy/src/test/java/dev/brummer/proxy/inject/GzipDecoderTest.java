package dev.brummer.proxy.inject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipDecoderTest {
  private static final String TEXT = "a page, a page, a page of some length ".repeat(20);

  @Test
  void feed_anySplit_unpacks() throws Exception {
    byte[] compressed = gzip(TEXT);
    for (int size = 1; size <= compressed.length; size++) {
      assertEquals(TEXT, unpack(compressed, size, true));
    }
  }

  @Test
  void feedChunk_aFewBytesThatUnpackToMillions_givesThemChunkByChunk() throws Exception {
    byte[] compressed = gzip("x".repeat(4_000_000));
    ByteBuffer in = ByteBuffer.wrap(compressed);
    long[] seen = new long[2];
    boolean done = false;
    try (GzipDecoder gzipDecoder = new GzipDecoder()) {
      while (!done) {
        long before = seen[0];
        done = gzipDecoder.feedChunk(in, bytes -> seen[0] += bytes.remaining());
        seen[1] = Math.max(seen[1], seen[0] - before);
      }
      assertTrue(gzipDecoder.complete());
    }
    assertEquals(4_000_000, seen[0]);
    assertTrue(seen[1] <= 32 * 1024, seen[1] + " bytes at once");
  }

  @Test
  void feed_twoMembersAndRubbish_unpacksBoth() throws Exception {
    byte[] compressed = join(gzip("one "), gzip("two"), new byte[] {0, 0, 9});
    for (int size = 1; size <= compressed.length; size++) {
      assertEquals("one two", unpack(compressed, size, true));
    }
  }

  @Test
  void feed_headerWithEveryField_unpacks() throws Exception {
    byte[] plain = gzip("text");
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = 2 | 4 | 8 | 16;
    byte[] fields = {3, 0, 1, 2, 3, 'n', 'a', 0, 'c', 0, 7, 7};
    byte[] compressed = join(header, fields, Arrays.copyOfRange(plain, 10, plain.length));
    for (int size = 1; size <= compressed.length; size++) {
      assertEquals("text", unpack(compressed, size, true));
    }
  }

  @Test
  void feed_endMissing_isNotComplete() throws Exception {
    byte[] compressed = gzip(TEXT);
    unpack(Arrays.copyOf(compressed, compressed.length - 1), 7, false);
  }

  @Test
  void feed_noGzip_throws() {
    assertThrows(DataFormatException.class, () -> unpack("<html>".getBytes(), 3, false));
  }

  @Test
  void feed_wrongChecksum_throws() {
    byte[] compressed = gzip(TEXT);
    compressed[compressed.length - 6] ^= 1;
    assertThrows(DataFormatException.class, () -> unpack(compressed, 5, false));
  }

  private static String unpack(byte[] compressed, int size, boolean complete)
      throws DataFormatException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GzipDecoder gzipDecoder = new GzipDecoder()) {
      for (int at = 0; at < compressed.length; at += size) {
        gzipDecoder.feed(
            ByteBuffer.wrap(compressed, at, Math.min(size, compressed.length - at)),
            bytes -> {
              while (bytes.hasRemaining()) {
                out.write(bytes.get());
              }
            });
      }
      if (complete) {
        assertTrue(gzipDecoder.complete());
      } else {
        assertFalse(gzipDecoder.complete());
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
