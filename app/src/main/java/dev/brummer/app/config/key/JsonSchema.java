package dev.brummer.app.config.key;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// JSON Schema (2020-12) of `brummer.toml`, for editors.
public final class JsonSchema {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private JsonSchema() {}

  public static ObjectNode ofFile() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", DIALECT);
    schema.put("title", "brummer.toml");
    schema.put("description", "Configuration of brummer");
    ConfigKeys.FILE.writeSchema(schema);
    return schema;
  }
}
