package dev.brummer.engine.process.os;

import java.io.File;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `/proc`. Confined to one thread. Processes that exit during a scan are omitted.
public final class ProcFs {
  /// Result of [#idAfterMark] for an empty environment.
  static final int NO_ENVIRONMENT = -1;

  private static final String SOCKET = "socket:[";
  private static final byte[] FORKS = "\nprocesses ".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_EXEC_RETRIES = 50;
  private static final int MAX_FORK_RETRIES = 20;

  /// Limit of pids that are tried one by one: a machine that forks more is too busy for it.
  private static final int MAX_NEW_PIDS = 1_000;

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
  /// @param startTicks start time in clock ticks since boot
  /// @param cpuTicks user and system time in ticks of 10 ms
  /// @param childTicks user and system time of its reaped children in ticks of 10 ms
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
    /// Identifies a process uniquely, unlike its pid alone.
    public record Key(int pid, long startTicks) {}

    public Key key() {
      return new Key(pid, startTicks);
    }

    /// Whether it is a zombie.
    public boolean hasEnded() {
      return state == 'Z' || state == 'X';
    }

    /// Whether it is a kernel thread: `kthreadd` or one of its children. It has no environment.
    boolean isKernelThread() {
      return rssPages == 0 && (parent == KTHREADD || parent == 0);
    }

