package dev.brummer.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import org.junit.jupiter.api.Test;

class LeakDetectorTest {
  /// Guards the other tests: without the detector every leak check would pass.
  @Test
  void detector_isOursAndWatchesEveryBuffer() {
    ResourceLeakDetector<Object> detector =
        ResourceLeakDetectorFactory.instance().newResourceLeakDetector(Object.class);
    assertEquals(LeakDetector.NettyLeakDetector.class, detector.getClass());
    assertEquals(ResourceLeakDetector.Level.PARANOID, ResourceLeakDetector.getLevel());
  }
}
