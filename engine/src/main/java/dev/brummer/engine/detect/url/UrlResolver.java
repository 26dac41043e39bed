package dev.brummer.engine.detect.url;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.PortTable;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Publishes printed URLs when a process listens on their ports; see [UrlOwnership]. The thread
/// `url-owner`, started for the first URL, owns all state and reads the port table: soon after a
/// URL was printed or a process has ended, then at growing intervals, and never while no URL is
/// pending.
public final class UrlResolver implements UrlClaims, AutoCloseable {
  private static final long MIN_POLL_INTERVAL_MILLIS = 25;
  private static final long MAX_POLL_INTERVAL_MILLIS = 4_000;

  private final Supplier<PortTable> ports;
  private final Consumer<Event> publisher;

  /// Bounded by the URLs per process, see [UrlDetector].
  private final BlockingQueue<Consumer<UrlOwnership>> inbox = new LinkedBlockingQueue<>();

  private final Thread thread = Thread.ofPlatform().name("url-owner").daemon().unstarted(this::run);

  /// @param ports opens the port table; called by the thread `url-owner`
  /// @param publisher receives the events; must not block
  public UrlResolver(Supplier<PortTable> ports, Consumer<Event> publisher) {
    this.ports = ports;
    this.publisher = publisher;
  }

  /// Called by the bus worker of the URL detector.
  @Override
  public void onPrinted(UrlClaim claim, Consumer<Event> found) {
    inbox.add(ownership -> ownership.add(claim, System.currentTimeMillis()));
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  /// Called by the bus worker of the URL detector.
  @Override
  public void onExited(int process, long atMillis, Consumer<Event> found) {
    if (thread.getState() != Thread.State.NEW) {
      inbox.add(ownership -> ownership.exited(process, atMillis, publisher));
    }
  }

  private void run() {
    UrlOwnership ownership = new UrlOwnership();
    try (PortTable table = ports.get()) {
      long interval = MIN_POLL_INTERVAL_MILLIS;
      while (true) {
        Consumer<UrlOwnership> next =
            ownership.pendingPorts().isEmpty()
                ? inbox.take()
                : inbox.poll(interval, TimeUnit.MILLISECONDS);
        interval =
            next == null
                ? Math.min(MAX_POLL_INTERVAL_MILLIS, interval * 3 / 2)
                : MIN_POLL_INTERVAL_MILLIS;
        while (next != null) {
          next.accept(ownership);
          next = inbox.poll();
        }
        resolve(ownership, table);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failed) {
      publisher.accept(Event.InternalFailure.of("url-owner", failed, System.currentTimeMillis()));
    }
  }

  private void resolve(UrlOwnership ownership, PortTable table) {
    Set<Integer> wanted = ownership.pendingPorts();
    if (!wanted.isEmpty()) {
      ownership.resolve(table.holders(wanted), System.currentTimeMillis(), publisher);
    }
  }

  /// Ends the thread; pending URLs are discarded.
  @Override
  public void close() {
    thread.interrupt();
  }
}
