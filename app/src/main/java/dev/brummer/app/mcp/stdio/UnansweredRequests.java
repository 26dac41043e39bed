package dev.brummer.app.mcp.stdio;

import java.util.LinkedHashMap;
import java.util.Map;

/// Requests that a run has received and not answered. Any thread.
///
/// Requests are noted after they have been forwarded, and responses likewise, so a response may be
/// noted before its request, and a request before the response to an earlier one with the same id.
/// Both are counted per id. Responses without a request (also those to cancelled requests) are kept
/// for the newest ids only.
final class UnansweredRequests {
  private static final int MAX_EARLY = 1024;

  /// Requests minus responses, above zero.
  private final Map<MessageHead.Id, Open> unanswered = new LinkedHashMap<>();

  /// Responses minus requests, above zero.
  private final Map<MessageHead.Id, Integer> early = new LinkedHashMap<>();

  private boolean ended;

  /// Requests with the same id.
  private record Open(int count, String method) {}

  /// Receives requests without a response.
  @FunctionalInterface
  interface Receiver {
    void refuse(MessageHead.Id id, String method);
  }

  /// Notes a request.
  ///
  /// @return false if the run has ended without a response to it
  synchronized boolean add(MessageHead.Id id, String method) {
    Integer responses = early.remove(id);
    if (responses != null) {
      if (responses > 1) {
        early.put(id, responses - 1);
      }
      return true;
    }
    if (ended) {
      return false;
    }
    Open open = unanswered.get(id);
    unanswered.put(id, new Open(open == null ? 1 : open.count + 1, method));
    return true;
  }

  /// Notes a response.
  synchronized void answered(MessageHead.Id id) {
    if (!removeOne(id)) {
      early.merge(id, 1, Integer::sum);
      if (early.size() > MAX_EARLY) {
        early.remove(early.keySet().iterator().next());
      }
    }
  }

  /// Forgets a request that needs no response any more.
  synchronized void cancelled(MessageHead.Id id) {
    removeOne(id);
  }

  private boolean removeOne(MessageHead.Id id) {
    Open open = unanswered.remove(id);
    if (open != null && open.count > 1) {
      unanswered.put(id, new Open(open.count - 1, open.method));
    }
    return open != null;
  }

  /// Notes the end of the run and reports the requests without a response.
  void end(Receiver receiver) {
    Map<MessageHead.Id, Open> rest;
    synchronized (this) {
      ended = true;
      rest = new LinkedHashMap<>(unanswered);
      unanswered.clear();
    }
    rest.forEach((id, open) -> {
      for (int i = 0; i < open.count; i++) {
        receiver.refuse(id, open.method);
      }
    });
  }

  synchronized boolean isEnded() {
    return ended;
  }
}
