package dev.brummer.app.plain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.log.LineBlock;
import dev.brummer.engine.log.LogCursor;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.log.assemble.LogLevel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Bytes that plain output writes to terminals and to pipes.
final class PrefixedLineWriterTest {
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

  @Test
  void withoutColours_noEscapeIsPrinted() {
    String output = "\033[31mred\nstill\033]8;;http://x\033\\link\n\033[0mplain\n";
    String expected = "web | red\nweb | stilllink\nweb | plain\n";
    for (boolean terminal : new boolean[] {true, false}) {
      assertEquals(expected, printedByLine(output, false, terminal));
      assertEquals(expected, printedByBlock(output, false, terminal));
    }
  }

  @Test
  void withColours_eachLineClosesWhatItLeavesOpen() {
    String output = "\033[31mred\nstill\033]8;;http://x\033\\link\n\033[0mplain\nlast\n";
    String prefix = "\033[33mweb | \033[0m";
    String expected =
        prefix
            + "\033[31mred\033[0m\n"
            + prefix
            + "\033[31mstill\033]8;;http://x\033\\link\033]8;;\033\\\033[0m\n"
            + prefix
            + "\033[0mplain\033[0m\n"
            + prefix
            + "last\n";
    assertEquals(expected, printedByLine(output, true, true));
    assertEquals(expected, printedByBlock(output, true, false));
  }

  @Test
  void cutLineThatAnotherProcessInterrupts_closesItsColour() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedOutput out = new BufferedOutput(bytes);
    PrefixedLineWriter format = format(true, true).apply(out);
    byte[] red = "\033[31mred".getBytes(StandardCharsets.UTF_8);
    format.writeLine(new StoredLine(0, 1, 0, LogLevel.NONE, LogSource.STDOUT, true, red));
    byte[] other = {'x'};
    format.writeLine(new StoredLine(1, 2, 0, LogLevel.NONE, LogSource.STDOUT, false, other));
    out.flush();
    assertEquals(
        "\033[33mweb | \033[0m\033[31mred\033[0m\n\033[32mweb | \033[0mx\n",
        bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void controlsOfACommand_areShownNotSent() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedOutput out = new BufferedOutput(bytes);
    format(false, false).apply(out).writeNotice(1, "started: printf \033[31m\u009bx\ty", 0);
    assertEquals(
        "web | started: printf \u241b[31m\uFFFDx\ty\n", bytes.toString(StandardCharsets.UTF_8));
  }

  private static String printedByLine(String output, boolean colour, boolean terminal) {
    byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
    return new String(printedByLine(bytes, format(colour, terminal)), StandardCharsets.UTF_8);
  }

  private static String printedByBlock(String output, boolean colour, boolean terminal) {
    byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
    return new String(printedByBlock(bytes, format(colour, terminal)), StandardCharsets.UTF_8);
  }

  private static byte[] printedByLine(boolean terminal) {
    return printedByLine(OUTPUT, format(false, terminal));
  }

  private static byte[] printedByBlock(boolean terminal) {
    return printedByBlock(OUTPUT, format(false, terminal));
  }

  private static byte[] printedByLine(
      byte[] output, Function<BufferedOutput, PrefixedLineWriter> format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedOutput out = new BufferedOutput(bytes);
    try (LogStore logs = store(output)) {
      logs.from(LogQuery.ALL, 0, 9).lines().forEach(format.apply(out)::writeLine);
    }
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] printedByBlock(
      byte[] output, Function<BufferedOutput, PrefixedLineWriter> format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedOutput out = new BufferedOutput(bytes);
    LineBlock block = new LineBlock();
    try (LogStore logs = store(output);
        LogCursor cursor = logs.cursor(0)) {
      while (cursor.next(block)) {
        format.apply(out).writeLines(block);
      }
    }
    out.flush();
    return bytes.toByteArray();
  }

  private static Function<BufferedOutput, PrefixedLineWriter> format(
      boolean colour, boolean terminal) {
    PrefixedLineWriter.Layout layout =
        new PrefixedLineWriter.Layout(
            PrefixTemplate.defaultTemplate(false), 3, colour, terminal, ZoneOffset.UTC);
    return out -> new PrefixedLineWriter(layout, _ -> "web", out, out);
  }

  private static LogStore store(byte[] output) {
    LogStore logs = LogStore.open(LogSettings.of(null));
    LineBatch batch = new LineBatch();
    LineAssembler assembler = new LineAssembler();
    assembler.feed(output, 0, output.length, batch);
    logs.append(1, LogSource.STDOUT, batch);
    assembler.end(batch);
    logs.append(1, LogSource.STDOUT, batch);
    return logs;
  }
}
