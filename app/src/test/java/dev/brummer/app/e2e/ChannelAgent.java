package dev.brummer.app.e2e;

import dev.brummer.app.control.ControlClient;
import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.control.ControlStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// An agent directly on the control socket of a run: what `brummer mcp` is connected to.
final class ChannelAgent implements AutoCloseable {
  private static final String CALL =
      "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"scripts_status\"}}";

  private final ControlClient client;
  private final ControlStream stream;
  private final BufferedReader lines;

  /// Answers to a number of calls.
  record Answers(int results, int errors, String firstError) {}

  ChannelAgent(ControlInstance instance) throws IOException {
    client = ControlClient.connect(instance);
    stream = client.upgrade("mcp", Map.of(), _ -> {});
    lines = new BufferedReader(new InputStreamReader(stream.input(), StandardCharsets.UTF_8));
  }

  void send(String text) throws IOException {
    stream.output().write(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The next line; null at the end of the connection.
  String receive() throws IOException {
    return lines.readLine();
  }

  /// Sends a request and returns its response, after any notifications.
  String request(String json) throws IOException {
    send(json + "\n");
    String line = receive();
    while (line != null && line.startsWith("{\"jsonrpc\":\"2.0\",\"method\"")) {
      line = receive();
    }
    return String.valueOf(line);
  }

  String call(int id) throws IOException {
    return request(CALL.formatted(id));
  }

  /// Calls a tool many times.
  ///
  /// @param window calls without an answer at a time
  Answers call(int count, int window) throws Exception {
    Semaphore free = new Semaphore(window);
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                for (int i = 0; i < count; i++) {
                  free.acquire();
                  send(CALL.formatted(i) + "\n");
                }
              } catch (IOException | InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            });
    int results = 0;
    int errors = 0;
    String firstError = "";
    while (results + errors < count) {
      String line = receive();
      if (line == null) {
        break;
      }
      free.release();
      if (line.contains("\"result\":{\"content\"")) {
        results++;
      } else {
        firstError = errors++ == 0 ? line : firstError;
      }
    }
    writer.interrupt();
    writer.join();
    return new Answers(results, errors, firstError);
  }

  @Override
  public void close() {
    client.close();
  }
}
