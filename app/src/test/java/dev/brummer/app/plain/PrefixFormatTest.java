package dev.brummer.app.plain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.brummer.engine.log.LineBlock;
import dev.brummer.engine.log.LogCursor;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/// Bytes that plain output writes to terminals and to pipes.
final class PrefixFormatTest {
  /// 9B is CSI and 9D is OSC to a terminal that interprets eight-bit controls.
  private static final byte[] OUTPUT = {'a', (byte) 0x9B, '2', 'J', (byte) 0x9D, (byte) 0xC3, 'b'};

  @Test
  void terminal_getsNoInvalidUtf8() {
    byte[] expected = "web | a\uFFFD2J\uFFFD\uFFFDb\n".getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(expected, printedByLine(true));
    assertArrayEquals(expected, printedByBlock(true));
  }

  @Test
  void pipeOrFile_getsTheBytesOfTheProcess() {
    byte[] expected = "web | a\u009B2J\u009D\u00C3b\n".getBytes(StandardCharsets.ISO_8859_1);
    assertArrayEquals(expected, printedByLine(false));
    assertArrayEquals(expected, printedByBlock(false));
  }

  private static byte[] printedByLine(boolean terminal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedOutput out = new BufferedOutput(bytes);
    try (LogStore logs = store()) {
      logs.from(LogQuery.ALL, 0, 1).lines().forEach(line -> format(terminal, out).printLine(line));
    }
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] printedByBlock(boolean terminal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedOutput out = new BufferedOutput(bytes);
    LineBlock block = new LineBlock();
    try (LogStore logs = store();
        LogCursor cursor = logs.cursor(0)) {
      while (cursor.next(block)) {
        format(terminal, out).printLines(block);
      }
    }
    out.flush();
    return bytes.toByteArray();
  }

  private static PrefixFormat format(boolean terminal, BufferedOutput out) {
    PrefixFormat.Layout layout =
        new PrefixFormat.Layout(
            PrefixTemplate.defaultTemplate(false), 3, false, terminal, ZoneOffset.UTC);
    return new PrefixFormat(layout, _ -> "web", out, out);
  }

  private static LogStore store() {
    LogStore logs = LogStore.open(LogSettings.of(null));
    LineBatch batch = new LineBatch();
    LineAssembler assembler = new LineAssembler();
    assembler.feed(OUTPUT, 0, OUTPUT.length, batch);
    assembler.end(batch);
    logs.append(1, LogSource.STDOUT, batch);
    return logs;
  }
}
