package dev.brummer.app.operation.render;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.brummer.app.operation.result.OperationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Renders results as JSON: the components of the records by their names, enums in lower case with
/// underscores, null components left out. Pure.
public final class ResultJson {
  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  /// Constructed for the first tree: it takes 20 ms, and schemas do without.
  private static final class Mapper {
    private static final ObjectMapper INSTANCE = new ObjectMapper();
  }

  private ResultJson() {}

  /// Writes a result as one object.
  public static void write(OperationResult result, JsonGenerator out) throws IOException {
    writeRecord((Record) result, out);
  }

  /// Writes an item of a result, such as a followed log line, as one object.
  public static void writeItem(Record item, JsonGenerator out) throws IOException {
    writeRecord(item, out);
  }

  /// A result as a tree.
  public static ObjectNode tree(OperationResult result) {
    try (TokenBuffer buffer = new TokenBuffer(Mapper.INSTANCE, false)) {
      write(result, buffer);
      return Mapper.INSTANCE.readTree(buffer.asParser());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void writeRecord(Record record, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (RecordComponent component : COMPONENTS.get(record.getClass())) {
      Object value = value(record, component);
      if (value != null) {
        out.writeFieldName(component.getName());
        writeValue(value, out);
      }
    }
    out.writeEndObject();
  }

  private static @Nullable Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException(component.toString(), impossible);
    }
  }

  private static void writeValue(Object value, JsonGenerator out) throws IOException {
    switch (value) {
      case String it -> out.writeString(it);
      case Integer it -> out.writeNumber(it);
      case Long it -> out.writeNumber(it);
      case Double it -> out.writeNumber(it);
      case Boolean it -> out.writeBoolean(it);
      case Enum<?> it -> out.writeString(it.name().toLowerCase(Locale.ROOT));
      case List<?> it -> {
        out.writeStartArray();
        for (Object element : it) {
          writeValue(element, out);
        }
        out.writeEndArray();
      }
      case Record it -> writeRecord(it, out);
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  /// The JSON schema (draft 2020-12) of the objects that [#write] writes for a type of result.
  public static ObjectNode schema(Class<? extends OperationResult> type) {
    return ResultSchema.of(type);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
