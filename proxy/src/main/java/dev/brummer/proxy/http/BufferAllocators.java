package dev.brummer.proxy.http;

import io.netty.buffer.PooledByteBufAllocator;

/// Where buffers come from: pools of 1 MB a loop, which are kept. The allocator that would be used
/// otherwise gives memory back so often that pages of 200 kB come at a quarter of the rate: every
/// release of direct memory stops all threads for a moment.
final class BufferAllocators {
  private static final int PAGE_BYTES = 8192;
  private static final int MAX_ORDER = 7;

  private BufferAllocators() {}

  /// @param loops how many threads will use it
  static PooledByteBufAllocator create(int loops) {
    return new PooledByteBufAllocator(
        true,
        0,
        loops,
        PAGE_BYTES,
        MAX_ORDER,
        PooledByteBufAllocator.defaultSmallCacheSize(),
        PooledByteBufAllocator.defaultNormalCacheSize(),
        true);
  }
}
