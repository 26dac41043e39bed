package dev.brummer.tui.inbox;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Subscriber;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The queue of the thread `tui`, in two lanes: messages and bus events.
///
/// Messages (input, resize, results) are lossless: a full lane blocks the thread `keys`. The event
/// lanes drop their oldest event when full and count it; bulk events evict only bulk events. Log
/// lines and process states are not queued, only flagged, since the log store and the process
/// snapshot hold them. Any thread puts, only `tui` takes.
public final class UiInbox implements Subscriber {
  private static final int MAX_MESSAGES = 1024;
  private static final int MAX_EVENTS = 8192;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final Condition notFull = lock.newCondition();
  private final ArrayDeque<UiMessage> messages = new ArrayDeque<>();
  private final ArrayDeque<Event> events = new ArrayDeque<>();

  /// High-rate events, queued separately so that they evict no others. Errors and what heals them
  /// are in one lane, in their order.
  private final ArrayDeque<Event> bulk = new ArrayDeque<>();

  /// Set by bus workers without the lock, cleared by `tui`.
  private volatile boolean newLines;

  private volatile boolean newStates;
  private volatile boolean newScreen;
  private long missed;

  /// Whether `tui` waits and is to be woken by events. Guarded by `lock`.
  private boolean waitingForEvents;

  /// Adds a message; blocks while the lane is full.
  public void put(UiMessage message) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (messages.size() >= MAX_MESSAGES) {
        notFull.await();
      }
      messages.add(message);
      notEmpty.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Adds a message without blocking, beyond the lane's capacity if necessary. A message equal to
  /// the last one is dropped.
  public void post(UiMessage message) {
    lock.lock();
    try {
      if (!message.equals(messages.peekLast())) {
        messages.add(message);
      }
      notEmpty.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Called on a bus worker; does not block.
  @Override
  public void on(Event event) {
    switch (event) {
      case Event.LogLine _ -> {
        if (!newLines) {
          newLines = true;
          signalWaiter();
        }
      }
      case Event.ResourcesSampled _ -> {
        if (!newStates) {
          newStates = true;
          signalWaiter();
        }
      }
      case Event.ProcessStarted _ -> {
        newStates = true;
        enqueue(bulk, event);
      }
      case Event.ProcessChanged _, Event.ProcessExited _ -> {
        newStates = true;
        enqueue(events, event);
      }
      case Event.MCPConnected _,
          Event.MCPDisconnected _,
          Event.UrlDetected _,
          Event.UrlExpired _,
          Event.RouteOpened _,
          Event.RouteClosed _,
          Event.OrphansFound _,
          Event.ConfigChanged _,
          Event.Notice _,
          Event.InternalFailure _,
          Event.RunEnded _ ->
          enqueue(events, event);
      case Event.ErrorDetected _,
          Event.BuildEvent _,
          Event.WatchEvent _,
          Event.TestFailed _,
          Event.TestPassed _,
          Event.MCPActivity _,
          Event.RequestCompleted _,
          Event.PageEvent _ ->
          enqueue(bulk, event);
    }
  }

  /// Flags new output of the attached process. Does not block.
  public void screenChanged() {
    if (!newScreen) {
      newScreen = true;
      signalWaiter();
    }
  }

  /// Counts events dropped by the bus and flags everything that can be read again from its source.
  @Override
  public void missed(long count) {
    lock.lock();
    try {
      missed += count;
      newLines = true;
      newStates = true;
      notEmpty.signal();
    } finally {
      lock.unlock();
    }
  }

  private void enqueue(ArrayDeque<Event> lane, Event event) {
    lock.lock();
    try {
      if (lane.size() >= MAX_EVENTS) {
        lane.poll();
        missed++;
      }
      lane.add(event);
      if (waitingForEvents) {
        notEmpty.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void signalWaiter() {
    lock.lock();
    try {
      if (waitingForEvents) {
        notEmpty.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a message, for an event if `forEvents`, or for the timeout.
  public void await(long nanos, boolean forEvents) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      waitingForEvents = forEvents;
      while (left > 0 && messages.isEmpty() && !(forEvents && hasNewEvents())) {
        left = notEmpty.awaitNanos(left);
      }
      waitingForEvents = false;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasNewEvents() {
    return newLines || newStates || newScreen || !events.isEmpty() || !bulk.isEmpty();
  }

  /// Removes and returns all messages.
  public List<UiMessage> drainMessages() {
    lock.lock();
    try {
      List<UiMessage> all = messages.isEmpty() ? List.of() : new ArrayList<>(messages);
      messages.clear();
      notFull.signalAll();
      return all;
    } finally {
      lock.unlock();
    }
  }

  /// Removes and returns all events.
  public List<Event> drainEvents() {
    lock.lock();
    try {
      if (events.isEmpty() && bulk.isEmpty()) {
        return List.of();
      }
      List<Event> all = new ArrayList<>(events);
      all.addAll(bulk);
      events.clear();
      bulk.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }

  /// Whether lines were stored since the last call.
  public boolean pollNewLines() {
    boolean changed = newLines;
    newLines = false;
    return changed;
  }

  /// Whether processes have changed since the last call.
  public boolean pollNewStates() {
    boolean changed = newStates;
    newStates = false;
    return changed;
  }

  /// Whether the attached process has printed since the last call.
  public boolean pollNewScreen() {
    boolean changed = newScreen;
    newScreen = false;
    return changed;
  }

  /// Total number of events lost.
  public long missed() {
    lock.lock();
    try {
      return missed;
    } finally {
      lock.unlock();
    }
  }
}
