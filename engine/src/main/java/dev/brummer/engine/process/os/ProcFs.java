package dev.brummer.engine.process.os;

import java.io.File;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `/proc`. Owner: one thread. What has vanished meanwhile is simply not there.
public final class ProcFs {
  /// Says [#idAfterMark] of a process without an environment.
  static final int NO_ENVIRONMENT = -1;

  private static final String SOCKET = "socket:[";
  private static final int MAX_EXEC_RETRIES = 50;
  private static final int KTHREADD = 2;

  private final Libc libc;
  private final MemorySegment path;
  private final MemorySegment buffer;
  private byte[] content = new byte[1 << 14];
  private int length;

  public ProcFs(Libc libc) {
    this.libc = libc;
    this.path = libc.allocate(256);
    this.buffer = libc.allocate(1 << 14);
  }

  /// One process of this machine.
  ///
  /// @param startTicks when it started, in ticks since boot
  /// @param cpuTicks of 10 ms, user and system
  /// @param childTicks the same of its children that have ended and that it has waited for
  public record Proc(
      int pid,
      String name,
      char state,
      int parent,
      int group,
      int session,
      long cpuTicks,
      long childTicks,
      int threads,
      long startTicks,
      long rssPages) {
    /// Names a process for ever, unlike its pid.
    public record Key(int pid, long startTicks) {}

    public Key key() {
      return new Key(pid, startTicks);
    }

    /// Ended, and only its entry is left.
    public boolean hasEnded() {
      return state == 'Z' || state == 'X';
    }

    /// A thread of the kernel: a child of `kthreadd` or that itself. It has no environment ever.
    boolean isKernelThread() {
      return rssPages == 0 && (parent == KTHREADD || parent == 0);
    }

    @Override
    public String toString() {
      return name + " (pid " + pid + ")";
    }
  }

  /// All processes that can be seen, zombies too.
  List<Proc> processes() {
    String[] names = new File("/proc").list();
    List<Proc> all = new ArrayList<>();
    for (String name : names == null ? new String[0] : names) {
      if (name.charAt(0) >= '0' && name.charAt(0) <= '9') {
        Proc proc = process(Integer.parseInt(name));
        if (proc != null) {
          all.add(proc);
        }
      }
    }
    return all;
  }

  @Nullable
  public Proc process(int pid) {
    if (!read("/proc/" + pid + "/stat")) {
      return null;
    }
    int close = length - 1;
    while (close > 0 && content[close] != ')') {
      close--;
    }
    int open = 0;
    while (open < close && content[open] != '(') {
      open++;
    }
    if (open >= close) {
      return null;
    }
    String name = new String(content, open + 1, close - open - 1, StandardCharsets.UTF_8);
    return parseStat(pid, name, close + 2);
  }

  /// The fields after the name; the third of all, the state, stands at `at`.
  private Proc parseStat(int pid, String name, int at) {
    long[] fields = new long[25];
    int field = 3;
    for (int i = at + 2; i < length && field < 24; i++) {
      int digit = content[i] - '0';
      if (content[i] == ' ') {
        field++;
      } else if (digit >= 0 && digit <= 9) {
        fields[field + 1] = fields[field + 1] * 10 + digit;
      }
    }
    return new Proc(
        pid,
        name,
        (char) content[at],
        (int) fields[4],
        (int) fields[5],
        (int) fields[6],
        fields[14] + fields[15],
        fields[16] + fields[17],
        (int) fields[20],
        fields[22],
        fields[24]);
  }

  /// The id that follows `mark` in the environment of a process, 0 if there is none or we may not
  /// look, [#NO_ENVIRONMENT] if the environment is empty. It is that, too, for some hundred
  /// microseconds of every `exec` (the kernel swaps the memory before it knows where the new
  /// environment lies), so it is read again a few times first.
  int idAfterMark(int pid, byte[] mark) {
    String file = "/proc/" + pid + "/environ";
    boolean there = read(file);
    for (int again = 0; there && length == 0 && again < MAX_EXEC_RETRIES; again++) {
      there = read(file);
    }
    if (length == 0) {
      return there ? NO_ENVIRONMENT : 0;
    }
    int at = indexOf(mark);
    int id = 0;
    for (int i = at + mark.length; at >= 0 && i < length; i++) {
      int digit = content[i] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      id = id * 10 + digit;
    }
    return id;
  }

  /// The text of a file like `/proc/net/tcp`; empty if there is none.
  String text(String file) {
    return read(file) ? new String(content, 0, length, StandardCharsets.US_ASCII) : "";
  }

  /// See [NetlinkSockets#listening].
  public boolean readListening(Map<Long, Integer> ports) {
    return NetlinkSockets.listening(libc, buffer, ports);
  }

  /// The sockets that a process holds, as inode numbers.
  public List<Long> socketInodes(int pid) {
    String folder = "/proc/" + pid + "/fd/";
    String[] names = new File(folder).list();
    List<Long> inodes = new ArrayList<>();
    for (String name : names == null ? new String[0] : names) {
      path.setString(0, folder + name);
      int size = libc.readlink(path, buffer);
      if (size > SOCKET.length() + 1 && buffer.get(ValueLayout.JAVA_BYTE, 0) == 's') {
        byte[] link = buffer.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
        inodes.add(inode(new String(link, StandardCharsets.US_ASCII)));
      }
    }
    return inodes;
  }

  private static long inode(String link) {
    return link.startsWith(SOCKET)
        ? Long.parseLong(link, SOCKET.length(), link.length() - 1, 10)
        : 0;
  }

  private int indexOf(byte[] mark) {
    for (int i = 0; i + mark.length <= length; i++) {
      if (content[i] == mark[0]
          && Arrays.equals(content, i, i + mark.length, mark, 0, mark.length)) {
        return i;
      }
    }
    return -1;
  }

  /// Reads a whole file into `content`.
  private boolean read(String file) {
    length = 0;
    path.setString(0, file);
    int fd = libc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC);
    if (fd < 0) {
      return false;
    }
    long count = 1;
    while (count > 0) {
      count = libc.read(fd, buffer, 0, buffer.byteSize());
      if (count > 0) {
        append((int) count);
      }
    }
    libc.close(fd);
    return count == 0;
  }

  private void append(int count) {
    if (length + count > content.length) {
      content = Arrays.copyOf(content, Math.max(content.length * 2, length + count));
    }
    MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, content, length, count);
    length += count;
  }
}
