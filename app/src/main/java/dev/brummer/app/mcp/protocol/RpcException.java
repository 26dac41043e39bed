package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// A request that is answered with a JSON-RPC error. The message is one sentence for the client.
/// Has no stack trace.
public final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final int HTTP_OK = 200;
  private static final int HTTP_BAD_REQUEST = 400;
  private static final int HTTP_NOT_FOUND = 404;

  private final int code;
  private final transient @Nullable JsonNode data;
  private final int httpStatus;

  private RpcException(int code, String message, @Nullable JsonNode data, int httpStatus) {
    super(message, null, false, false);
    this.code = code;
    this.data = data;
    this.httpStatus = httpStatus;
  }

  /// A well-formed request that names something unknown or has invalid parameters.
  public static RpcException invalidParams(String message) {
    return new RpcException(RpcErrorCodes.INVALID_PARAMS, message, null, HTTP_OK);
  }

  /// @param data details for programs
  public static RpcException of(int code, String message, @Nullable JsonNode data) {
    return new RpcException(code, message, data, HTTP_OK);
  }

  /// A request whose envelope is invalid: over HTTP the status is 400.
  public static RpcException badRequest(int code, String message, @Nullable JsonNode data) {
    return new RpcException(code, message, data, HTTP_BAD_REQUEST);
  }

  /// An unknown method: over HTTP the status is 404.
  public static RpcException unknownMethod(String method) {
    return new RpcException(
        RpcErrorCodes.METHOD_NOT_FOUND,
        "unknown method \"" + Texts.singleLine(method) + "\"",
        null,
        HTTP_NOT_FOUND);
  }

  public int code() {
    return code;
  }

  public String text() {
    return String.valueOf(getMessage());
  }

  public @Nullable JsonNode data() {
    return data;
  }

  /// Status of the HTTP response that carries the error in the stateless generation.
  public int httpStatus() {
    return httpStatus;
  }
}
