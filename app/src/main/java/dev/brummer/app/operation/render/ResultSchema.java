package dev.brummer.app.operation.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Locale;

/// Derives the JSON schema of records. Pure.
final class ResultSchema {
  private ResultSchema() {}

  static ObjectNode of(Class<?> type) {
    ObjectNode schema = ResultJson.object();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (RecordComponent component : type.getRecordComponents()) {
      properties.set(component.getName(), of(component.getGenericType()));
      if (component.getType() != Integer.class) { // the only boxed type; others are never null
        required.add(component.getName());
      }
    }
    return schema;
  }

  private static ObjectNode of(Type type) {
    ObjectNode schema = ResultJson.object();
    if (type instanceof ParameterizedType list) {
      schema.put("type", "array");
      schema.set("items", of(list.getActualTypeArguments()[0]));
      return schema;
    }
    Class<?> simple = (Class<?>) type;
    if (simple.isRecord()) {
      return of(simple);
    }
    if (simple.isEnum()) {
      schema.put("type", "string");
      ArrayNode values = schema.putArray("enum");
      for (Object constant : simple.getEnumConstants()) {
        values.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
      }
      return schema;
    }
    schema.put("type", word(simple));
    return schema;
  }

  private static String word(Class<?> type) {
    if (type == String.class) {
      return "string";
    }
    if (type == boolean.class) {
      return "boolean";
    }
    return type == double.class ? "number" : "integer";
  }
}
