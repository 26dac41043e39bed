package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A resource, or a template of resources whose URI has `{variables}`.
public record Resource(String uri, String name, String description, String mimeType) {
  ObjectNode json() {
    return json("uri");
  }

  ObjectNode templateJson() {
    return json("uriTemplate");
  }

  private ObjectNode json(String key) {
    return JsonCodec.object()
        .put(key, uri)
        .put("name", name)
        .put("description", description)
        .put("mimeType", mimeType);
  }
}
