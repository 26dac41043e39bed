package dev.brummer.perf.result;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/// Reads and writes `report.json`, the serialised [BenchRun].
public final class RunFile {
  public static final String NAME = "report.json";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, new InstantSerializer())
                  .addDeserializer(Instant.class, new InstantDeserializer()))
          .build();

  private RunFile() {}

  /// Replaces the file atomically: it is a complete JSON document at any time.
  public static void write(Path file, BenchRun run) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, MAPPER.writeValueAsBytes(run));
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /// The run as one line of JSON.
  public static String toJson(BenchRun run) {
    try {
      return MAPPER.writeValueAsString(run) + "\n";
    } catch (JacksonException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// @throws IOException if the file is not a report; the message is one sentence for users
  public static BenchRun read(Path file) throws IOException {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(file.toFile());
    } catch (JacksonException broken) {
      String why = broken.getOriginalMessage().replaceFirst(", from `[^`]*`", "");
      throw new IOException(file + " is not JSON: " + why, broken);
    } catch (NoSuchFileException | java.io.FileNotFoundException missing) {
      throw new IOException("no such file: " + file, missing);
    }
    int schema = tree.path("schema").asInt(-1);
    if (schema != BenchRun.SCHEMA) {
      throw new IOException(
          schema < 0
              ? file + " is not a report of brummer bench"
              : "%s has schema %d, this brummer reads %d".formatted(file, schema, BenchRun.SCHEMA));
    }
    try {
      return MAPPER.treeToValue(tree, BenchRun.class);
    } catch (JacksonException broken) {
      throw new IOException(
          file + " is not a report of brummer bench: a value has the wrong type", broken);
    }
  }

  private static final class InstantSerializer extends StdScalarSerializer<Instant> {
    private static final long serialVersionUID = 1;

    InstantSerializer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant at, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(at.toString());
    }
  }

  private static final class InstantDeserializer extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1;

    InstantDeserializer() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Instant.parse(in.getText());
    }
  }
}
