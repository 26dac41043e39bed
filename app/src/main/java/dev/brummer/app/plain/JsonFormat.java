package dev.brummer.app.plain;

import dev.brummer.engine.log.LineBlock;
import dev.brummer.engine.log.StoredLine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;

/// One JSON object a line: `{"type":"line","process":"web","number":7,"at":…,"source":"stdout",
/// "level":"warn","cut":false,"text":"…"}`, and for states `{"type":"state","process":"web",
/// "at":…,"state":"exit 1","cause":"…"}`, or a `note` with a `text`. Times are milliseconds since
/// the epoch; bytes that are no UTF-8 come as U+FFFD.
final class JsonFormat implements LineFormat {
  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

  private final IntFunction<String> names;
  private byte[][] quotedNames = new byte[16][];

  JsonFormat(IntFunction<String> names) {
    this.names = names;
  }

  @Override
  public void printLine(StoredLine line, BufferedOutput out) {
    out.put(ascii("{\"type\":\"line\",\"process\":"));
    out.put(quotedName(line.process()));
    out.put(ascii(",\"number\":" + line.number() + ",\"at\":" + line.atMillis()));
    out.put(
        ascii(",\"source\":\"" + lower(line.source()) + "\",\"level\":\"" + lower(line.level())));
    out.put(ascii("\",\"cut\":" + line.cut() + ",\"text\":"));
    writeString(line.text(), out);
    out.put(ascii("}\n"));
  }

  @Override
  public void printLines(LineBlock block, BufferedOutput out) {
    for (int i = 0; i < block.count(); i++) {
      printLine(block.line(i), out);
    }
  }

  @Override
  public void printState(
      int process, String word, String cause, long atMillis, BufferedOutput out) {
    out.put(ascii("{\"type\":\"state\",\"process\":"));
    out.put(quotedName(process));
    out.put(ascii(",\"at\":" + atMillis + ",\"state\":"));
    writeString(utf8(word), out);
    out.put(ascii(",\"cause\":"));
    writeString(utf8(cause), out);
    out.put(ascii("}\n"));
  }

  @Override
  public void printNotice(
      int process, String text, long atMillis, BufferedOutput out, BufferedOutput err) {
    out.put(ascii("{\"type\":\"note\",\"process\":"));
    out.put(quotedName(process));
    out.put(ascii(",\"at\":" + atMillis + ",\"text\":"));
    writeString(utf8(text), out);
    out.put(ascii("}\n"));
  }

  private byte[] quotedName(int process) {
    if (process >= quotedNames.length) {
      quotedNames = Arrays.copyOf(quotedNames, Math.max(process + 1, quotedNames.length * 2));
    }
    byte[] head = quotedNames[process];
    if (head == null) {
      quotedNames[process] = head = quoted(names.apply(process));
    }
    return head;
  }

  private static byte[] quoted(String text) {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    BufferedOutput sink = new BufferedOutput(bytes);
    writeString(utf8(text), sink);
    sink.flush();
    return bytes.toByteArray();
  }

  /// A JSON string of bytes that should be UTF-8.
  static void writeString(byte[] text, BufferedOutput out) {
    out.put((byte) '"');
    int plain = 0;
    for (int i = 0; i < text.length; ) {
      int length = Utf8.sequenceLength(text, i);
      if (length == 1 && text[i] >= 0x20 && text[i] != '"' && text[i] != '\\' || length > 1) {
        i += length;
        continue;
      }
      out.put(text, plain, i - plain);
      if (length == 0) {
        out.put(REPLACEMENT);
      } else {
        escape(text[i], out);
      }
      plain = ++i;
    }
    out.put(text, plain, text.length - plain);
    out.put((byte) '"');
  }

  private static void escape(byte single, BufferedOutput out) {
    out.put((byte) '\\');
    switch (single) {
      case '"', '\\' -> out.put(single);
      case '\n' -> out.put((byte) 'n');
      case '\r' -> out.put((byte) 'r');
      case '\t' -> out.put((byte) 't');
      default -> {
        out.put(ascii("u00"));
        out.put(HEX[single >> 4 & 15]);
        out.put(HEX[single & 15]);
      }
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
