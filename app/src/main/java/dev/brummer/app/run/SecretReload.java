package dev.brummer.app.run;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscriber;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.mask.Masking;
import java.util.EnumSet;
import java.util.Set;

/// Learns the secrets of a project again whenever a process is restarted: its env files may have
/// changed. The first run of each process has those known when the run was planned.
///
/// Subscriber of the bus; a burst of starts causes one reading, on a virtual thread.
final class SecretReload implements Subscriber, AutoCloseable {
  private static final int MAILBOX_CAPACITY = 256;
  private static final Set<Event.Kind> KINDS = EnumSet.of(Event.Kind.PROCESS_STARTED);

  private final ProjectSecrets secrets;
  private final Masking masking;
  private final Subscription subscription;
  private boolean due;

  SecretReload(Engine engine, ProjectSecrets secrets) {
    this.secrets = secrets;
    this.masking = engine.masking();
    this.subscription =
        engine.bus().subscribe("secrets", KINDS, OverflowPolicy.CONFLATE, MAILBOX_CAPACITY, this);
  }

  @Override
  public void on(Event event) {
    due |= event instanceof Event.ProcessStarted started && started.runNumber() > 1;
  }

  @Override
  public void idle() {
    if (due) {
      due = false;
      Thread.ofVirtual().name("secrets").start(() -> masking.learn(secrets.read()));
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}
