package dev.brummer.engine.process.os;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;

/// Queries the kernel for listening TCP sockets over netlink, see sock_diag(7). `/proc/net/tcp` has
/// the same data, but the kernel walks its table of all connections to format it, which takes
/// milliseconds on a large machine.
final class NetlinkSocketQuery {
  private static final MethodHandle SOCKET = Libc.link("socket");

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW_FLAGS = 3 | Libc.O_CLOEXEC | Libc.O_NONBLOCK;
  private static final int NETLINK_SOCK_DIAG = 4;

  private static final int REQUEST_LENGTH = 72;
  private static final short SOCK_DIAG_BY_FAMILY = 20;
  private static final short NLM_F_REQUEST_DUMP = 0x301;
  private static final byte IPPROTO_TCP = 6;
  private static final int LISTEN_STATE_MASK = 1 << 10;
  private static final byte[] FAMILIES = {2, 10};

  private static final int NLMSG_DONE = 3;
  private static final int PORT_OFFSET = 20;
  private static final int INODE_OFFSET = 84;
  private static final int RESPONSE_LENGTH = 88;

  private final Libc libc;
  private final MemorySegment buffer;
  private final Map<Long, Integer> ports;

  private NetlinkSocketQuery(Libc libc, MemorySegment buffer, Map<Long, Integer> ports) {
    this.libc = libc;
    this.buffer = buffer;
    this.ports = ports;
  }

  /// Adds the listening ports by socket inode to `ports`.
  ///
  /// @param buffer work area of at least 16 KiB
  /// @return false if the kernel does not support the query; `ports` may then be incomplete
  static boolean readListening(Libc libc, MemorySegment buffer, Map<Long, Integer> ports) {
    int fd = (int) libc.call(SOCKET, AF_NETLINK, SOCK_RAW_FLAGS, NETLINK_SOCK_DIAG, 0, 0, 0);
    if (fd < 0) {
      return false;
    }
    try {
      NetlinkSocketQuery diagnosis = new NetlinkSocketQuery(libc, buffer, ports);
      boolean answered = true;
      for (byte family : FAMILIES) {
        answered &= diagnosis.sendRequest(fd, family) && diagnosis.readResponses(fd);
      }
      return answered;
    } finally {
      libc.close(fd);
    }
  }

  private boolean sendRequest(int fd, byte family) {
    buffer.asSlice(0, REQUEST_LENGTH).fill((byte) 0);
    buffer.set(ValueLayout.JAVA_INT, 0, REQUEST_LENGTH);
    buffer.set(ValueLayout.JAVA_SHORT, 4, SOCK_DIAG_BY_FAMILY);
    buffer.set(ValueLayout.JAVA_SHORT, 6, NLM_F_REQUEST_DUMP);
    buffer.set(ValueLayout.JAVA_BYTE, 16, family);
    buffer.set(ValueLayout.JAVA_BYTE, 17, IPPROTO_TCP);
    buffer.set(ValueLayout.JAVA_INT, 20, LISTEN_STATE_MASK);
    return libc.write(fd, buffer, 0, REQUEST_LENGTH) == REQUEST_LENGTH;
  }

  /// Reads messages up to the end of the dump.
  private boolean readResponses(int fd) {
    while (true) {
      long count = libc.read(fd, buffer, 0, buffer.byteSize());
      if (count <= 0) {
        return false;
      }
      long at = 0;
      while (at + 16 <= count) {
        int length = buffer.get(ValueLayout.JAVA_INT, at);
        short type = buffer.get(ValueLayout.JAVA_SHORT, at + 4);
        if (type == NLMSG_DONE) {
          return true;
        }
        if (type != SOCK_DIAG_BY_FAMILY || length < RESPONSE_LENGTH) {
          return false;
        }
        int port = Short.toUnsignedInt(Short.reverseBytes(portAt(at)));
        long inode = Integer.toUnsignedLong(buffer.get(ValueLayout.JAVA_INT, at + INODE_OFFSET));
        ports.put(inode, port);
        at += length + 3 & -4;
      }
    }
  }

  private short portAt(long message) {
    return buffer.get(ValueLayout.JAVA_SHORT, message + PORT_OFFSET);
  }
}
