package dev.brummer.app.run;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscription;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/// Ends a run with a UI when the exit policy of a process demands it, as a termination signal does:
/// the shutdown hook closes the session. A run without a UI ends by itself, see
/// [dev.brummer.app.plain.PlainRun].
final class RunEndListener implements AutoCloseable {
  private final Subscription subscription;
  private volatile Event.@Nullable RunEnded cause;

  RunEndListener(EventBus bus) {
    this.subscription =
        bus.subscribe(
            "run-end",
            EnumSet.of(Event.Kind.RUN_ENDED),
            OverflowPolicy.DROP_OLDEST,
            1,
            this::onEvent);
  }

  /// Called by a bus worker, which must not wait for the end.
  private void onEvent(Event event) {
    if (event instanceof Event.RunEnded it && cause == null) {
      cause = it;
      Thread.ofPlatform().name("run-end").start(() -> System.exit(it.code()));
    }
  }

  /// The first demand to end the run, null without one. Any thread.
  Event.@Nullable RunEnded cause() {
    return cause;
  }

  @Override
  public void close() {
    subscription.close();
  }
}
