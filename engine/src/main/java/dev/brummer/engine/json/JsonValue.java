package dev.brummer.engine.json;

import java.util.List;

/// A value of a JSON file with its position. Lines and columns count from 1.
public sealed interface JsonValue permits JsonObject, JsonValue.Items, JsonValue.Scalar {
  int line();

  int column();

  /// An array.
  record Items(List<JsonValue> values, int line, int column) implements JsonValue {}

  /// A string, number, boolean or null.
  sealed interface Scalar extends JsonValue {}

  /// A string.
  record Text(String value, int line, int column) implements Scalar {}

  /// A boolean.
  record Flag(boolean value, int line, int column) implements Scalar {}

  /// A number or null, as it is written.
  record Literal(String text, int line, int column) implements Scalar {}
}