    @Override
    public String toString() {
      return name + " (pid " + pid + ")";
    }
  }

  /// All visible processes including zombies.
  List<Proc> processes() {
    return processes(EarlierProcesses.none());
  }

  /// All visible processes including zombies, but without earlier ones.
  ///
  /// A scan takes some milliseconds, in which a process can fork and exit. Processes that started
  /// meanwhile are therefore added until none has: a chain of short-lived processes is seen.
  List<Proc> processes(EarlierProcesses earlier) {
    int last = lastPid();
    long forks = earlier.isEmpty() ? 0 : forks();
    BitSet running = ids();
    earlier.removeFrom(running, forks);
    List<Proc> all = new ArrayList<>();
    running.stream().forEach(pid -> addIfPresent(pid, all));
    for (int look = 0; look < MAX_FORK_RETRIES && last > 0; look++) {
      int now = lastPid();
      for (int pid = last + 1; pid <= now && now - last < MAX_NEW_PIDS; pid++) {
        if (isProcess(pid)) {
          addIfPresent(pid, all);
        }
      }
      if (now == last) {
        break;
      }
      last = now;
    }
    return all;
  }

  /// The ids of all visible processes.
  static BitSet ids() {
    BitSet all = new BitSet();
    String[] names = new File("/proc").list();
    for (String name : names == null ? new String[0] : names) {
      if (name.charAt(0) >= '0' && name.charAt(0) <= '9') {
        all.set(Integer.parseInt(name));
      }
    }
    return all;
  }

  /// Number of processes and threads that have been started since boot on this machine, 0 if
  /// unknown.
  long forks() {
    return read("/proc/stat") ? numberAfter(FORKS) : 0;
  }

  /// Largest id of a process plus one; 0 if unknown.
  long maxId() {
    String max = text("/proc/sys/kernel/pid_max").strip();
    return max.isEmpty() ? 0 : Long.parseLong(max);
  }

  /// Whether an id is that of a process, not of a further thread.
  private boolean isProcess(int id) {
    return text("/proc/" + id + "/status").contains("\nTgid:\t" + id + "\n");
  }

  private void addIfPresent(int pid, List<Proc> all) {
    Proc proc = process(pid);
    if (proc != null) {
      all.add(proc);
    }
  }

  public @Nullable Proc process(int pid) {
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

  /// Parses the fields after the name.
  ///
  /// @param at index of the third field, the state
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

  /// The number that follows `mark` in the environment of a process.
  ///
  /// An environment is also empty for some hundred microseconds of each `exec`, because the kernel
  /// replaces the memory before it knows the address of the new environment. An empty environment
  /// is therefore read again a few times.
  ///
  /// @return 0 without the mark or without permission, [#NO_ENVIRONMENT] for an empty environment
  int idAfterMark(int pid, byte[] mark) {
    String file = "/proc/" + pid + "/environ";
    boolean there = read(file);
    for (int again = 0; there && length == 0 && again < MAX_EXEC_RETRIES; again++) {
      there = read(file);
    }
    if (length == 0) {
      return there ? NO_ENVIRONMENT : 0;
    }
    return (int) numberAfter(mark);
  }

  /// The number that follows `mark` in the path of the [ControlGroup] of a process.
  ///
  /// @return 0 without the mark
  int idInControlGroup(int pid, byte[] mark) {
    return read("/proc/" + pid + "/cgroup") ? (int) numberAfter(mark) : 0;
  }

  /// The number that follows `mark` in the limits of a process, see [LimitMark].
  ///
  /// @return 0 without the mark
  int idInLimits(int pid, byte[] mark) {
    return read("/proc/" + pid + "/limits") ? (int) numberAfter(mark) : 0;
  }

  /// Whether the environment of a process contains a text.
  boolean environmentContains(int pid, byte[] text) {
    return read("/proc/" + pid + "/environ") && indexOf(text) >= 0;
  }

  private long numberAfter(byte[] mark) {
    int at = indexOf(mark);
    long id = 0;
    for (int i = at + mark.length; at >= 0 && i < length; i++) {
      int digit = content[i] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      id = id * 10 + digit;
    }
    return id;
  }

  /// The children that this process has adopted, and those of its threads that have ended. The
  /// kernel assigns both to the main thread, which starts no process itself.
  List<Integer> adopted(int self) {
    List<Integer> pids = new ArrayList<>();
    for (String pid : text(childrenFile(self)).split(" ")) {
      if (!pid.isBlank()) {
        pids.add(Integer.parseInt(pid.strip()));
      }
    }
    return pids;
  }

  /// Whether [#adopted] is empty. False if the kernel has no such list.
  boolean hasNoAdopted(int self) {
    return read(childrenFile(self)) && length == 0;
  }

  private static String childrenFile(int pid) {
    return "/proc/" + pid + "/task/" + pid + "/children";
  }

  /// The pid that was assigned last on this machine, 0 if unknown.
  private int lastPid() {
    String load = text("/proc/loadavg").strip();
    String last = load.substring(load.lastIndexOf(' ') + 1);
    return last.isEmpty() ? 0 : Integer.parseInt(last);
  }

  /// The content of a text file such as `/proc/net/tcp`, empty if it cannot be read.
  String text(String file) {
    return read(file, true) ? new String(content, 0, length, StandardCharsets.US_ASCII) : "";
  }

  /// The target of a descriptor of a process, such as `pipe:[4711]`; empty if it cannot be read.
  String descriptor(int pid, int fd) {
    Libc.put(path, "/proc/" + pid + "/fd/" + fd);
    int size = libc.readlink(path, buffer);
    return size <= 0
        ? ""
        : new String(
            buffer.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  /// Whether a process neither catches nor ignores a signal.
  boolean endsBy(int pid, int signal) {
    long bit = 1L << (signal - 1);
    long handled = 0;
    for (String line : text("/proc/" + pid + "/status").lines().toList()) {
      if (line.startsWith("SigIgn:") || line.startsWith("SigCgt:")) {
        handled |= Long.parseUnsignedLong(line.substring(7).strip(), 16);
      }
    }
    return (handled & bit) == 0;
  }

  /// See [NetlinkSocketQuery#readListening].
  public boolean readListening(Map<Long, Integer> ports) {
    return NetlinkSocketQuery.readListening(libc, buffer, ports);
  }

  /// Inode numbers of the sockets that a process has open.
  public List<Long> socketInodes(int pid) {
    String folder = "/proc/" + pid + "/fd/";
    String[] names = new File(folder).list();
    List<Long> inodes = new ArrayList<>();
    for (String name : names == null ? new String[0] : names) {
      Libc.put(path, folder + name);
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

  /// Reads a file that is no table into `content`.
  ///
  /// @return false if it cannot be read
  private boolean read(String file) {
    return read(file, false);
  }

  /// Reads a whole file into `content`.
  ///
  /// @param records whether a read may return less than there is before the end, which the kernel
  ///   does between the records of a table
  /// @return false if it cannot be read
  private boolean read(String file, boolean records) {
    length = 0;
    Libc.put(path, file);
    int fd = libc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC);
    if (fd < 0) {
      return false;
    }
    long count;
    do {
      count = libc.read(fd, buffer, 0, buffer.byteSize());
      if (count > 0) {
        append((int) count);
      }
    } while (records ? count > 0 : count == buffer.byteSize());
    libc.close(fd);
    return count >= 0;
  }

  private void append(int count) {
    if (length + count > content.length) {
      content = Arrays.copyOf(content, Math.max(content.length * 2, length + count));
    }
    MemorySegment.copy(buffer, 0, MemorySegment.ofArray(content), length, count);
    length += count;
  }
}
