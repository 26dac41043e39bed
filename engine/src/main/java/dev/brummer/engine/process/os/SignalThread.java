package dev.brummer.engine.process.os;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/// Delivers signals to one thread that exists from the start.
///
/// The JVM starts a new thread for each signal. At the process limit it cannot, and drops the
/// signal: the program could not be stopped any more. Here the handler is a function of 23 bytes
/// that writes the number of the signal to a pipe, which the thread reads. The function is machine
/// code, because neither Java code nor any function of the C library can be a signal handler: it
/// must not touch the heap, locks or `errno`. Other processors than x86-64 keep the handlers of the
/// JVM.
public final class SignalThread {
  private static final MethodHandle SIGACTION = Libc.link("sigaction");
  private static final MethodHandle MMAP = Libc.link("mmap");
  private static final MethodHandle MPROTECT = Libc.link("mprotect");

  /// `push rdi; mov eax, SYS_write; mov edi, <pipe>`
  private static final byte[] HEAD = HexFormat.of().parseHex("57b801000000bf");

  /// `mov rsi, rsp; mov edx, 1; syscall; pop rdi; ret`
  private static final byte[] TAIL = HexFormat.of().parseHex("4889e6ba010000000f055fc3");

  private static final long PAGE_BYTES = 4096;
  private static final long READ_WRITE = 3;
  private static final long READ_EXECUTE = 5;
  private static final long PRIVATE_ANONYMOUS = 0x22;

  /// Offset of the flags in `struct sigaction`, and its size.
  private static final long FLAGS_OFFSET = 136;

  private static final long SIGACTION_BYTES = 152;

  /// `SA_RESTART | SA_ONSTACK`: system calls of other threads go on, on the stack that the JVM has
  /// set up for handlers.
  private static final int FLAGS = 0x1800_0000;

  private static final long IGNORED = 1;

  /// No signal has this number.
  private static final byte STOP = 0;

  /// Actions of the signals that [#add] has added.
  private static final Map<Integer, Runnable> ADDED = new ConcurrentHashMap<>();

  /// Write end of the pipe; -1 before the delivery.
  private static volatile int writeEnd = -1;

  /// Address of the handler; 0 before the delivery. Guarded by the class.
  private static long handler;

  private SignalThread() {}

  /// Replaces the handlers of the JVM for these signals and runs `action` for each on the calling
  /// thread, until [#stop]. A signal that the caller of brummer ignores remains ignored: a hang-up
  /// below `nohup`, an interrupt in a background job of a script.
  ///
  /// @param action receives the number of the signal; must not block
  /// @return false at once if this processor or system does not allow it
  public static boolean deliver(List<Integer> signals, IntConsumer action) {
    if (!System.getProperty("os.arch", "").equals("amd64")) {
      return false;
    }
    try (Libc libc = new Libc()) {
      int[] pipe = libc.pipe();
      long address = handler(libc, pipe[1]);
      if (address == 0) {
        return false;
      }
      writeEnd = pipe[1];
      installAll(libc, signals, address);
      deliver(libc, pipe[0], action);
      return true;
    } catch (LaunchException noDescriptors) {
      return false;
    }
  }

  private static synchronized void installAll(Libc libc, List<Integer> signals, long address) {
    handler = address;
    signals.forEach(signal -> install(libc, signal, address));
    ADDED.keySet().forEach(signal -> install(libc, signal, address));
  }

  /// Runs `action` on the delivering thread for each signal with this number from now on, or as
  /// soon as it delivers, also in place of the action of [#deliver]. Any thread.
  ///
  /// @param action must not block
  public static synchronized void add(int signal, Runnable action) {
    ADDED.put(signal, action);
    if (handler != 0) {
      try (Libc libc = new Libc()) {
        install(libc, signal, handler);
      }
    }
  }

  /// Ends the delivery; later signals are lost. To be called before the JVM exits, which otherwise
  /// waits 300 ms for a thread that is in a system call.
  public static void stop() {
    if (writeEnd >= 0) {
      try (Libc libc = new Libc()) {
        libc.write(writeEnd, libc.allocate(1).fill(STOP), 0, 1);
      }
    }
  }

  /// @return address of the function, 0 if the system allows no new code
  private static long handler(Libc libc, int pipe) {
    long address = libc.raw(MMAP, 0, PAGE_BYTES, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0);
    if (address == -1) {
      return 0;
    }
    MemorySegment code = MemorySegment.ofAddress(address).reinterpret(PAGE_BYTES);
    code.copyFrom(MemorySegment.ofArray(HEAD));
    code.set(ValueLayout.JAVA_INT_UNALIGNED, HEAD.length, pipe);
    code.asSlice(HEAD.length + Integer.BYTES).copyFrom(MemorySegment.ofArray(TAIL));
    return (int) libc.raw(MPROTECT, address, PAGE_BYTES, READ_EXECUTE, 0, 0, 0) == 0 ? address : 0;
  }

  private static void install(Libc libc, int signal, long handler) {
    MemorySegment action = libc.allocate(SIGACTION_BYTES).fill((byte) 0);
    libc.raw(SIGACTION, signal, 0, action.address(), 0, 0, 0);
    if (action.get(ValueLayout.JAVA_LONG, 0) == IGNORED) {
      return;
    }
    action.fill((byte) 0);
    action.set(ValueLayout.JAVA_LONG, 0, handler);
    action.set(ValueLayout.JAVA_INT, FLAGS_OFFSET, FLAGS);
    libc.raw(SIGACTION, signal, action.address(), 0, 0, 0, 0);
  }

  private static void deliver(Libc libc, int pipe, IntConsumer action) {
    MemorySegment number = libc.allocate(1);
    boolean stopped = false;
    while (!stopped) {
      if (libc.read(pipe, number, 0, 1) == 1) {
        byte signal = number.get(ValueLayout.JAVA_BYTE, 0);
        stopped = signal == STOP;
        if (!stopped) {
          Runnable added = ADDED.get((int) signal);
          if (added == null) {
            action.accept(signal);
          } else {
            added.run();
          }
        }
      }
    }
  }
}
