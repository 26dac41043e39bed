package dev.brummer.engine.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// JDK Flight Recorder event: one batch of a mailbox handled by a worker. Not loaded before Flight
/// Recorder is.
@Name("dev.brummer.bus.Batch")
@Label("Bus Batch")
@Category({"brummer", "Event Bus"})
@Description("A worker handled one batch of a subscriber's mailbox")
@StackTrace(false)
final class MailboxDrainEvent extends jdk.jfr.Event {
  @Label("Subscriber")
  String subscriber = "";

  @Label("Events")
  int events;

  @Label("Still Waiting")
  int depth;

  @Label("Lag")
  @Description("Age of the first event of the batch when it was handled")
  @Timespan(Timespan.MILLISECONDS)
  long lag;

  @Label("Slowest Event So Far")
  @Timespan(Timespan.NANOSECONDS)
  long slowest;

  @Label("Handled So Far")
  long handled;

  @Label("Dropped So Far")
  long dropped;
}
