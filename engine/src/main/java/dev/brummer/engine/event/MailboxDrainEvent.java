package dev.brummer.engine.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// For JDK Flight Recorder: one visit of a worker to a mailbox. Costs nothing while nothing is
/// recorded: the compiler removes it.
@Name("dev.brummer.bus.Batch")
@Label("Bus Batch")
@Category({"brummer", "Event Bus"})
@Description("A worker has handled what was waiting for one subscriber")
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
