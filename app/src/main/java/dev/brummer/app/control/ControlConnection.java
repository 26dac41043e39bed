package dev.brummer.app.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.socket.UnixConnection;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The server's side of one connection.
///
/// The reading thread runs [#run]. A request runs on a thread of its own, and the next one starts
/// when it has ended. Meanwhile the reading thread reads one request ahead, so that it notices a
/// disconnect and interrupts the running request. An upgraded request runs on the reading thread.
final class ControlConnection implements Runnable {
  /// Loaded with the first connection: a run without clients does not pay for it.
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String VERSION = "2.0";
  private static final Duration FINISH_TIMEOUT = Duration.ofMillis(500);

  private final UnixConnection channel;
  private final ControlServer server;
  private final ControlStatistics statistics;
  private final FrameReader frames;

  private volatile @Nullable Thread request;
  private volatile long writingSinceNanos;
  private volatile boolean timed = true;

  ControlConnection(UnixConnection channel, ControlServer server) {
    this.channel = channel;
    this.server = server;
    this.statistics = server.statistics();
    this.frames = new FrameReader(channel, server.limits().maxRequestBytes());
  }

  /// Serves the connection until its end.
  @Override
  public void run() {
    try (channel) {
      serveAll();
    } catch (IOException | InterruptedException ended) {
      Thread.interrupted(); // the client has gone, or the server closes
    } finally {
      cancel();
      server.onEnd(this);
    }
  }

  private void serveAll() throws IOException, InterruptedException {
    try {
      byte[] frame = frames.next();
      while (frame != null && serve(frame)) {
        frame = frames.next();
      }
      finishRequest();
    } catch (FrameReader.TooLongException tooLong) {
      statistics.longRequests.increment();
      int kilobytes = Math.max(1, server.limits().maxRequestBytes() >> 10);
      writeError(
          null,
          new ControlException(
              ControlException.INVALID_REQUEST,
              "a request may be at most " + kilobytes + " KB long"));
    }
  }

  /// @return whether the connection stays a control channel
  private boolean serve(byte[] frame) throws IOException, InterruptedException {
    awaitRequest();
    statistics.requests.increment();
    JsonNode id = null;
    try {
      JsonNode message = parse(frame);
      id = requireId(message.get("id"));
      return dispatch(message, id);
    } catch (ControlException invalid) {
      writeError(id, invalid);
      return true;
    }
  }

  private static JsonNode parse(byte[] frame) throws IOException, ControlException {
    JsonNode message;
    try {
      message = MAPPER.readTree(frame);
    } catch (JsonProcessingException malformed) {
      throw new ControlException(
          ControlException.PARSE_ERROR,
          "not JSON: " + VisibleText.sentence(malformed.getOriginalMessage()));
    }
    if (message == null || !message.isObject()) {
      throw new ControlException(
          ControlException.INVALID_REQUEST,
          message != null && message.isArray()
              ? "batches are not supported: send one request per line"
              : "a request must be a JSON object");
    }
    return message;
  }

  private static @Nullable JsonNode requireId(@Nullable JsonNode id) throws ControlException {
    if (id != null && !id.isTextual() && !id.isNumber() && !id.isNull()) {
      throw new ControlException(
          ControlException.INVALID_REQUEST, "\"id\" must be a string or a number");
    }
    return id;
  }

  private boolean dispatch(JsonNode message, @Nullable JsonNode id)
      throws IOException, ControlException {
    JsonNode name = message.get("method");
    JsonNode params = message.get("params");
    JsonNode version = message.get("jsonrpc");
    if (version == null || !VERSION.equals(version.textValue())) {
      throw new ControlException(
          ControlException.INVALID_REQUEST, "\"jsonrpc\" must be \"" + VERSION + '"');
    }
    if (name == null || !name.isTextual()) {
      throw new ControlException(ControlException.INVALID_REQUEST, "\"method\" must be a string");
    }
    if (params != null && !params.isObject()) {
      throw new ControlException(ControlException.INVALID_PARAMS, "\"params\" must be an object");
    }
    String text = name.textValue();
    ControlUpgrade upgrade = server.findUpgrade(text);
    if (upgrade != null) {
      return !upgrade(upgrade, newCall(text, params), id);
    }
    ControlMethod method = server.requireMethod(text);
    ControlCall call = newCall(text, params);
    Thread running =
        Thread.ofVirtual().name("control-" + text).unstarted(() -> execute(method, call, id));
    request = running; // before its start: a close must find it
    running.start();
    return true;
  }

