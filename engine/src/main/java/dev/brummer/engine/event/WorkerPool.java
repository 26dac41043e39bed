package dev.brummer.engine.event;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/// Daemon threads `bus-1..n` that drain the mailboxes handed to them.
///
/// A mailbox waits in `ready` at most once, so the queue cannot overflow while there are fewer
/// mailboxes than places. `sleepers` has a bit for every worker that is parked or about to be: a
/// worker sets its bit and looks once more before it parks, a publisher adds the mailbox and then
/// looks at the bits, so one of the two always sees the other. Nothing on that path allocates.
///
/// The number of workers is fixed for well-behaved subscribers. Where all of them are held by
/// subscribers that do not return while a mailbox waits, `bus-watch` adds a spare; it looks only
/// while all workers are busy, and sleeps otherwise.
final class WorkerPool {
  static final int MAX_MAILBOXES = 1024;
  private static final int MAX_WORKERS = Long.SIZE;

  /// Looks at the queue this often before parking, when the last looks were worth it.
  private static final int MAX_SPINS = 512;

  private static final long STALL_CHECK_INTERVAL_NANOS = 20_000_000;

  private final MpmcAtomicArrayQueue<Mailbox> ready = new MpmcAtomicArrayQueue<>(MAX_MAILBOXES);
  private final AtomicLong parkedWorkers = new AtomicLong();
  private final AtomicBoolean stallCheckActive = new AtomicBoolean();
  private final Thread stallMonitor =
      Thread.ofPlatform().name("bus-watch").daemon().unstarted(this::monitorStalls);
  private final @Nullable Worker[] workers = new Worker[MAX_WORKERS];
  private volatile int workerCount;
  private volatile boolean closed;

  WorkerPool(int size) {
    if (size < 1 || size > MAX_WORKERS) {
      throw new IllegalArgumentException("workers must be 1 to " + MAX_WORKERS + ": " + size);
    }
    for (int i = 0; i < size; i++) {
      addWorker();
    }
    stallMonitor.start();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the maker, then the watch
  private void addWorker() {
    Worker worker = new Worker(workerCount);
    workers[workerCount] = worker;
    workerCount = workerCount + 1;
    worker.thread.start();
  }

  /// Workers so far, spares included.
  int size() {
    return workerCount;
  }

  /// Hands over a mailbox whose `scheduled` flag the caller has set.
  void schedule(Mailbox mailbox) {
    ready.offer(mailbox);
    long bits = parkedWorkers.get();
    while (bits != 0) {
      long bit = Long.lowestOneBit(bits);
      if (parkedWorkers.compareAndSet(bits, bits & ~bit)) {
        unpark(Long.numberOfTrailingZeros(bit));
        return;
      }
      bits = parkedWorkers.get();
    }
    if (!stallCheckActive.get() && stallCheckActive.compareAndSet(false, true)) {
      LockSupport.unpark(stallMonitor);
    }
  }

  /// Lets each worker end after the batch it is in.
  void close() {
    closed = true;
    for (int i = 0; i < workerCount; i++) {
      unpark(i);
    }
    LockSupport.unpark(stallMonitor);
  }

  private void unpark(int index) {
    Worker worker = workers[index];
    if (worker != null) {
      LockSupport.unpark(worker.thread);
    }
  }

  private void monitorStalls() {
    long before = -1;
    while (!closed) {
      if (!stallCheckActive.get()) {
        LockSupport.park(this);
        continue;
      }
      LockSupport.parkNanos(this, STALL_CHECK_INTERVAL_NANOS);
      if (ready.isEmpty()) {
        before = -1;
        stallCheckActive.set(false);
        continue;
      }
      long now = totalDrains();
      if (now == before && parkedWorkers.get() == 0 && workerCount < MAX_WORKERS) {
        addWorker();
      }
      before = now;
    }
  }

  private long totalDrains() {
    long sum = 0;
    for (int i = 0; i < workerCount; i++) {
      Worker worker = workers[i];
      sum += worker == null ? 0 : worker.drains;
    }
    return sum;
  }

  /// One thread; `drains` says to the watch that it gets somewhere.
  private final class Worker implements Runnable {
    final Thread thread;
    private final long bit;
    volatile long drains;

    Worker(int index) {
      bit = 1L << index;
      thread = Thread.ofPlatform().name("bus-" + (index + 1)).daemon().unstarted(this);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: this thread
    public void run() {
      int spins = 0;
      while (!closed) {
        Mailbox mailbox = ready.relaxedPoll();
        if (mailbox == null) {
          mailbox = spin(spins);
          spins = mailbox == null ? spins / 2 : Math.min(MAX_SPINS, spins * 2 + 16);
        }
        if (mailbox == null) {
          parkUntilScheduled();
        } else {
          mailbox.drain();
          drains++;
        }
      }
    }

    private @Nullable Mailbox spin(int times) {
      for (int i = 0; i < times; i++) {
        Thread.onSpinWait();
        Mailbox mailbox = ready.relaxedPoll();
        if (mailbox != null) {
          return mailbox;
        }
      }
      return null;
    }

    private void parkUntilScheduled() {
      parkedWorkers.getAndUpdate(bits -> bits | bit);
      while (!closed && ready.isEmpty() && (parkedWorkers.get() & bit) != 0) {
        LockSupport.park(WorkerPool.this);
      }
      parkedWorkers.getAndUpdate(bits -> bits & ~bit);
    }
  }
}
