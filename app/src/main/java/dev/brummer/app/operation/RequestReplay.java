package dev.brummer.app.operation;

import dev.brummer.app.operation.result.RequestDetailResult;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.proxy.ProxyServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Sends a recorded request again through the proxy and waits until it is recorded itself. Any
/// thread.
final class RequestReplay {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final OperationContext context;
  private final FactReading facts;

  RequestReplay(OperationContext context, FactReading facts) {
    this.context = context;
    this.facts = facts;
  }

  RequestDetailResult.Replay run(long id) throws OperationException, InterruptedException {
    ProxyServer proxy = context.proxy();
    if (proxy == null) {
      throw new OperationException(
          OperationException.Kind.NOTHING_MATCHES, FactReading.NO_PROXY, "start it with the UI");
    }
    facts.request(id); // is unknown otherwise
    long known = context.facts().sequence();
    AtomicReference<String> failure = new AtomicReference<>("");
    Thread.ofVirtual().name("replay").start(() -> send(proxy, id, failure));
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    long changes = context.facts().changes();
    List<Event.RequestCompleted> found = sent(known, id);
    while (found.isEmpty()) {
      if (!failure.get().isEmpty()) {
        throw failed(id, failure.get());
      }
      if (System.nanoTime() > deadline) {
        throw failed(id, "no response after " + TIMEOUT.toSeconds() + " s");
      }
      context.awaitChange(changes);
      changes = context.facts().changes();
      found = sent(known, id);
    }
    return new RequestDetailResult.Replay(id, facts.request(found.getFirst().id()));
  }

  private static void send(ProxyServer proxy, long id, AtomicReference<String> failure) {
    try {
      proxy.replayAndWait(id);
    } catch (IOException impossible) {
      failure.set(IoErrorMessage.of(impossible));
    }
  }

  private static OperationException failed(long id, String reason) {
    return new OperationException(
        OperationException.Kind.NOTHING_MATCHES,
        "request " + id + " was not replayed (" + reason + ")",
        "");
  }

  private List<Event.RequestCompleted> sent(long known, long id) {
    String remark = "replay of request " + id;
    return context
        .facts()
        .requests(
            known,
            it ->
                it.detail().remark().equals(remark)
                    || it.detail().remark().startsWith(remark + " "));
  }
}
