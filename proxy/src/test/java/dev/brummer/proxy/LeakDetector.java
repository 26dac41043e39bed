package dev.brummer.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Collects reports of leaked buffers. Netty must use [NettyLeakDetector] (see the module's pom).
final class LeakDetector {
  private static final List<String> FOUND = new CopyOnWriteArrayList<>();

  private LeakDetector() {}

  /// Fails if an unreachable buffer was not released.
  static void assertNone() {
    for (int i = 0; i < 3; i++) {
      System.gc();
      for (int k = 0; k < 200; k++) {
        ByteBufAllocator.DEFAULT.directBuffer(64).release();
      }
    }
    assertEquals(List.of(), FOUND);
  }

  /// Instantiated by Netty, by name.
  public static final class NettyLeakDetector<T> extends ResourceLeakDetector<T> {
    public NettyLeakDetector(Class<?> type, int sampling) {
      super(type, sampling);
    }

    @SuppressWarnings("deprecation")
    public NettyLeakDetector(Class<?> type, int sampling, long maxActive) {
      super(type, sampling);
    }

    @Override
    protected boolean needReport() {
      return true;
    }

    @Override
    protected void reportTracedLeak(String type, String records) {
      FOUND.add(type + records);
    }

    @Override
    protected void reportUntracedLeak(String type) {
      FOUND.add(type);
    }
  }
}
