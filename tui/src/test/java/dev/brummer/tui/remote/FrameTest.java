package dev.brummer.tui.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bytes between a terminal and its owner.
final class FrameTest {
  @ParameterizedTest
  @EnumSource(FrameType.class)
  void anyContent_inAnySplit_isReadAsWritten(FrameType type) throws IOException {
    Random random = new Random(type.ordinal());
    for (int round = 0; round < 50; round++) {
      byte[] content = new byte[random.nextInt(300)];
      random.nextBytes(content);
      ByteArrayOutputStream wire = new ByteArrayOutputStream();
      Frame.write(wire, type, content, content.length);
      InputStream in = new Trickle(wire.toByteArray(), random);
      Frame read = Frame.read(in);
      assertEquals(type, read == null ? null : read.type());
      assertArrayEquals(content, read == null ? null : read.content());
      assertNull(Frame.read(in));
    }
  }

  @Test
  void endWithinAFrame_isAnError() throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    Frame.write(wire, FrameType.OUTPUT, new byte[] {1, 2, 3}, 3);
    for (int length = 1; length < wire.size(); length++) {
      InputStream in = new ByteArrayInputStream(wire.toByteArray(), 0, length);
      assertThrows(IOException.class, () -> Frame.read(in), length + " bytes");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Frame.MAX_CONTENT + 1, Integer.MAX_VALUE})
  void length_outOfRange_isRefusedBeforeItIsAllocated(int length) {
    byte[] header = ByteBuffer.allocate(5).put((byte) 1).putInt(length).array();
    assertThrows(IOException.class, () -> Frame.read(new ByteArrayInputStream(header)));
  }

  @Test
  void unknownType_isRefused() {
    for (int number : new int[] {0, 12, 'G', 255}) {
      byte[] bytes = ByteBuffer.allocate(5).put((byte) number).putInt(0).array();
      assertThrows(IOException.class, () -> Frame.read(new ByteArrayInputStream(bytes)));
    }
  }

  @Test
  void sizeAndBye_keepTheirValues() {
    Frame size = new Frame(FrameType.SIZE, Frame.size(60_000, 24));
    assertEquals(60_000, size.number16(0));
    assertEquals(24, size.number16(2));
    Frame bye = new Frame(FrameType.BYE, Frame.bye(-3, "über ✔"));
    assertEquals(-3, bye.number32());
    assertEquals("über ✔", bye.text(4));
    assertEquals(0, new Frame(FrameType.SIZE, new byte[] {1}).number16(0));
  }

  @Test
  void program_isDecodedAsEncoded_andMalformedOnesAreRefused() throws IOException {
    ProgramFrame program = new ProgramFrame(Path.of("/a b/ü"), List.of("vim", "+7", "", "x\ny"));
    byte[] bytes = program.encode();
    assertEquals(program, ProgramFrame.decode(bytes));
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = java.util.Arrays.copyOf(bytes, length);
      try {
        ProgramFrame.decode(part);
      } catch (IOException malformed) {
        continue;
      }
    }
    assertThrows(IOException.class, () -> ProgramFrame.decode(new byte[0]));
    assertThrows(IOException.class, () -> ProgramFrame.decode(new byte[] {0x7f, 0, 0, 0, 1}));
  }

  /// Returns a few bytes at a time.
  private static final class Trickle extends InputStream {
    private final byte[] bytes;
    private final Random random;
    private int at;

    Trickle(byte[] bytes, Random random) {
      this.bytes = bytes;
      this.random = random;
    }

    @Override
    public int read() {
      return at == bytes.length ? -1 : bytes[at++] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int count) {
      if (at == bytes.length) {
        return count == 0 ? 0 : -1;
      }
      int part = Math.min(Math.min(count, 1 + random.nextInt(7)), bytes.length - at);
      System.arraycopy(bytes, at, buffer, from, part);
      at += part;
      return part;
    }
  }
}
