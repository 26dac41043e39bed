package dev.brummer.tui.inbox;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Subscriber;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Everything the thread `tui` waits for, in two lanes.
///
/// Messages (keys, mouse, size) lose nothing: a full lane makes the thread `keys` wait. Facts of
/// the bus lose the oldest when there are too many, and count it; floods (requests, page signals,
/// errors) push out only their like. Of log lines and process states nothing is kept but that there
/// are new ones, because the store and the snapshot have the truth. `tui` alone takes out; any
/// thread puts in.
public final class UiInbox implements Subscriber {
  private static final int MAX_MESSAGES = 1024;
  private static final int MAX_EVENTS = 8192;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final Condition notFull = lock.newCondition();
  private final ArrayDeque<UiMessage> messages = new ArrayDeque<>();
  private final ArrayDeque<Event> events = new ArrayDeque<>();

  /// Facts that can come in floods, apart from the others so that they push none of them out.
  private final ArrayDeque<Event> bulk = new ArrayDeque<>();

  /// Set without the lock by the bus, taken back by `tui`.
  private volatile boolean newLines;

  private volatile boolean newStates;
  private volatile boolean newScreen;
  private long missed;

  /// Whether `tui` sleeps and would be woken by a fact. Guarded by `lock`.
  private boolean waitingForEvents;

  /// Adds a message; waits while there are too many.
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

  /// Adds a message that must not wait (signals, search hits, closing); the same one twice in a row
  /// is one.
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

  /// A fact of the bus, on one of its workers: never waits.
  @Override
  public void on(Event event) {
    switch (event) {
      case Event.LogLine _ -> {
        if (!newLines) {
          newLines = true;
          signalWaiter();
        }
      }
      case Event.ResourcesSampled _, Event.ProcessStarted _ -> {
        if (!newStates) {
          newStates = true;
          signalWaiter();
        }
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
          Event.Notice _,
          Event.InternalFailure _ ->
          enqueue(events, event);
      case Event.ErrorDetected _,
          Event.BuildEvent _,
          Event.TestFailed _,
          Event.TestPassed _,
          Event.MCPActivity _,
          Event.RequestCompleted _,
          Event.PageEvent _ ->
          enqueue(bulk, event);
    }
  }

  /// The process that is typed to shows something new; never waits.
  public void screenChanged() {
    if (!newScreen) {
      newScreen = true;
      signalWaiter();
    }
  }

  /// The bus had to drop some; what has the truth elsewhere is looked at anew.
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

  /// Sleeps until there is a message, or a fact if `forFacts`, or the time is over.
  public void await(long nanos, boolean forFacts) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      waitingForEvents = forFacts;
      while (left > 0 && messages.isEmpty() && !(forFacts && hasNewEvents())) {
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

  /// Takes all messages.
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

  /// Takes all facts.
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
    boolean was = newLines;
    newLines = false;
    return was;
  }

  /// Whether processes have changed since the last call.
  public boolean pollNewStates() {
    boolean was = newStates;
    newStates = false;
    return was;
  }

  /// Whether a screen has changed since the last call.
  public boolean pollNewScreen() {
    boolean was = newScreen;
    newScreen = false;
    return was;
  }

  /// Facts lost so far.
  public long missed() {
    lock.lock();
    try {
      return missed;
    } finally {
      lock.unlock();
    }
  }
}
