package dev.brummer.app.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request of a client, as its method sees it. Confined to the thread that runs the method.
public final class ControlCall {
  private final String method;
  private final JsonNode params;
  private final Events events;

  /// Sends an event to the client.
  @FunctionalInterface
  interface Events {
    void send(Object params) throws IOException;
  }

  ControlCall(String method, @Nullable JsonNode params, Events events) {
    this.method = method;
    this.params = params == null ? JsonNodeFactory.instance.objectNode() : params;
    this.events = events;
  }

  public String method() {
    return method;
  }

  /// The parameters; an object, empty if the request has none.
  public JsonNode params() {
    return params;
  }

  /// Sends an event that belongs to this request. Blocks while the client does not read.
  ///
  /// @param event anything that Jackson writes
  /// @throws IOException if the client has gone
  public void send(Object event) throws IOException {
    events.send(event);
  }

  /// A text parameter, or `fallback` without it.
  ///
  /// @throws ControlException if it is no string
  public String string(String name, String fallback) throws ControlException {
    JsonNode value = params.get(name);
    if (value == null || value.isNull()) {
      return fallback;
    }
    if (!value.isTextual()) {
      throw wrongType(name, "a string", value);
    }
    return value.textValue();
  }

  /// A text parameter that is required.
  ///
  /// @throws ControlException if it is missing, empty or no string
  public String string(String name) throws ControlException {
    String value = string(name, "");
    if (value.isEmpty()) {
      throw new ControlException(
          ControlException.INVALID_PARAMS, method + " needs the parameter \"" + name + '"');
    }
    return value;
  }

  /// A list of texts, empty without the parameter.
  ///
  /// @throws ControlException if it is no array of strings
  public List<String> strings(String name) throws ControlException {
    JsonNode value = params.get(name);
    if (value == null || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw wrongType(name, "an array of strings", value);
    }
    List<String> all = new ArrayList<>();
    for (JsonNode element : value) {
      if (!element.isTextual()) {
        throw wrongType(name, "an array of strings", element);
      }
      all.add(element.textValue());
    }
    return all;
  }

  /// A truth value, false without the parameter.
  ///
  /// @throws ControlException if it is neither true nor false
  public boolean bool(String name) throws ControlException {
    JsonNode value = params.get(name);
    if (value == null || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw wrongType(name, "true or false", value);
    }
    return value.booleanValue();
  }

  /// An integer, or `fallback` without the parameter.
  ///
  /// @throws ControlException if it is no integer from `min` to `max`
  public long number(String name, long fallback, long min, long max) throws ControlException {
    JsonNode value = params.get(name);
    if (value == null || value.isNull()) {
      return fallback;
    }
    if (!value.canConvertToLong() || !value.isIntegralNumber()) {
      throw wrongType(name, "an integer", value);
    }
    if (value.longValue() < min || value.longValue() > max) {
      throw new ControlException(
          ControlException.INVALID_PARAMS,
          "\"%s\" of %s must be from %d to %d, not %s".formatted(name, method, min, max, value));
    }
    return value.longValue();
  }

  private ControlException wrongType(String name, String expected, JsonNode value) {
    String found = value.getNodeType().name().toLowerCase(Locale.ROOT);
    return new ControlException(
        ControlException.INVALID_PARAMS,
        "\"" + name + "\" of " + method + " must be " + expected + ", not " + article(found),
        Map.of("parameter", name));
  }

  private static String article(String type) {
    return switch (type) {
      case "array", "object" -> "an " + type;
      default -> "a " + type;
    };
  }
}
