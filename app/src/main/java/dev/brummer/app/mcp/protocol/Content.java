package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Content blocks of results and prompts.
public final class Content {
  private Content() {}

  public static ObjectNode text(String text) {
    return JsonCodec.object().put("type", "text").put("text", text);
  }

  /// @param data in Base64
  public static ObjectNode image(String data, String mimeType) {
    return binary("image", data, mimeType);
  }

  /// @param data in Base64
  public static ObjectNode audio(String data, String mimeType) {
    return binary("audio", data, mimeType);
  }

  private static ObjectNode binary(String type, String data, String mimeType) {
    return JsonCodec.object().put("type", type).put("data", data).put("mimeType", mimeType);
  }

  /// A resource with its content.
  public static ObjectNode embedded(ObjectNode contents) {
    ObjectNode block = JsonCodec.object().put("type", "resource");
    block.set("resource", contents);
    return block;
  }

  /// Contents of a resource in text.
  public static ObjectNode textResource(String uri, String mimeType, String text) {
    return JsonCodec.object().put("uri", uri).put("mimeType", mimeType).put("text", text);
  }

  /// Contents of a resource in Base64.
  public static ObjectNode blobResource(String uri, String mimeType, String data) {
    return JsonCodec.object().put("uri", uri).put("mimeType", mimeType).put("blob", data);
  }
}
