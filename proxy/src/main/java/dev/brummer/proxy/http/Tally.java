package dev.brummer.proxy.http;

import dev.brummer.engine.event.Event;
import org.jspecify.annotations.Nullable;

/// What is counted of one exchange. Confined to its event loop.
final class Tally {
  private final long id;
  private final int process;
  private final RequestHead head;
  private final long startNanos = System.nanoTime();
  private final long startMillis = System.currentTimeMillis();
  private long sentNanos = startNanos;
  private long ownNanos;
  private long enteredNanos;
  private long requestBytes;
  private long responseBytes;
  private int status = 499;
  private String contentType = "";

  Tally(long id, int process, RequestHead head) {
    this.id = id;
    this.process = process;
    this.head = head;
  }

  long id() {
    return id;
  }

  long startNanos() {
    return startNanos;
  }

  /// The head is on its way to the server.
  void sent() {
    sentNanos = System.nanoTime();
  }

  void answered(ResponseHead response) {
    status(response.status(), response.mediaType());
  }

  void status(int said, String type) {
    status = said;
    contentType = type;
  }

  void requestBytes(int count) {
    requestBytes += count;
  }

  void responseBytes(int count) {
    responseBytes += count;
  }

  /// Work on this exchange begins on the loop.
  void enter() {
    enteredNanos = System.nanoTime();
  }

  /// It is done for now: the time since counts as brummer's own.
  void leave() {
    ownNanos += System.nanoTime() - enteredNanos;
    enteredNanos = 0;
  }

  Event.RequestServed event(Services services, @Nullable AnswerBody answer, String error) {
    long now = System.nanoTime();
    long working = enteredNanos == 0 ? 0 : now - enteredNanos;
    boolean injected = answer != null && answer.injected();
    return new Event.RequestServed(
        id,
        process,
        head.method(),
        head.target(),
        status,
        contentType,
        requestBytes,
        responseBytes,
        now - startNanos,
        now - sentNanos,
        ownNanos + working,
        injected,
        injected ? services.ids().session(id) : "",
        error,
        startMillis);
  }
}
