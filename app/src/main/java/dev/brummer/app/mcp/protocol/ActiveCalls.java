package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The unfinished calls of one client by request id. Bounded. Any thread.
public final class ActiveCalls {
  public static final int MAX_CALLS = 64;

  private final Map<JsonNode, McpCall> calls = new HashMap<>();

  /// Calls whose response is being written.
  private int answering;

  /// @throws RpcException if the client has too many unfinished calls or reuses an id. A ping is
  ///   never one too many.
  synchronized void add(McpCall call) {
    if (calls.size() >= MAX_CALLS && !call.method().equals("ping")) {
      throw tooMany();
    }
    if (calls.putIfAbsent(call.id(), call) != null) {
      throw RpcException.badRequest(
          RpcErrorCodes.INVALID_REQUEST, "another unfinished call has the same id", null);
    }
  }

  static RpcException tooMany() {
    return RpcException.of(
        RpcErrorCodes.SERVER_ERROR,
        "too many unfinished calls (limit " + MAX_CALLS + "); wait for one of them",
        null);
  }

  /// Releases the id of a call before its response is written: a client may use it again as soon as
  /// it has read the response.
  synchronized void answering(McpCall call) {
    if (calls.remove(call.id(), call)) {
      answering++;
    }
  }

  synchronized void remove(McpCall call) {
    if (!calls.remove(call.id(), call)) {
      answering--;
    }
    notifyAll();
  }

  void cancel(JsonNode id) {
    McpCall call;
    synchronized (this) {
      call = calls.get(id);
    }
    if (call != null) {
      call.cancel();
    }
  }

  void cancelAll() {
    snapshot().forEach(McpCall::cancel);
  }

  /// Cancels the calls of one method.
  void cancel(String method) {
    for (McpCall call : snapshot()) {
      if (call.method().equals(method)) {
        call.cancel();
      }
    }
  }

  private synchronized List<McpCall> snapshot() {
    return List.copyOf(calls.values());
  }

  /// Waits until no call is left and every response is written.
  synchronized void awaitNone(long timeoutMillis) throws InterruptedException {
    long deadline = System.nanoTime() + timeoutMillis * 1_000_000;
    while (!calls.isEmpty() || answering > 0) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
