package dev.brummer.tui.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.RequestDetail.NameValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The details of a signal, one by one.
public final class EventFields {
  private static final JsonFactory JSON = new JsonFactory();

  private EventFields() {}

  /// As many as can be read; where the stack has been mapped to sources, that one alone.
  public static List<NameValue> of(Event.PageEvent signal) {
    List<NameValue> fields = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(signal.data())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean nested = !parser.nextToken().isScalarValue();
        parser.skipChildren();
        fields.add(new NameValue(name, nested ? "…" : parser.getText()));
      }
    } catch (IOException torn) {
      fields.add(new NameValue("data", signal.data()));
    }
    if (fields.stream().anyMatch(nameValue -> nameValue.name().equals("mapped"))) {
      fields.removeIf(nameValue -> nameValue.name().equals("stack"));
    }
    return fields;
  }
}
