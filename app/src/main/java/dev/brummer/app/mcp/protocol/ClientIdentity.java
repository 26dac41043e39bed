package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/// Name and version a client gives itself; one line each, safe to show.
public record ClientIdentity(String name, String version) {
  public static final ClientIdentity UNKNOWN = new ClientIdentity("unknown client", "");

  /// @param info an `Implementation` of the protocol; anything else is an unknown client
  static ClientIdentity of(JsonNode info) {
    String name = Texts.singleLine(info.path("name").asText(""));
    String version = Texts.singleLine(info.path("version").asText(""));
    return name.isEmpty() ? UNKNOWN : new ClientIdentity(name, version);
  }
}
