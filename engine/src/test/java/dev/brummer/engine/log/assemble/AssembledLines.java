package dev.brummer.engine.log.assemble;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Feeds bytes to a [LineAssembler] in chunks and collects the lines as ISO 8859-1, which preserves
/// every byte; `…` marks a cut piece.
final class AssembledLines {
  private final LineAssembler assembler;
  private final LineBatch batch = new LineBatch();
  private final List<String> lines = new ArrayList<>();

  AssembledLines(int maxLine) {
    assembler = new LineAssembler(maxLine);
  }

  static List<String> lines(String text) {
    return lines(text.getBytes(StandardCharsets.UTF_8));
  }

  static List<String> lines(byte[] bytes) {
    AssembledLines assembled = new AssembledLines(LineAssembler.MAX_LINE);
    assembled.feed(bytes, 0, bytes.length);
    return assembled.end();
  }

  void feed(byte[] bytes, int from, int to) {
    assembler.feed(bytes, from, to - from, batch);
    collect();
  }

  List<String> end() {
    assembler.end(batch);
    collect();
    return lines;
  }

  private void collect() {
    int from = 0;
    for (int i = 0; i < batch.count(); i++) {
      int entry = batch.entries[i];
      byte[] line = Arrays.copyOfRange(batch.bytes, from, PackedLineEntry.end(entry));
      lines.add(
          new String(line, StandardCharsets.ISO_8859_1)
              + (PackedLineEntry.isCut(entry) ? "\u2026" : ""));
      from = PackedLineEntry.end(entry);
    }
    if (batch.isPrintable()) {
      String text = new String(batch.bytes, 0, batch.size, StandardCharsets.ISO_8859_1);
      assertTrue(text.matches("[ -~]*"), text);
    }
  }
}
