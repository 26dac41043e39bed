package dev.brummer.app.mcp.http;

import dev.brummer.app.mcp.protocol.RpcErrorCodes;
import dev.brummer.app.mcp.protocol.RpcException;
import dev.brummer.app.mcp.protocol.RpcMessage;
import dev.brummer.app.mcp.protocol.StatelessRequests;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Compares the headers of a stateless request with its body, so that what a gateway sees in the
/// headers is what runs.
final class HeaderAgreement {
  static final String VERSION = "MCP-Protocol-Version";

  private static final String METHOD = "Mcp-Method";
  private static final String NAME = "Mcp-Name";
  private static final String BASE64_START = "=?base64?";
  private static final String BASE64_END = "?=";

  private HeaderAgreement() {}

  /// @throws RpcException if they differ
  static void check(HttpHeaders headers, RpcMessage.Request request) {
    String version = StatelessRequests.versionOf(request.params());
    if (version != null) {
      requireEqual(VERSION, headers.get(VERSION), version);
    }
    if (headers.contains(METHOD) || version != null) {
      requireEqual(METHOD, headers.get(METHOD), request.method());
    }
    String name = nameOf(request);
    if (name != null) {
      requireEqual(NAME, decode(headers.get(NAME)), name);
    }
  }

  private static @Nullable String nameOf(RpcMessage.Request request) {
    return switch (request.method()) {
      case "tools/call", "prompts/get" -> request.params().path("name").textValue();
      case "resources/read" -> request.params().path("uri").textValue();
      default -> null;
    };
  }

  private static void requireEqual(String header, @Nullable String given, String body) {
    if (!Objects.equals(given, body)) {
      throw RpcException.badRequest(
          RpcErrorCodes.HEADER_MISMATCH,
          "header " + header + (given == null ? " is missing" : " differs from the body"),
          null);
    }
  }

  /// Names that are no plain ASCII are sent in Base64.
  private static @Nullable String decode(@Nullable String value) {
    if (value == null || !value.startsWith(BASE64_START) || !value.endsWith(BASE64_END)) {
      return value;
    }
    try {
      String base64 = value.substring(BASE64_START.length(), value.length() - BASE64_END.length());
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException invalid) {
      return value;
    }
  }
}
