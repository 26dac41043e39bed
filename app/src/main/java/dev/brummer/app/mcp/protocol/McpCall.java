package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One request being served: its parameters, and the ways back to the client. Handlers use it on
/// the thread of the request; [#cancel] and the progress timer use it on others.
public final class McpCall {
  private static final String META = "_meta";
  private static final double NANOS_PER_SECOND = 1e9;

  private final RpcMessage.Request request;
  private final ConnectedClient client;
  private final JsonNode capabilities;
  private final @Nullable LogSeverity logThreshold;
  private final ResponseChannel channel;
  private final long startNanos = System.nanoTime();

  /// Thread of the handler; null before it runs.
  private @Nullable Thread thread;

  private boolean cancelled;
  private boolean finished;
  private volatile boolean ownProgress;
  private volatile String status = "";

  McpCall(
      RpcMessage.Request request,
      ConnectedClient client,
      JsonNode capabilities,
      @Nullable LogSeverity logThreshold,
      ResponseChannel channel) {
    this.request = request;
    this.client = client;
    this.capabilities = capabilities;
    this.logThreshold = logThreshold;
    this.channel = channel;
  }

  JsonNode id() {
    return request.id();
  }

  String method() {
    return request.method();
  }

  ObjectNode params() {
    return request.params();
  }

  /// Arguments of the tool or prompt; empty if there are none.
  public ObjectNode arguments() {
    return params().path("arguments") instanceof ObjectNode given ? given : JsonCodec.object();
  }

  /// Label of the client, unique among the connected ones.
  public String client() {
    return client.label();
  }

  /// Name and version the client gives itself.
  public ClientIdentity identity() {
    return client.identity();
  }

  /// Transport of the client, as its connection or endpoint was named.
  public String transport() {
    return client.transport();
  }

  /// Whether the client declared this capability, for example `sampling`.
  public boolean clientSupports(String capability) {
    return capabilities.has(capability);
  }

  /// Response to an earlier request for input; a missing node if there is none.
  public JsonNode inputResponse(String key) {
    return params().path("inputResponses").path(key);
  }

  /// State of an earlier request for input, as the client sent it back.
  public @Nullable String requestState() {
    return params().path("requestState").textValue();
  }

  /// Whether the client follows the progress of this call. Without it, clients give up after about
  /// a minute.
  public boolean hasProgressToken() {
    return !progressToken().isMissingNode();
  }

  private JsonNode progressToken() {
    JsonNode token = params().path(META).path("progressToken");
    return token.isTextual() || token.isIntegralNumber() ? token : MissingNode.getInstance();
  }

  /// Reports progress; turns the periodic reports off. Without effect if the client does not
  /// follow.
  public void progress(double progress, double total, String message) {
    ownProgress = true;
    sendProgress(progress, total, message);
  }

  /// Text of the next periodic progress reports, for example "waits for web".
  public void status(String text) {
    status = text;
  }

  private void sendProgress(double progress, double total, String message) {
    JsonNode token = progressToken();
    if (token.isMissingNode()) {
      return;
    }
    ObjectNode params = JsonCodec.object();
    params.set("progressToken", token);
    params.put("progress", progress);
    if (total > 0) {
      params.put("total", total);
    }
    if (!message.isEmpty()) {
      params.put("message", message);
    }
    send(RpcMessage.notification("notifications/progress", params));
  }

  /// Reports the elapsed seconds until the call has finished. Runs on a thread of its own.
  void reportProgress(Duration interval) {
    try {
      while (!awaitFinish(interval)) {
        if (!ownProgress) {
          long elapsed = System.nanoTime() - startNanos;
          sendProgress(Math.floor(elapsed / NANOS_PER_SECOND * 10) / 10, 0, status);
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean awaitFinish(Duration interval) throws InterruptedException {
    long deadline = System.nanoTime() + interval.toNanos();
    while (!finished) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, left / 1_000_000));
    }
    return true;
  }

  /// Sends a log message if the client asked for this severity.
  public void log(LogSeverity severity, String text) {
    if (logThreshold == null || severity.compareTo(logThreshold) < 0) {
      return;
    }
    ObjectNode params = JsonCodec.object().put("level", severity.word()).put("data", text);
    send(RpcMessage.notification("notifications/message", params));
  }

  /// Sends a notification. Never together with [#cancel]: an interrupt while a socket is being
  /// written would close it.
  synchronized void send(ObjectNode notification) {
    if (!cancelled && !finished) {
      channel.notify(notification);
    }
  }

  /// Makes the current thread that of the handler.
  synchronized void begin() {
    thread = Thread.currentThread();
    if (cancelled) {
      thread.interrupt();
    }
  }

  /// Interrupts the handler, now or when it begins. Without effect once it has finished.
  synchronized void cancel() {
    if (!finished && !cancelled) {
      cancelled = true;
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /// Ends the call; after this, [#cancel] does not interrupt the thread.
  synchronized void finish() {
    finished = true;
    notifyAll();
    if (cancelled) {
      Thread.interrupted();
    }
  }

  long elapsedMicros() {
    return (System.nanoTime() - startNanos) / 1_000;
  }
}
