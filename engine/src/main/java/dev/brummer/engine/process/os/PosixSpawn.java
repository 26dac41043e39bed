package dev.brummer.engine.process.os;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts programs with `posix_spawn`. Each gets its own session and process group, default signal
/// handling (a JVM ignores or catches some signals) and no open descriptor but its three streams.
///
/// Sockets of the JDK are not close-on-exec: a child that inherited a listening socket of brummer
/// would keep its port in use. Confined to one thread.
public final class PosixSpawn {
  private static final MethodHandle SPAWN = Libc.link("posix_spawn");
  private static final MethodHandle ATTR_INIT = Libc.link("posix_spawnattr_init");
  private static final MethodHandle ATTR_FLAGS = Libc.link("posix_spawnattr_setflags");
  private static final MethodHandle ATTR_DEFAULT = Libc.link("posix_spawnattr_setsigdefault");
  private static final MethodHandle ATTR_MASK = Libc.link("posix_spawnattr_setsigmask");
  private static final MethodHandle FILES_INIT = Libc.link("posix_spawn_file_actions_init");
  private static final MethodHandle FILES_OPEN = Libc.link("posix_spawn_file_actions_addopen");
  private static final MethodHandle FILES_DUP = Libc.link("posix_spawn_file_actions_adddup2");
  private static final MethodHandle FILES_DIRECTORY =
      Libc.link("posix_spawn_file_actions_addchdir_np");
  private static final MethodHandle FILES_DESTROY = Libc.link("posix_spawn_file_actions_destroy");

  /// Available since glibc 2.34. Without it, close-on-exec is set on all descriptors before a
  /// spawn.
  private static final String CLOSE_FROM = "posix_spawn_file_actions_addclosefrom_np";

  private static final long SETSIGDEF = 0x04;
  private static final long SETSIGMASK = 0x08;
  private static final long SETSID = 0x80;

  private final Libc libc;
  private final MethodHandle closeFrom = Libc.has(CLOSE_FROM) ? Libc.link(CLOSE_FROM) : FILES_DUP;
  private final MemorySegment attributes;
  private final MemorySegment files;
  private final MemorySegment pid;

  public PosixSpawn(Libc libc) {
    this.libc = libc;
    this.files = libc.allocate(512);
    this.pid = libc.allocate(8);
    this.attributes = libc.allocate(1024);
    MemorySegment signals = libc.allocate(128);
    call(ATTR_INIT, attributes.address(), 0, 0, 0);
    call(ATTR_FLAGS, attributes.address(), SETSIGDEF | SETSIGMASK | SETSID, 0, 0);
    call(ATTR_MASK, attributes.address(), signals.address(), 0, 0);
    call(ATTR_DEFAULT, attributes.address(), signals.fill((byte) -1).address(), 0, 0);
  }

  /// Standard input, output and error of a child.
  public sealed interface Streams {
    /// All three streams are this terminal, which becomes the controlling terminal.
    ///
    /// @param inheritInput standard input is that of this process instead
    record Terminal(String path, boolean inheritInput) implements Streams {}

    /// Descriptors of this process.
    record Descriptors(int in, int out, int err) implements Streams {}
  }

  /// Starts a program.
  ///
  /// @return its pid, which is also its session and process group id
  public int spawn(
      Path program,
      List<String> arguments,
      Map<String, String> environment,
      Path directory,
      Streams streams)
      throws LaunchException {
    add(FILES_INIT, 0, 0, 0);
    try (Arena arena = Arena.ofConfined()) {
      addStreams(streams, arena);
      add(FILES_DIRECTORY, string(directory.toString(), arena), 0, 0);
      closeOtherFiles();
      long error =
          libc.raw(
              SPAWN,
              pid.address(),
              string(program.toString(), arena),
              files.address(),
              attributes.address(),
              strings(arguments, arena),
              strings(variables(environment), arena));
      if ((int) error != 0) {
        throw new LaunchException(
            "not executable", program + " cannot be executed: " + Libc.message((int) error));
      }
      return pid.get(ValueLayout.JAVA_INT, 0);
    } finally {
      call(FILES_DESTROY, files.address(), 0, 0, 0);
    }
  }

  private void addStreams(Streams streams, Arena arena) throws LaunchException {
    switch (streams) {
      case Streams.Terminal(String path, boolean inheritInput) -> {
        add(FILES_OPEN, 1, string(path, arena), Libc.O_RDWR);
        add(FILES_DUP, 1, 2, 0);
        add(FILES_DUP, inheritInput ? 0 : 1, 0, 0);
      }
      case Streams.Descriptors(int in, int out, int err) -> {
        add(FILES_DUP, in, 0, 0);
        add(FILES_DUP, out, 1, 0);
        add(FILES_DUP, err, 2, 0);
      }
    }
  }

  private void closeOtherFiles() throws LaunchException {
    if (closeFrom.equals(FILES_DUP)) {
      libc.closeOnExecFrom(3);
    } else {
      add(closeFrom, 3, 0, 0);
    }
  }

  private static List<String> variables(Map<String, String> environment) {
    List<String> variables = new ArrayList<>(environment.size());
    environment.forEach((name, value) -> variables.add(name + "=" + value));
    return variables;
  }

  private static long string(String text, Arena arena) {
    MemorySegment string = arena.allocate(text.length() * 3L + 1);
    Libc.put(string, text);
    return string.address();
  }

  /// Copies all texts and their addresses at once, since each access to a segment costs a
  /// microsecond in a young JVM.
  private static long strings(List<String> texts, Arena arena) {
    byte[][] bytes = new byte[texts.size()][];
    int size = 0;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = texts.get(i).getBytes(StandardCharsets.UTF_8);
      size += bytes[i].length + 1;
    }
    byte[] block = new byte[size];
    MemorySegment copy = arena.allocate(Math.max(1, size));
    long[] addresses = new long[bytes.length + 1];
    int at = 0;
    for (int i = 0; i < bytes.length; i++) {
      System.arraycopy(bytes[i], 0, block, at, bytes[i].length);
      addresses[i] = copy.address() + at;
      at += bytes[i].length + 1;
    }
    MemorySegment.copy(MemorySegment.ofArray(block), 0, copy, 0, size);
    long length = 8L * addresses.length;
    MemorySegment array = arena.allocate(length, 8);
    MemorySegment.copy(MemorySegment.ofArray(addresses), 0, array, 0, length);
    return array.address();
  }

  /// Adds an action to the list for the next child.
  ///
  /// @throws LaunchException if there is no memory for it; the list must not be used then
  private void add(MethodHandle function, long a, long b, long c) throws LaunchException {
    int error = (int) libc.raw(function, files.address(), a, b, c, 0, 0);
    if (error != 0) {
      throw new LaunchException(
          "no resources", "the start cannot be prepared: " + Libc.message(error));
    }
  }

  private void call(MethodHandle function, long a, long b, long c, long d) {
    libc.raw(function, a, b, c, d, 0, 0);
  }
}
