package dev.brummer.app.mcp.protocol;

/// Error codes of JSON-RPC and of MCP.
public final class RpcErrorCodes {
  public static final int PARSE_ERROR = -32700;
  public static final int INVALID_REQUEST = -32600;
  public static final int METHOD_NOT_FOUND = -32601;
  public static final int INVALID_PARAMS = -32602;
  public static final int INTERNAL_ERROR = -32603;

  /// The server refuses the request because of its load or because a client is unknown.
  public static final int SERVER_ERROR = -32000;

  /// Unknown resource in the session-based generation; the stateless one uses [#INVALID_PARAMS].
  public static final int RESOURCE_NOT_FOUND = -32002;

  /// A header of the HTTP request differs from the body.
  public static final int HEADER_MISMATCH = -32020;

  /// The request needs a capability that the client has not declared.
  public static final int MISSING_CLIENT_CAPABILITY = -32021;

  public static final int UNSUPPORTED_VERSION = -32022;

  private RpcErrorCodes() {}
}
