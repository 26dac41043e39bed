package dev.brummer.app.mcp.stdio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.app.mcp.protocol.JsonCodec;
import dev.brummer.app.mcp.protocol.RpcErrorCodes;
import dev.brummer.app.mcp.protocol.ToolResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Standard output of the bridge. Every write is one or more whole lines. Any thread.
final class ClientOutput extends OutputStream {
  private final OutputStream target;
  private final Runnable onFailure;

  /// @param onFailure runs when the client has stopped reading
  ClientOutput(OutputStream target, Runnable onFailure) {
    this.target = target;
    this.onFailure = onFailure;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  /// Writes whole lines and flushes.
  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      target.write(bytes, offset, length);
      target.flush();
    } catch (IOException gone) {
      onFailure.run();
      throw gone;
    }
  }

  /// Sends a message; a client that has stopped reading is reported by `onFailure`.
  void send(ObjectNode message) {
    byte[] json = JsonCodec.write(message);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    try {
      write(line, 0, line.length);
    } catch (IOException gone) {
      Thread.yield(); // reported
    }
  }

  /// Answers a request that no run can answer: with a result that models read for a tool call, with
  /// an error of the protocol otherwise.
  void refuse(MessageHead.Id id, String method, String reason) {
    ObjectNode message = JsonCodec.object().put("jsonrpc", "2.0");
    if (id.isText()) {
      message.put("id", id.value());
    } else {
      message.set("id", JsonCodec.readNumber(id.value()));
    }
    if (method.equals("tools/call")) {
      message.set("result", ToolResult.error(reason).body().put("resultType", "complete"));
    } else {
      message.putObject("error").put("code", RpcErrorCodes.SERVER_ERROR).put("message", reason);
    }
    send(message);
  }

  /// Tells the client to read a resource again.
  void announceChange(String uri) {
    ObjectNode message = JsonCodec.object().put("jsonrpc", "2.0");
    message.put("method", "notifications/resources/updated").putObject("params").put("uri", uri);
    send(message);
  }

  static byte[] line(String json) {
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
