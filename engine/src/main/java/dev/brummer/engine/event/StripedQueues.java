package dev.brummer.engine.event;

import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/// The bounded queues of one mailbox: an urgent lane, and a bulk lane in [#STRIPES] parts.
///
/// A publishing thread always uses the same part, so its events stay in order, while publishers on
/// different cores seldom meet at the same index. Any thread may offer; one thread at a time
/// drains. Only a mailbox that drops its oldest may be polled by publishers too.
final class StripedQueues {
  /// Stands for the urgent lane where a stripe of the bulk lane is asked for.
  static final int URGENT = -1;

  /// A power of two.
  static final int STRIPES = 4;

  /// Bulk events of one part handled before the next lane is looked at.
  private static final int MAX_BULK_RUN = 32;

  private final MessagePassingQueue<Event> urgent;
  private final MessagePassingQueue<Event>[] bulk;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  StripedQueues(int capacity, boolean polledByPublishers) {
    urgent = queue(capacity, polledByPublishers);
    bulk = new MessagePassingQueue[STRIPES];
    for (int i = 0; i < STRIPES; i++) {
      bulk[i] = queue(capacity, polledByPublishers);
    }
  }

  private static MessagePassingQueue<Event> queue(int capacity, boolean polledByPublishers) {
    int size = Math.max(2, capacity);
    return polledByPublishers ? new MpmcAtomicArrayQueue<>(size) : new MpscAtomicArrayQueue<>(size);
  }

  /// Where the calling thread puts events of this kind.
  static int stripe(Event.Kind kind) {
    return kind.isBulk() ? (int) Thread.currentThread().threadId() & (STRIPES - 1) : URGENT;
  }

  MessagePassingQueue<Event> queue(int stripe) {
    return stripe == URGENT ? urgent : bulk[stripe];
  }

  /// Hands out a run of what is waiting, urgent events before and between the parts of the bulk.
  /// Never waits for a publisher that has taken a place and not yet filled it.
  ///
  /// @return how many
  int drain(MessagePassingQueue.Consumer<Event> consumer, int maxUrgent) {
    int count = 0;
    for (MessagePassingQueue<Event> part : bulk) {
      count += urgent.drain(consumer, maxUrgent) + part.drain(consumer, MAX_BULK_RUN);
    }
    return count;
  }

  boolean isEmpty() {
    for (MessagePassingQueue<Event> part : bulk) {
      if (!part.isEmpty()) {
        return false;
      }
    }
    return urgent.isEmpty();
  }

  int size() {
    int size = urgent.size();
    for (MessagePassingQueue<Event> part : bulk) {
      size += part.size();
    }
    return size;
  }

  int capacity() {
    return urgent.capacity();
  }

  void clear() {
    urgent.clear();
    for (MessagePassingQueue<Event> part : bulk) {
      part.clear();
    }
  }
}
