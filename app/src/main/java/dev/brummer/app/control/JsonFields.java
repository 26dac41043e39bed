package dev.brummer.app.control;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fields of a JSON object of [ControlJson]. A field that is missing or has another type is empty:
/// a newer or older brummer may have written the object.
///
/// @param values the object
public record JsonFields(Map<String, @Nullable Object> values) {
  /// Empty if there is no such text.
  public String text(String name) {
    return values.get(name) instanceof String text ? text : "";
  }

  /// 0 if there is no such number.
  public long number(String name) {
    return values.get(name) instanceof Number number ? number.longValue() : 0;
  }

  /// 0 if there is no such number.
  public double decimal(String name) {
    return values.get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  /// False if there is no such value.
  public boolean bool(String name) {
    return values.get(name) instanceof Boolean bool && bool;
  }

  public boolean has(String name) {
    return values.get(name) != null;
  }

  /// Empty if there is no such array.
  public List<?> list(String name) {
    return values.get(name) instanceof List<?> list ? list : List.of();
  }

  /// The objects of an array; empty if there is no such array.
  public List<JsonFields> objects(String name) {
    return list(name).stream().filter(Map.class::isInstance).map(JsonFields::of).toList();
  }

  /// An object; empty if there is no such object.
  public JsonFields object(String name) {
    return of(values.get(name));
  }

  @SuppressWarnings("unchecked") // objects of ControlJson have names as keys
  private static JsonFields of(@Nullable Object value) {
    return new JsonFields(
        value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of());
  }
}
