package dev.brummer.app.control.method;

import dev.brummer.app.control.ControlCall;
import dev.brummer.app.control.ControlException;
import dev.brummer.app.control.ControlMethod;
import dev.brummer.app.control.ControlServer;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogStore;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// The method `awaitLine`: returns when the log has a line with the number `number` or a later one.
public final class LogLineMethod implements ControlMethod {
  private static final int MAILBOX_CAPACITY = 16;

  private final LogStore logs;
  private final EventBus bus;

  private LogLineMethod(LogStore logs, EventBus bus) {
    this.logs = logs;
    this.bus = bus;
  }

  public static void register(ControlServer server, LogStore logs, EventBus bus) {
    server.method("awaitLine", new LogLineMethod(logs, bus));
  }

  @Override
  public Object call(ControlCall call) throws ControlException, InterruptedException {
    long number = call.number("number", 0, 0, Long.MAX_VALUE);
    if (logs.end() <= number) {
      await(number);
    }
    return Map.of("first", logs.first(), "end", logs.end());
  }

  private void await(long number) throws InterruptedException {
    Semaphore appended = new Semaphore(0);
    try (Subscription _ =
        bus.subscribe(
            "log follower",
            EnumSet.of(Event.Kind.LOG_LINE),
            OverflowPolicy.CONFLATE,
            MAILBOX_CAPACITY,
            _ -> appended.release())) {
      while (logs.end() <= number) {
        appended.acquire();
        appended.drainPermits();
      }
    }
  }
}
