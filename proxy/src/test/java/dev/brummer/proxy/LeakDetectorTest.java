package dev.brummer.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import org.junit.jupiter.api.Test;

class LeakDetectorTest {
  /// Without this every check for leaks would pass for nothing.
  @Test
  void detector_isOursAndWatchesEveryBuffer() {
    ResourceLeakDetector<Object> detector =
        ResourceLeakDetectorFactory.instance().newResourceLeakDetector(Object.class);
    assertEquals(LeakDetector.NettyLeakDetector.class, detector.getClass());
    assertEquals(ResourceLeakDetector.Level.PARANOID, ResourceLeakDetector.getLevel());
  }
}
