package dev.brummer.app.plain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import dev.brummer.engine.text.TerminalGate;
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
  void invalidUtf8_isReplaced() {
    byte[] expected = "web | a\uFFFD2J\uFFFD\uFFFDb\n".getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(expected, printedByLine(OUTPUT, format(false)));
    assertArrayEquals(expected, printedByBlock(OUTPUT, format(false)));
  }

  /// Stored lines are not trusted: a segment may be damaged or forged.
  @Test
  void forgedLine_isShownNotSent() {
    String forged = "a\033]52;c;eA==\007\u202eb\033[2J\033]8;;javascript:x\033\\c";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedOutput out = new BufferedOutput(gate(bytes));
    byte[] text = forged.getBytes(StandardCharsets.UTF_8);
    format(true)
        .apply(out)
        .writeLine(new StoredLine(0, 1, 0, LogLevel.NONE, LogSource.STDOUT, false, text));
    out.flush();
    assertEquals(
        "\033[33mweb | \033[0ma␛]52;c;eA==␇<U+202E>b␛[2J\033]8;;\033\\c\033]8;;\033\\\033[0m\n",
        bytes.toString(StandardCharsets.UTF_8));
  }

  /// A block that needs no scan shares the buffer of the output with one that does.
  @Test
  void blockBehindAPrintableOne_isScanned() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedOutput out = new BufferedOutput(gate(bytes));
    PrefixedLineWriter writer = format(false).apply(out);
    LineBlock block = new LineBlock();
    try (LogStore logs = store("ok\n".getBytes(StandardCharsets.UTF_8));
        LogCursor cursor = logs.cursor(0)) {
      assertTrue(cursor.next(block) && block.isPrintable());
      writer.writeLines(block);
      LineBatch batch = new LineBatch();
      byte[] hostile = {'a', (byte) 0x9B, '2', 'J', '\n'};
      new LineAssembler().feed(hostile, 0, hostile.length, batch);
      logs.append(1, LogSource.STDOUT, batch);
      assertTrue(cursor.next(block));
      writer.writeLines(block);
    }
    out.flush();
    assertEquals("web | ok\nweb | a\uFFFD2J\n", bytes.toString(StandardCharsets.UTF_8));
  }

  /// The prefix is scanned if it is not printable ASCII.
  @Test
  void printableBlock_styledPrefix_sameOutput() {
    assertEquals("\033[33mweb | \033[0mok\n", printedByBlock("ok\n", true));
    assertEquals("web | ok\n", printedByBlock("ok\n", false));
  }

  @Test
  void hostileName_isShownOnOneLineOfBoundedLength() {
    String name = "web\n\033[2J" + "x".repeat(1 << 20);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedOutput out = new BufferedOutput(gate(bytes));
    PrefixedLineWriter.Layout layout =
        new PrefixedLineWriter.Layout(
            PrefixTemplate.defaultTemplate(false), name.length(), false, () -> ZoneOffset.UTC);
    new PrefixedLineWriter(layout, _ -> name, out, out).writeNotice(1, "started\nx", 0);
    out.flush();
    String printed = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(printed.startsWith("web␊␛[2Jxxx"), printed);
    assertTrue(printed.endsWith("x… | started␊x\n"), printed);
    assertTrue(printed.length() < 120, printed);
  }

  @Test
  void withoutColours_noEscapeIsPrinted() {
    String output = "\033[31mred\nstill\033]8;;http://x\033\\link\n\033[0mplain\n";
    String expected = "web | red\nweb | stilllink\nweb | plain\n";
    assertEquals(expected, printedByLine(output, false));
    assertEquals(expected, printedByBlock(output, false));
  }

  /// The buffer for a line without its escapes grows with the first long line.
  @Test
  void withoutColours_longStyledLine_isPrintedWhole() {
    String text = "x".repeat(20_000);
    String output = "\033[31m" + text + "\n";
    assertEquals("web | " + text + "\n", printedByLine(output, false));
    assertEquals("web | " + text + "\n", printedByBlock(output, false));
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
    assertEquals(expected, printedByLine(output, true));
    assertEquals(expected, printedByBlock(output, true));
  }

  @Test
  void cutLineThatAnotherProcessInterrupts_closesItsColour() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedOutput out = new BufferedOutput(gate(bytes));
    PrefixedLineWriter format = format(true).apply(out);
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
    BufferedOutput out = new BufferedOutput(gate(bytes));
    format(false).apply(out).writeNotice(1, "started: printf \033[31m\u009bx\ty", 0);
    assertEquals(
        "web | started: printf \u241b[31m<U+009B>x\ty\n", bytes.toString(StandardCharsets.UTF_8));
  }

  private static String printedByLine(String output, boolean colour) {
    byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
    return new String(printedByLine(bytes, format(colour)), StandardCharsets.UTF_8);
  }

  private static String printedByBlock(String output, boolean colour) {
    byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
    return new String(printedByBlock(bytes, format(colour)), StandardCharsets.UTF_8);
  }

  private static byte[] printedByLine(
      byte[] output, Function<BufferedOutput, PrefixedLineWriter> format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedOutput out = new BufferedOutput(gate(bytes));
    try (LogStore logs = store(output)) {
      logs.from(LogQuery.ALL, 0, 9).lines().forEach(format.apply(out)::writeLine);
    }
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] printedByBlock(
      byte[] output, Function<BufferedOutput, PrefixedLineWriter> format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedOutput out = new BufferedOutput(gate(bytes));
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

  private static TerminalGate gate(ByteArrayOutputStream bytes) {
    return new TerminalGate(bytes, TerminalGate.Content.STYLED);
  }

  private static Function<BufferedOutput, PrefixedLineWriter> format(boolean colour) {
    PrefixedLineWriter.Layout layout =
        new PrefixedLineWriter.Layout(
            PrefixTemplate.defaultTemplate(false), 3, colour, () -> ZoneOffset.UTC);
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
