package dev.brummer.engine.event;

import java.util.concurrent.LinkedBlockingQueue;

/// A fixed number of daemon threads `bus-1..n` that drain the mailboxes handed to them.
final class WorkerPool {
  private final LinkedBlockingQueue<Mailbox> ready = new LinkedBlockingQueue<>();
  private final Thread[] threads;

  WorkerPool(int count) {
    threads = new Thread[count];
    for (int i = 0; i < count; i++) {
      threads[i] = Thread.ofPlatform().name("bus-" + (i + 1)).daemon().start(this::work);
    }
  }

  void schedule(Mailbox mailbox) {
    ready.add(mailbox);
  }

  void close() {
    for (Thread thread : threads) {
      thread.interrupt();
    }
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        ready.take().drain();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
