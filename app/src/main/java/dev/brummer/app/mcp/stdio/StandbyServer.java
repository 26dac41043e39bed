package dev.brummer.app.mcp.stdio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.app.control.ControlStream;
import dev.brummer.app.mcp.ProjectServer;
import dev.brummer.app.mcp.protocol.JsonCodec;
import dev.brummer.app.mcp.protocol.McpConnection;
import dev.brummer.app.mcp.protocol.McpServer;
import dev.brummer.app.mcp.protocol.MessageReader;
import dev.brummer.app.mcp.protocol.RpcErrorCodes;
import dev.brummer.app.mcp.protocol.RpcException;
import dev.brummer.app.mcp.protocol.RpcMessage;
import dev.brummer.app.mcp.protocol.ServerChanges;
import dev.brummer.app.mcp.protocol.ServerObserver;
import dev.brummer.app.mcp.protocol.ToolResult;
import dev.brummer.app.program.UserException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers a client while no brummer runs: the handshake and the lists, which are the same in every
/// project. Used by one thread.
final class StandbyServer implements AutoCloseable {
  private static final Set<String> LOCAL_METHODS =
      Set.of(
          "initialize",
          "ping",
          "server/discover",
          "tools/list",
          "prompts/list",
          "resources/list",
          "resources/templates/list");
  private static final String REPLAY_ID = "brummer-handshake";

  private final OutputStream output;
  private final McpConnection local;

  /// Parameters of `initialize`; null before it, and for a client of the stateless generation.
  private @Nullable ObjectNode handshake;

  StandbyServer(OutputStream output, String version) {
    this.output = output;
    McpServer server =
        new McpServer(
            ProjectServer.definition(
                version,
                () -> {
                  throw new IllegalStateException("no brummer runs");
                },
                (_, _) -> List.of()),
            ServerObserver.NONE,
            new ServerChanges());
    local = new McpConnection(server, "stdio", output);
  }

  /// Connects to a brummer.
  @FunctionalInterface
  interface Connector {
    void connect() throws InterruptedException;
  }

  /// Answers until a request needs a running brummer and the connector has succeeded.
  ///
  /// @return that request with its newline; null at the end of the input
  byte @Nullable [] serve(InputStream input, Connector connector)
      throws IOException, InterruptedException {
    MessageReader reader = new MessageReader(input, McpConnection.MAX_MESSAGE_BYTES);
    while (reader.next()) {
      RpcMessage message = reader.isTooLong() ? null : parse(reader);
      if (message instanceof RpcMessage.Request request
          && !LOCAL_METHODS.contains(request.method())) {
        local.awaitIdle();
        if (connect(request, connector)) {
          return withRest(reader);
        }
      } else {
        accept(reader, message);
      }
    }
    local.awaitIdle();
    return null;
  }

  private static @Nullable RpcMessage parse(MessageReader reader) {
    try {
      return RpcMessage.parse(reader.bytes(), reader.length());
    } catch (RpcException invalid) {
      return null;
    }
  }

  private void accept(MessageReader reader, @Nullable RpcMessage message) {
    if (message instanceof RpcMessage.Request request && request.method().equals("initialize")) {
      handshake = request.params();
    }
    if (reader.isTooLong()) {
      local.rejectLongMessage();
    } else {
      local.accept(reader.bytes(), reader.length());
    }
  }

  private boolean connect(RpcMessage.Request request, Connector connector)
      throws InterruptedException, IOException {
    try {
      connector.connect();
      return true;
    } catch (UserException failed) {
      ObjectNode response =
          request.method().equals("tools/call")
              ? RpcMessage.result(request.id(), ToolResult.error(failed.text()).body())
              : RpcMessage.error(
                  request.id(), RpcException.of(RpcErrorCodes.SERVER_ERROR, failed.text(), null));
      output.write(line(response));
      output.flush();
      return false;
    }
  }

  /// The current message and what was read behind it.
  private static byte[] withRest(MessageReader reader) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(reader.bytes(), 0, reader.length());
    bytes.write('\n');
    bytes.writeBytes(reader.rest());
    return bytes.toByteArray();
  }

  private static byte[] line(ObjectNode message) {
    byte[] json = JsonCodec.write(message);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  /// Introduces the client to the running brummer, whose answer the client already has.
  void replayHandshake(ControlStream stream) throws IOException {
    ObjectNode params = handshake;
    if (params == null) {
      return;
    }
    ObjectNode request = JsonCodec.object().put("jsonrpc", "2.0").put("id", REPLAY_ID);
    request.put("method", "initialize").set("params", params);
    stream.output().write(line(request));
    skipLine(stream.input());
    stream
        .output()
        .write(
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n"
                .getBytes(StandardCharsets.UTF_8));
  }

  private static void skipLine(InputStream input) throws IOException {
    int next = input.read();
    while (next >= 0 && next != '\n') {
      next = input.read();
    }
  }

  @Override
  public void close() {
    local.close();
  }
}
