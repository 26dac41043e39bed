package dev.brummer.tui.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.RequestDetail.NameValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Parses the data of a page event into name-value pairs.
public final class PageEventFields {
  private static final JsonFactory JSON = new JsonFactory();

  private PageEventFields() {}

  /// The fields that can be parsed; a mapped stack trace replaces the original one.
  public static List<NameValue> of(Event.PageEvent event) {
    List<NameValue> fields = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(event.data())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean nested = !parser.nextToken().isScalarValue();
        parser.skipChildren();
        fields.add(new NameValue(name, nested ? "…" : parser.getText()));
      }
    } catch (IOException malformed) {
      fields.add(new NameValue("data", event.data()));
    }
    if (fields.stream().anyMatch(nameValue -> nameValue.name().equals("mapped"))) {
      fields.removeIf(nameValue -> nameValue.name().equals("stack"));
    }
    return fields;
  }
}
