package dev.brummer.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.os.NativeHeap;
import org.junit.jupiter.api.Test;

class MemoryTrimmerTest {
  private static final long MB = 1 << 20;

  @Test
  void smallHeap_isCollectedAfterSixMegabytes() {
    MemoryTrimmer trimmer = new MemoryTrimmer(20 * MB);
    assertFalse(trimmer.isDue(20 * MB));
    assertFalse(trimmer.isDue(26 * MB - 1));
    assertTrue(trimmer.isDue(26 * MB));
  }

  @Test
  void largeHeap_isCollectedAfterAQuarter() {
    MemoryTrimmer trimmer = new MemoryTrimmer(100 * MB);
    assertFalse(trimmer.isDue(124 * MB));
    assertTrue(trimmer.isDue(125 * MB));
  }

  @Test
  void program_isIdle_whileItAllocatesLessThanAMegabyte() {
    MemoryTrimmer trimmer = new MemoryTrimmer(20 * MB);
    assertFalse(trimmer.isIdle(9 * MB));
    assertTrue(trimmer.isIdle(10 * MB - 1));
    assertTrue(trimmer.isIdle(10 * MB - 1));
    assertFalse(trimmer.isIdle(5 * MB), "after a collection");
  }

  @Test
  void nativeHeap_canBeTrimmed() {
    assertDoesNotThrow(NativeHeap::trim);
  }

  @Test
  void growth_countsFromTheLastCollection() {
    MemoryTrimmer trimmer = new MemoryTrimmer(20 * MB);
    trimmer.collected(40 * MB);
    assertFalse(trimmer.isDue(49 * MB));
    assertTrue(trimmer.isDue(50 * MB));
    trimmer.collected(20 * MB);
    assertTrue(trimmer.isDue(26 * MB));
  }
}
