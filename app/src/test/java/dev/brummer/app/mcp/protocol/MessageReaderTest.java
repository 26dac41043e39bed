package dev.brummer.app.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8192})
  void anySplit_givesTheSameLines(int chunk) throws IOException {
    String text = "one\n\n\r\ntwo\r\n" + "x".repeat(50) + "\nthree €\nlast";
    List<String> lines = new ArrayList<>();
    MessageReader reader = new MessageReader(new Chunks(text, chunk), 20);
    while (reader.next()) {
      lines.add(
          reader.isTooLong()
              ? "too long"
              : new String(reader.bytes(), 0, reader.length(), StandardCharsets.UTF_8).strip());
    }
    assertEquals(List.of("one", "two", "too long", "three €", "last"), lines);
  }

  /// Gives at most so many bytes at once.
  private static final class Chunks extends FilterInputStream {
    private final int size;

    Chunks(String text, int size) {
      super(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      this.size = size;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return super.read(bytes, offset, Math.min(length, size));
    }
  }
}
