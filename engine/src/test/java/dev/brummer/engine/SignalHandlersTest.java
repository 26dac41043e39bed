package dev.brummer.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Both ways of delivery: by [dev.brummer.engine.process.os.SignalThread] on x86-64, and by the JVM
/// on other processors.
@Timeout(60)
class SignalHandlersTest {
  /// The JVM leaves this signal alone, so that its handler shows that all are installed.
  private static final int WINCH = 28;

  /// Added by itself.
  private static final int USR2 = 12;

  @ParameterizedTest
  @ValueSource(strings = {"thread", "jvm"})
  void signals_areDeliveredByNumber_inOrder(String way) throws Exception {
    Process program = start(way);
    try (BufferedReader lines = program.inputReader()) {
      awaitHandler(program.pid(), WINCH);
      awaitHandler(program.pid(), USR2);
      for (int signal : List.of(1, 2, WINCH, USR2, 15)) {
        send(program.pid(), signal);
        assertEquals("signal " + signal, lines.readLine());
      }
      program.getOutputStream().close();
      assertTrue(program.waitFor(30, TimeUnit.SECONDS));
      assertEquals(0, program.exitValue());
    } finally {
      program.destroyForcibly();
    }
  }

  private static Process start(String way) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName(),
            way)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void send(long pid, int signal) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start();
    assertEquals(0, kill.waitFor());
  }

  private static void awaitHandler(long pid, int signal) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    while (!catches(Files.readString(status, StandardCharsets.UTF_8), signal)) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static boolean catches(String status, int signal) {
    String mask =
        status
            .lines()
            .filter(line -> line.startsWith("SigCgt:"))
            .findFirst()
            .orElseThrow()
            .substring(7)
            .strip();
    return (Long.parseUnsignedLong(mask, 16) >>> (signal - 1) & 1) == 1;
  }

  /// Prints the signals that it receives until its standard input ends.
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws IOException {
      List<Integer> signals = List.of(1, 2, 15, WINCH);
      if (arguments[0].equals("jvm")) {
        SignalHandlers.installAllInJvm(signals, Program::name, Program::print);
      } else {
        SignalHandlers.installAll(signals, Program::name, Program::print);
      }
      SignalHandlers.install("USR2", () -> print(USR2));
      while (System.in.read() >= 0) {}
      SignalHandlers.stop();
    }

    private static String name(int signal) {
      return switch (signal) {
        case 1 -> "HUP";
        case 2 -> "INT";
        case 15 -> "TERM";
        default -> "WINCH";
      };
    }

    private static void print(int signal) {
      System.out.println("signal " + signal);
    }
  }
}
