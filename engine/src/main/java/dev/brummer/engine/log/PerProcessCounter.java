package dev.brummer.engine.log;

import java.util.concurrent.atomic.AtomicLongArray;

/// One counter per process. Incremented under the store's lock, read by any thread.
final class PerProcessCounter {
  private volatile AtomicLongArray counts = new AtomicLongArray(16);

  void add(int process, long more) {
    AtomicLongArray array = counts;
    if (process >= array.length()) {
      array = grown(array, process);
      counts = array;
    }
    array.setRelease(process, array.getPlain(process) + more);
  }

  long get(int process) {
    AtomicLongArray array = counts;
    return process >= 0 && process < array.length() ? array.get(process) : 0;
  }

  private static AtomicLongArray grown(AtomicLongArray array, int process) {
    AtomicLongArray grown = new AtomicLongArray(Math.max(process + 1, array.length() * 2));
    for (int i = 0; i < array.length(); i++) {
      grown.setPlain(i, array.getPlain(i));
    }
    return grown;
  }
}
