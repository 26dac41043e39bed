package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client on both ends of a connection: sends lines, and receives each message of the server.
final class ConnectionDriver implements AutoCloseable {
  private final PipedOutputStream toServer = new PipedOutputStream();
  private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
  private final McpConnection connection;
  private final Thread thread;

  ConnectionDriver(McpServer server) throws IOException {
    PipedInputStream input = new PipedInputStream(toServer, 1 << 16);
    connection = new McpConnection(server, "stdio", new Lines());
    thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                connection.run(input);
              } catch (IOException closed) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private final class Lines extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      if (b == '\n') {
        received.add(JsonCodec.readObject(line.toString(StandardCharsets.UTF_8)));
        line.reset();
      } else {
        line.write(b);
      }
    }
  }

  void send(String line) throws IOException {
    toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    toServer.flush();
  }

  /// The next message, whatever it is.
  JsonNode next() throws InterruptedException {
    JsonNode message = received.poll(20, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message");
    }
    return message;
  }

  /// Sends a request and returns its response; notifications before it are collected.
  JsonNode request(String line, List<JsonNode> notifications)
      throws IOException, InterruptedException {
    send(line);
    while (true) {
      JsonNode message = next();
      if (message.has("id")) {
        return message;
      }
      notifications.add(message);
    }
  }

  JsonNode request(String line) throws IOException, InterruptedException {
    return request(line, new ArrayList<>());
  }

  /// Closes the input of the server and waits until it has served everything.
  void endInput() throws IOException, InterruptedException {
    toServer.close();
    thread.join(20_000);
  }

  boolean hasNothing() {
    return received.isEmpty();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    endInput();
    connection.close();
  }
}
