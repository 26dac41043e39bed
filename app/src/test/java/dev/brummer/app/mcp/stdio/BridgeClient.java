package dev.brummer.app.mcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brummer.app.mcp.protocol.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client on both ends of a bridge.
final class BridgeClient implements AutoCloseable {
  private static final int TIMEOUT_SECONDS = 20;
  private static final int PIPE_BYTES = 1 << 16;

  private final PipedOutputStream input = new PipedOutputStream();
  private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean failing;

  BridgeClient(StdioBridge bridge) throws IOException {
    PipedInputStream stdin = new PipedInputStream(input, PIPE_BYTES);
    thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                bridge.run(stdin, new Lines());
              } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
              }
            });
  }

  private final class Lines extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public void write(int b) throws IOException {
      if (failing) {
        throw new IOException("nothing reads this");
      }
      if (b == '\n') {
        received.add(JsonCodec.readObject(line.toString(StandardCharsets.UTF_8)));
        line.reset();
      } else {
        line.write(b);
      }
    }
  }

  /// Stops reading: the next write of the bridge fails.
  void stopReading() {
    failing = true;
  }

  void send(String text) throws IOException {
    input.write(text.getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  JsonNode next() throws InterruptedException {
    JsonNode message = received.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message");
    }
    return message;
  }

  JsonNode request(String id, String method, String params)
      throws IOException, InterruptedException {
    send(line(id, method, params));
    return next();
  }

  static String line(String id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}\n"
        .formatted(id, method, params);
  }

  static String call(String id, String tool) {
    return line(id, "tools/call", "{\"name\":\"" + tool + "\"}");
  }

  /// Calls a tool and returns the text of its result.
  String tool(String name) throws IOException, InterruptedException {
    send(call("\"t\"", name));
    return next().at("/result/content/0/text").asText();
  }

  JsonNode initialize() throws IOException, InterruptedException {
    return request(
        "1",
        "initialize",
        "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"c\","
            + "\"version\":\"1\"}}");
  }

  /// Closes the input and waits for the end of the bridge.
  boolean end() throws IOException, InterruptedException {
    input.close();
    return awaitEnd();
  }

  boolean awaitEnd() throws InterruptedException {
    return thread.join(java.time.Duration.ofSeconds(TIMEOUT_SECONDS));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    end();
  }
}
