package dev.brummer.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// Bytes that have been read and not been used yet. Copies only when a rest is left over.
final class Inbox {
  private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

  ByteBuf bytes() {
    return bytes;
  }

  int size() {
    return bytes.readableBytes();
  }

  /// Takes over the buffer.
  void add(ByteBuf more) {
    if (!bytes.isReadable()) {
      bytes.release();
      bytes = more;
      return;
    }
    try {
      if (bytes.refCnt() > 1 || bytes.isReadOnly()) {
        ByteBuf copy = more.alloc().buffer(bytes.readableBytes() + more.readableBytes());
        copy.writeBytes(bytes);
        bytes.release();
        bytes = copy;
      }
      bytes.discardSomeReadBytes().writeBytes(more);
    } finally {
      more.release();
    }
  }

  /// Gives memory back once everything has been used.
  void trim() {
    if (!bytes.isReadable()) {
      clear();
    }
  }

  void clear() {
    bytes.release();
    bytes = Unpooled.EMPTY_BUFFER;
  }
}
