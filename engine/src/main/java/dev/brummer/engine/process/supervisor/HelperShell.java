package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.HelperPrograms;
import dev.brummer.engine.process.os.LaunchException;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.PosixSpawn;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A shell in a session of its own that serves this process and knows its end: the end of the
/// shell's standard input. Neither signals of the terminal nor a kill of this job reach it.
///
/// Standard error of the shell is the controlling terminal of this process. Started without
/// [ProcessBuilder], which looks for a logger in all jars of the class path at its first use: 20 ms
/// of CPU time before the first frame. Not thread-safe.
public final class HelperShell {
  private final int input;
  private final int output;

  private HelperShell(int input, int output) {
    this.input = input;
    this.output = output;
  }

  /// Starts a shell with this script.
  ///
  /// @throws IOException if there is no controlling terminal, or the shell cannot be started
  public static HelperShell start(String script) throws IOException {
    try (Libc libc = new Libc()) {
      int terminal = ControllingTerminal.open(libc);
      try {
        return start(libc, terminal, script);
      } catch (LaunchException failed) {
        throw new IOException(failed.getMessage(), failed);
      } finally {
        libc.close(terminal);
      }
    }
  }

  private static HelperShell start(Libc libc, int terminal, String script) throws LaunchException {
    int[] in = libc.pipe();
    int[] out;
    try {
      out = libc.pipe();
    } catch (LaunchException limit) {
      close(libc, in);
      throw limit;
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put(HelperPrograms.VARIABLE, Long.toString(ProcessHandle.current().pid()));
    try {
      int _ =
          new PosixSpawn(libc)
              .spawn(
                  Path.of("/bin/sh"),
                  List.of("sh", "-c", script),
                  environment,
                  Path.of("/"),
                  new PosixSpawn.Streams.Descriptors(in[0], out[1], terminal));
    } catch (LaunchException failed) {
      close(libc, new int[] {in[1], out[0]});
      throw failed;
    } finally {
      close(libc, new int[] {in[0], out[1]});
    }
    return new HelperShell(in[1], out[0]);
  }

  private static void close(Libc libc, int[] descriptors) {
    for (int descriptor : descriptors) {
      libc.close(descriptor);
    }
  }

  /// Writes to the standard input of the shell, which must be reading. Blocks.
  ///
  /// @throws IOException if the shell has ended
  public void write(byte[] bytes) throws IOException {
    try (Libc libc = new Libc()) {
      MemorySegment buffer = libc.allocate(bytes.length);
      buffer.copyFrom(MemorySegment.ofArray(bytes));
      long written = 0;
      while (written < bytes.length) {
        long count = libc.write(input, buffer, written, bytes.length - written);
        if (count < 0 && count != -Libc.EINTR) {
          throw new IOException("the helper shell has ended");
        }
        written += Math.max(0, count);
      }
    }
  }

  /// Reads from the standard output of the shell. Blocks until there is some.
  ///
  /// @return number of bytes, 0 if the shell has ended
  public int read(byte[] into) {
    try (Libc libc = new Libc()) {
      MemorySegment buffer = libc.allocate(into.length);
      long count = -Libc.EINTR;
      while (count == -Libc.EINTR) {
        count = libc.read(output, buffer, 0, into.length);
      }
      MemorySegment.ofArray(into).copyFrom(buffer.asSlice(0, Math.max(0, count)));
      return (int) Math.max(0, count);
    }
  }
}
