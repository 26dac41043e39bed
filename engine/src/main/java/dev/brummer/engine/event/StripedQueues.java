package dev.brummer.engine.event;

import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/// The bounded queues of one mailbox: an urgent lane, and a bulk lane striped over [#STRIPES]
/// queues.
///
/// A publishing thread always uses the same stripe, so its events stay in order, while publishers
/// on different cores rarely contend for one producer index. Any thread may offer; one thread at a
/// time drains. Only with [OverflowPolicy#DROP_OLDEST] do publishers poll, too.
final class StripedQueues {
  /// Stripe index of the urgent lane.
  static final int URGENT = -1;

  /// A power of two.
  static final int STRIPES = 4;

  /// Bulk events handled from one stripe before the next queue gets its turn.
  private static final int MAX_BULK_RUN = 32;

  private final MessagePassingQueue<Event> urgent;
  private final MessagePassingQueue<Event>[] bulk;

  @SuppressWarnings({"unchecked", "rawtypes"}) // generic array
  StripedQueues(int capacity, boolean polledByPublishers) {
    urgent = newQueue(capacity, polledByPublishers);
    bulk = new MessagePassingQueue[STRIPES];
    for (int i = 0; i < STRIPES; i++) {
      bulk[i] = newQueue(capacity, polledByPublishers);
    }
  }

  private static MessagePassingQueue<Event> newQueue(int capacity, boolean polledByPublishers) {
    int size = Math.max(2, capacity);
    return polledByPublishers ? new MpmcAtomicArrayQueue<>(size) : new MpscAtomicArrayQueue<>(size);
  }

  /// Stripe of the calling thread for events of this kind.
  static int stripe(Event.Kind kind) {
    return kind.isBulk() ? (int) Thread.currentThread().threadId() & (STRIPES - 1) : URGENT;
  }

  MessagePassingQueue<Event> queue(int stripe) {
    return stripe == URGENT ? urgent : bulk[stripe];
  }

  /// Drains a run from each queue: the urgent lane before every stripe of the bulk lane. Never
  /// waits for a publisher that claimed a slot without filling it.
  ///
  /// @return number of events
  int drain(MessagePassingQueue.Consumer<Event> consumer, int maxUrgent) {
    int count = 0;
    for (MessagePassingQueue<Event> stripe : bulk) {
      count += urgent.drain(consumer, maxUrgent) + stripe.drain(consumer, MAX_BULK_RUN);
    }
    return count;
  }

  boolean isEmpty() {
    for (MessagePassingQueue<Event> stripe : bulk) {
      if (!stripe.isEmpty()) {
        return false;
      }
    }
    return urgent.isEmpty();
  }

  int size() {
    int size = urgent.size();
    for (MessagePassingQueue<Event> stripe : bulk) {
      size += stripe.size();
    }
    return size;
  }

  int capacity() {
    return urgent.capacity();
  }

  void clear() {
    urgent.clear();
    for (MessagePassingQueue<Event> stripe : bulk) {
      stripe.clear();
    }
  }
}
