package dev.brummer.proxy.http;

import io.netty.buffer.PooledByteBufAllocator;

/// Creates buffer allocators with 1 MB pools per event loop that are kept. Netty's adaptive
/// allocator returns memory so often that pages of 200 kB are served at a quarter of the rate: each
/// release of direct memory stops all threads briefly.
final class BufferAllocators {
  private static final int PAGE_BYTES = 8192;
  private static final int MAX_ORDER = 7;

  private BufferAllocators() {}

  /// @param loops number of threads using the allocator
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
