package dev.brummer.app.plain;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.brummer.engine.log.LineBlock;
import dev.brummer.engine.log.StoredLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;

/// One JSON object per line, in six types:
///
///     {"type":"line","process":"web","number":7,"at":…,"source":"stdout","level":"warn",
///      "cut":false,"text":"…"}
///     {"type":"state","process":"web","at":…,"state":"exit 1","cause":"…"}
///     {"type":"ready","process":"web","at":…,"evidence":"listens on :3000"}
///     {"type":"url","process":"web","at":…,"url":"http://localhost:3000/","scope":"local"}
///     {"type":"proxy","process":"web","at":…,"url":"…","proxied":"…"}
///     {"type":"note","process":"web","at":…,"text":"…"}
///
/// Times are milliseconds since the epoch and never decrease: an object that arrives late has the
/// time of the one before it. Bytes that are not UTF-8 become U+FFFD.
final class JsonLinesWriter implements LineWriter {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().rootValueSeparator((String) null).build();

  private final IntFunction<String> names;
  private final JsonGenerator json;
  private long lastAtMillis;
  private SerializedString[] quotedNames = new SerializedString[16];

  /// @param names process names by id
  JsonLinesWriter(IntFunction<String> names, BufferedOutput out) {
    this.names = names;
    try {
      this.json = FACTORY.createGenerator(out, JsonEncoding.UTF8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  }

  /// Writes the fields of one object after `type`, `process` and `at`.
  private interface Fields {
    void write() throws IOException;
  }

  @Override
  public void writeLine(StoredLine line) {
    try {
      begin("line", line.process());
      json.writeNumberField("number", line.number());
      writeAt(line.atMillis());
      json.writeStringField("source", lowerCase(line.source()));
      json.writeStringField("level", lowerCase(line.level()));
      json.writeBooleanField("cut", line.cut());
      json.writeStringField("text", line.string());
      end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public void writeLines(LineBlock block) {
    for (int i = 0; i < block.count(); i++) {
      writeLine(block.line(i));
    }
  }

  @Override
  public void writeState(int process, String state, String cause, long atMillis) {
    write(
        "state",
        process,
        atMillis,
        () -> {
          json.writeStringField("state", wellFormed(state));
          json.writeStringField("cause", wellFormed(cause));
        });
  }

  @Override
  public void writeReady(int process, String evidence, long atMillis) {
    write(
        "ready", process, atMillis, () -> json.writeStringField("evidence", wellFormed(evidence)));
  }

  @Override
  public void writeUrl(int process, String url, String scope, long atMillis) {
    write(
        "url",
        process,
        atMillis,
        () -> {
          json.writeStringField("url", wellFormed(url));
          json.writeStringField("scope", scope);
        });
  }

  @Override
  public void writeRoute(int process, String url, String proxied, long atMillis) {
    write(
        "proxy",
        process,
        atMillis,
        () -> {
          json.writeStringField("url", wellFormed(url));
          json.writeStringField("proxied", wellFormed(proxied));
        });
  }

  @Override
  public void writeNotice(int process, String text, long atMillis) {
    write("note", process, atMillis, () -> json.writeStringField("text", wellFormed(text)));
  }

  private void writeAt(long atMillis) throws IOException {
    lastAtMillis = Math.max(lastAtMillis, atMillis);
    json.writeNumberField("at", lastAtMillis);
  }

  private void write(String type, int process, long atMillis, Fields fields) {
    try {
      begin(type, process);
      writeAt(atMillis);
      fields.write();
      end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void begin(String type, int process) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeFieldName("process");
    json.writeString(quotedName(process));
  }

  private void end() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  private SerializedString quotedName(int process) {
    if (process >= quotedNames.length) {
      quotedNames = Arrays.copyOf(quotedNames, Math.max(process + 1, quotedNames.length * 2));
    }
    SerializedString name = quotedNames[process];
    if (name == null) {
      quotedNames[process] = name = new SerializedString(wellFormed(names.apply(process)));
    }
    return name;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// The same text with unpaired surrogates replaced, which the generator rejects.
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