  private ControlCall newCall(String method, @Nullable JsonNode params) {
    return new ControlCall(method, params, this::sendEvent);
  }

  private void sendEvent(Object event) throws IOException {
    timed = false;
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", VERSION);
    message.put("method", "event");
    message.put("params", event);
    write(message);
  }

  /// @return whether the connection was upgraded, and has ended
  private boolean upgrade(ControlUpgrade upgrade, ControlCall call, @Nullable JsonNode id)
      throws IOException {
    ControlStream stream =
        new ControlStream(channel, frames.rest(), result -> writeResult(id, result));
    try {
      upgrade.run(call, stream);
    } catch (Exception failed) {
      if (!stream.isAccepted()) {
        writeError(id, describe(failed));
        return false;
      }
      server.onUpgradeFailure(call.method(), failed);
    }
    return true;
  }

  private void execute(ControlMethod method, ControlCall call, @Nullable JsonNode id) {
    try {
      try {
        writeResult(id, method.call(call));
      } catch (Exception failed) {
        writeError(id, describe(failed));
      }
    } catch (IOException gone) {
      channel.close();
    }
  }

  private static ControlException describe(Exception failure) {
    return switch (failure) {
      case ControlException error -> error;
      case UserException error ->
          new ControlException(
              ControlException.REFUSED, error.text(), Map.of("exitCode", error.code()));
      case InterruptedException _ ->
          new ControlException(
              ControlException.REFUSED,
              "brummer is shutting down",
              Map.of("exitCode", ExitCodes.NOT_RUNNING));
      default ->
          new ControlException(
              ControlException.INTERNAL_ERROR, "internal error: " + IoErrorMessage.of(failure));
    };
  }

  private void writeResult(@Nullable JsonNode id, @Nullable Object result) throws IOException {
    if (id != null) {
      Map<String, @Nullable Object> message = new LinkedHashMap<>();
      message.put("jsonrpc", VERSION);
      message.put("id", id);
      message.put("result", result);
      write(message);
    }
  }

  private void writeError(@Nullable JsonNode id, ControlException failure) throws IOException {
    statistics.errors.increment();
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("code", failure.code());
    error.put("message", failure.text());
    if (failure.data() != null) {
      error.put("data", failure.data());
    }
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", VERSION);
    message.put("id", id);
    message.put("error", error);
    write(message);
  }

  private synchronized void write(Object message) throws IOException {
    byte[] json = MAPPER.writeValueAsBytes(message);
    ByteBuffer line = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
    writingSinceNanos = System.nanoTime() | 1;
    try {
      channel.write(line);
    } finally {
      writingSinceNanos = 0;
    }
  }

  /// Lets a short request end after the client has closed its side only, as `nc -N` does. Whether
  /// it has closed both cannot be seen.
  private void finishRequest() throws InterruptedException {
    Thread running = request;
    if (running != null) {
      running.join(FINISH_TIMEOUT);
    }
  }

  /// Waits until the running request has been answered. A request that streams events is not waited
  /// for.
  void awaitResponse(Duration timeout) throws InterruptedException {
    Thread running = request;
    if (running != null && timed) {
      running.join(timeout);
    }
  }

  private void awaitRequest() throws InterruptedException {
    Thread running = request;
    if (running != null) {
      running.join();
      request = null;
      timed = true;
    }
  }

  /// Closes the connection if a request or a response takes too long. Called by the server's
  /// thread.
  void checkTimeouts(long nowNanos) {
    ControlLimits limits = server.limits();
    long reading = frames.startedNanos();
    long writing = writingSinceNanos;
    boolean slowRequest = reading != 0 && nowNanos - reading > limits.requestTimeout().toNanos();
    boolean slowReader =
        timed && writing != 0 && nowNanos - writing > limits.responseTimeout().toNanos();
    if (slowRequest || slowReader) {
      statistics.timeouts.increment();
      channel.close();
    }
  }

  /// Ends the connection. A running request is interrupted and may respond until the timeout.
  void close(Duration timeout) {
    Thread running = request;
    try {
      if (running != null) {
        running.interrupt();
        running.join(timeout);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    channel.close();
  }

  private void cancel() {
    Thread running = request;
    if (running != null) {
      running.interrupt();
    }
  }
}
