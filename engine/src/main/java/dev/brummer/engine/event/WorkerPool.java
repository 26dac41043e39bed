package dev.brummer.engine.event;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/// Daemon threads `bus-1..n` that drain scheduled mailboxes.
///
/// A mailbox is in `ready` at most once, so the queue cannot overflow while there are fewer
/// mailboxes than slots. `parkedWorkers` has a bit for every worker that is parked or about to
/// park. A worker sets its bit and checks the queue once more before it parks; a publisher adds the
/// mailbox before it reads the bits, so at least one of the two sees the other. This path does not
/// allocate.
///
/// The number of workers is fixed for well-behaved subscribers. If all workers are occupied by
/// subscribers that do not return while a mailbox is ready, `bus-watch` adds a spare worker. It
/// checks only while all workers are busy, and is parked otherwise.
final class WorkerPool {
  static final int MAX_MAILBOXES = 1024;
  private static final int MAX_WORKERS = Long.SIZE;

  /// Maximum queue polls before parking; adapts to how often recent polls succeeded. With one or
  /// two processors a spinning worker takes the time of those it waits for: 3 % of a flood's CPU
  /// time.
  private static final int MAX_SPINS = Runtime.getRuntime().availableProcessors() > 2 ? 512 : 0;

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

  @SuppressWarnings("NonAtomicVolatileUpdate") // writers: constructor, then stall monitor
  private void addWorker() {
    Worker worker = new Worker(workerCount);
    worker.thread.start();
    workers[workerCount] = worker;
    workerCount = workerCount + 1;
  }

  /// At the process limit the present workers have to do.
  private void addSpareWorker() {
    try {
      addWorker();
    } catch (OutOfMemoryError noThread) {
      LockSupport.parkNanos(this, STALL_CHECK_INTERVAL_NANOS);
    }
  }

  /// Number of workers, spares included.
  int size() {
    return workerCount;
  }

  /// Queues a mailbox whose `scheduled` flag the caller has set.
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

  /// Stops each worker after its current batch.
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
    long previous = -1;
    while (!closed) {
      if (!stallCheckActive.get()) {
        LockSupport.park(this);
        continue;
      }
      LockSupport.parkNanos(this, STALL_CHECK_INTERVAL_NANOS);
      if (ready.isEmpty()) {
        previous = -1;
        stallCheckActive.set(false);
        continue;
      }
      long now = totalDrains();
      if (now == previous && parkedWorkers.get() == 0 && workerCount < MAX_WORKERS) {
        addSpareWorker();
      }
      previous = now;
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

  /// One thread. The stall monitor reads `drains` to see whether it makes progress.
  private final class Worker implements Runnable {
    final Thread thread;
    private final long bit;
    volatile long drains;

    Worker(int index) {
      bit = 1L << index;
      thread = Thread.ofPlatform().name("bus-" + (index + 1)).daemon().unstarted(this);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // single writer: this thread
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
