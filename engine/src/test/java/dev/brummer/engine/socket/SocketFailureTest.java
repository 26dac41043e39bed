package dev.brummer.engine.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.SeparateJvm;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.os.FaultyLibc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every function of the C library that sockets use fails in turn. Each failure is said in words,
/// leaves no descriptor open, and everything works again afterwards.
@Timeout(120)
class SocketFailureTest {
  @Test
  void anyFailingCall_isSaid_andLeavesNothingOpen(@TempDir Path directory) throws Exception {
    SeparateJvm run = SeparateJvm.run(Run.class, directory.toString());

    assertEquals(List.of(), run.lines("! "));
    assertEquals(0, run.code(), run.output());
    assertEquals(Run.CASES, run.lines("said ").size());
  }

  /// Runs the cases in a JVM of its own, because the functions are replaced before they are linked.
  static final class Run {
    private static final Pattern JAVA_NAME = Pattern.compile("Exception|\\bjava\\.|brummer\\.");

    /// Error numbers that the manual pages name, by function.
    private static final Map<String, List<Integer>> ERRORS =
        new TreeMap<>(
            Map.of(
                "socket", List.of(12, 13, 23, 24),
                "bind", List.of(2, 12, 13, 28, 30, 98),
                "listen", List.of(95, 98),
                "connect", List.of(2, 11, 13, 111),
                "accept4", List.of(12, 23, 24),
                "send", List.of(12, 32, 104),
                "read", List.of(5, 104),
                "getsockopt", List.of(12)));

    static final long CASES = ERRORS.values().stream().mapToLong(List::size).sum();

    private final Path path;

    private Run(Path path) {
      this.path = path;
    }

    public static void main(String[] arguments) throws Exception {
      FaultyLibc.install();
      Path path = Path.of(arguments[0], "s");
      Run run = new Run(path);
      run.exchange();
      long before = descriptors();
      for (Map.Entry<String, List<Integer>> function : ERRORS.entrySet()) {
        for (int errno : function.getValue()) {
          String name = function.getKey() + " " + errno;
          FaultyLibc.fail(function.getKey(), errno);
          try {
            run.exchange();
            System.out.println("! " + name + ": not said");
          } catch (IOException failed) {
            String said = IoErrorMessage.of(failed);
            boolean inWords = !said.isBlank() && !JAVA_NAME.matcher(said).find();
            System.out.println((inWords ? "said " : "! ") + name + ": " + said);
          } finally {
            FaultyLibc.repair();
          }
          run.exchange();
          if (descriptors() != before) {
            System.out.println("! " + name + ": " + (descriptors() - before) + " descriptors");
          }
        }
      }
      System.exit(0);
    }

    /// Listens, connects and passes a byte.
    private void exchange() throws Exception {
      Thread serving = Thread.currentThread();
      try (UnixListener listener = UnixListener.bind(path, 1)) {
        FutureTask<Void> serve =
            new FutureTask<>(() -> {
              try (UnixConnection server = listener.accept()) {
                if (!server.isFromSameUser()) {
                  throw new IOException("another user");
                }
                ByteBuffer received = ByteBuffer.allocate(8);
                if (server.read(received) != 1) {
                  throw new IOException("the client has gone");
                }
                server.write(received.flip());
              }
              return null;
            });
        serving = Thread.ofPlatform().daemon().name("serve").start(serve);
        try (UnixConnection client = UnixConnection.connect(path)) {
          client.write(ByteBuffer.wrap(new byte[] {1}));
          client.shutdownOutput();
          serve.get();
        } catch (ExecutionException failed) {
          throw (Exception) failed.getCause();
        }
      } finally {
        if (serving != Thread.currentThread()) {
          serving.join();
        }
        Files.deleteIfExists(path);
      }
    }

    private static long descriptors() throws IOException {
      try (var all = Files.list(Path.of("/proc/self/fd"))) {
        return all.count();
      }
    }
  }
}
