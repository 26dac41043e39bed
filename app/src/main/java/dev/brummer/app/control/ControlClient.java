package dev.brummer.app.control;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.UserException;
import dev.brummer.app.program.Version;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.socket.UnixConnection;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A connection to a running brummer. Confined to one thread.
///
/// All failures are [UserException]s: the client of this class is a command.
public final class ControlClient implements AutoCloseable {
  /// Time to wait for a response in addition to the time that a request itself may take.
  public static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);

  private static final int MAX_RESPONSE_BYTES = 64 << 20;

  private final ControlInstance instance;
  private final UnixConnection channel;
  private final FrameReader frames;
  private int lastId;
  private volatile boolean timedOut;

  private ControlClient(ControlInstance instance, UnixConnection channel) {
    this.instance = instance;
    this.channel = channel;
    this.frames = new FrameReader(channel, MAX_RESPONSE_BYTES);
  }

  /// Connects to a running brummer.
  ///
  /// @throws UserException if it has ended, or speaks another version of the protocol
  public static ControlClient connect(ControlInstance instance) {
    if (instance.protocol() != ControlInstance.PROTOCOL) {
      throw UserException.failure(
          "brummer %s (pid %d) cannot be controlled by brummer %s: restart it, or use its version"
              .formatted(VisibleText.named(instance.version()), instance.pid(), Version.NUMBER));
    }
    try {
      return new ControlClient(instance, UnixConnection.connect(instance.socket()));
    } catch (IOException refused) {
      throw UserException.notRunning(
          name(instance) + " is ending (" + IoErrorMessage.of(refused) + ")");
    }
  }

  /// Sends a request and waits for its result.
  ///
  /// @param params plain values, see [ControlJson]
  /// @param events receives the parameters of each event before the result
  /// @param timeout maximum wait for the result; null for none
  /// @return the result; empty if it is no object
  /// @throws UserException for an error response, and if the connection ends or times out
  public JsonFields call(
      String method,
      Map<String, ?> params,
      Consumer<JsonFields> events,
      @Nullable Duration timeout) {
    Thread watch = timeout == null ? null : watch(timeout);
    try {
      send(method, params);
      return receive(events);
    } catch (IOException ended) {
      throw describe(ended, timeout);
    } finally {
      if (watch != null) {
        watch.interrupt();
      }
    }
  }

  /// Sends a request that takes no time of its own.
  public JsonFields call(String method, Map<String, ?> params) {
    return call(method, params, _ -> {}, RESPONSE_TIMEOUT);
  }

  /// Turns the connection into a stream of raw bytes. This client must not be used afterwards; its
  /// close closes the stream.
  ///
  /// @param result receives the result of the request
  public ControlStream upgrade(String method, Map<String, ?> params, Consumer<JsonFields> result) {
    result.accept(call(method, params));
    return new ControlStream(
        channel,
        frames.rest(),
        _ -> {
          throw new IllegalStateException("only a server accepts a stream");
        });
  }

  /// Blocks until the running brummer has closed the connection, or for `timeout`.
  ///
  /// @return whether it has
  public boolean awaitEnd(Duration timeout) {
    Thread watch = watch(timeout);
    try {
      byte[] event = frames.next();
      while (event != null) {
        event = frames.next();
      }
      return true;
    } catch (IOException ended) {
      return !timedOut;
    } finally {
      watch.interrupt();
    }
  }

  private void send(String method, Map<String, ?> params) throws IOException {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("jsonrpc", "2.0");
    request.put("id", ++lastId);
    request.put("method", method);
    request.put("params", params);
    byte[] json = ControlJson.bytes(request);
    channel.write(ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip());
  }

  private JsonFields receive(Consumer<JsonFields> events) throws IOException {
    byte[] frame = frames.next();
    while (frame != null) {
      JsonFields message = new JsonFields(ControlJson.parseObject(frame));
      if (message.has("error")) {
        throw describe(message.object("error"));
      }
      if (!message.has("method")) {
        return message.object("result");
      }
      events.accept(message.object("params"));
      frame = frames.next();
    }
    throw UserException.notRunning(name(instance) + " has ended");
  }

  /// Closes the connection if the caller has not interrupted the returned thread in time.
  private Thread watch(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    return Thread.ofPlatform()
        .daemon()
        .name("control-timeout")
        .start(() -> {
          while (!Thread.interrupted()) {
            long remaining = deadline - System.nanoTime();
            if (remaining <= 0) {
              timedOut = true;
              close();
              return;
            }
            LockSupport.parkNanos(remaining);
          }
        });
  }

  private UserException describe(IOException ended, @Nullable Duration timeout) {
    if (timedOut && timeout != null) {
      return UserException.ofCode(
          ExitCodes.TIMED_OUT,
          name(instance) + " has not responded for " + timeout.toSeconds() + " s");
    }
    if (ended instanceof AsynchronousCloseException || ended.getMessage() == null) {
      return UserException.notRunning(name(instance) + " has ended");
    }
    return UserException.notRunning(name(instance) + ": " + IoErrorMessage.of(ended));
  }

  private UserException describe(JsonFields error) {
    String message = VisibleText.sentence(error.text("message"));
    JsonFields data = error.object("data");
    if (error.number("code") == ControlException.UNKNOWN_METHOD) {
      return UserException.failure(
          name(instance) + ", version " + instance.version() + ", does not know this: " + message);
    }
    boolean usage = error.number("code") == ControlException.INVALID_PARAMS;
    int fallback = usage ? ExitCodes.USAGE : ExitCodes.FAILURE;
    return UserException.ofCode(
        data.has("exitCode") ? (int) data.number("exitCode") : fallback, message);
  }

  private static String name(ControlInstance instance) {
    return "brummer (pid " + instance.pid() + ")";
  }

  @Override
  public void close() {
    channel.close();
  }
}
