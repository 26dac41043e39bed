package dev.brummer.app.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Lines of a stream of any bytes in any split.
class FrameReaderTest {
  private static final int MAX_BYTES = 1000;

  /// Delivers bytes in pieces of random or fixed size.
  private static final class Pieces implements ReadableByteChannel {
    private final byte[] bytes;
    private final Random random;
    private final int maxPiece;
    private int at;

    Pieces(byte[] bytes, int maxPiece, long seed) {
      this.bytes = bytes;
      this.maxPiece = maxPiece;
      this.random = new Random(seed);
    }

    @Override
    public int read(ByteBuffer target) {
      if (at == bytes.length) {
        return -1;
      }
      int piece = Math.min(1 + random.nextInt(maxPiece), bytes.length - at);
      int count = Math.min(piece, target.remaining());
      target.put(bytes, at, count);
      at += count;
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void anyBytesInAnySplit_comeOutAsWritten() throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<byte[]> lines = new ArrayList<>();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int i = 0; i < 20; i++) {
        byte[] line = new byte[1 + random.nextInt(MAX_BYTES)];
        random.nextBytes(line);
        for (int j = 0; j < line.length; j++) {
          line[j] = line[j] == '\n' ? (byte) 'x' : line[j];
        }
        line[0] = 'a';
        lines.add(line);
        all.writeBytes(line);
        all.write('\n');
      }
      FrameReader reader =
          new FrameReader(new Pieces(all.toByteArray(), seed % 3 == 0 ? 1 : 5000, seed), MAX_BYTES);
      for (byte[] line : lines) {
        assertArrayEquals(line, reader.next());
      }
      assertNull(reader.next());
    }
  }

  @Test
  void blankLines_areSkipped_andAnIncompleteOneIsDropped() throws IOException {
    FrameReader reader = reader("\n \r\n{}\r\n\n\t\nhalf", 3);
    assertArrayEquals(bytes("{}\r"), reader.next());
    assertNull(reader.next());
    assertNotEquals(0, reader.startedNanos());
  }

  @Test
  void completeLine_hasNoStartTime() throws IOException {
    FrameReader reader = reader("{}\n", 1);
    reader.next();
    assertEquals(0, reader.startedNanos());
  }

  @Test
  void longLine_isRefusedWithoutBeingStored() {
    byte[] endless = new byte[MAX_BYTES * 100];
    FrameReader reader = new FrameReader(new Pieces(endless, 500, 1), MAX_BYTES);
    assertThrows(FrameReader.TooLongException.class, reader::next);
  }

  @Test
  void longestLine_isAccepted() throws IOException {
    String longest = "x".repeat(MAX_BYTES);
    FrameReader reader = reader(longest + "\n", 7);
    assertArrayEquals(bytes(longest), reader.next());
  }

  @Test
  void bytesBehindALine_areLeft() throws IOException {
    FrameReader reader = reader("{}\nraw \n bytes", 5000);
    reader.next();
    byte[] rest = new byte[reader.rest().remaining()];
    reader.rest().get(rest);
    assertArrayEquals(bytes("raw \n bytes"), rest);
  }

  private static FrameReader reader(String text, int maxPiece) {
    return new FrameReader(new Pieces(bytes(text), maxPiece, 1), MAX_BYTES);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
