package dev.brummer.perf.baseline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Reference design of the process manager (S5 to S8): a map under one lock, a lock per process, a
/// copy of every process for every list, log callbacks called under the map's lock, and three
/// threads per child process. Thread-safe; callers contend for the locks.
public final class SynchronizedProcessTable {
  private final Object lock = new Object();
  private final Map<String, Entry> entries = new HashMap<>();
  private final List<BiConsumer<String, String>> lineListeners = new ArrayList<>();

  /// Snapshot of a process.
  public record Copy(
      String id, String name, String status, List<String> command, long pid, Instant since) {}

  public void add(String name, List<String> command) {
    synchronized (lock) {
      entries.put(name, new Entry(name, command));
    }
  }

  /// Registers a listener for all output lines, called under the map's lock.
  public void addLineListener(BiConsumer<String, String> listener) {
    synchronized (lock) {
      lineListeners.add(listener);
    }
  }

  /// @throws IllegalArgumentException if the process does not exist
  public String status(String name) {
    Entry entry = entry(name);
    synchronized (entry) {
      return entry.status;
    }
  }

  /// @throws IllegalArgumentException if the process does not exist
  public Copy copyOf(String name) {
    Entry entry = entry(name);
    synchronized (entry) {
      return entry.copy();
    }
  }

  public void setStatus(String name, String status) {
    Entry entry = entry(name);
    synchronized (entry) {
      entry.status = status;
      entry.since = Instant.now();
    }
  }

  public List<Copy> list() {
    synchronized (lock) {
      List<Copy> all = new ArrayList<>();
      for (Entry entry : entries.values()) {
        synchronized (entry) {
          all.add(entry.copy());
        }
      }
      return all;
    }
  }

  /// Delivers an output line to the listeners.
  public void publishLine(String name, String text) {
    synchronized (lock) {
      for (BiConsumer<String, String> listener : lineListeners) {
        listener.accept(name, text);
      }
    }
  }

  /// Starts the child process and returns once it runs.
  ///
  /// @param onExit called after its exit
  public void start(String name, Runnable onExit) {
    Entry entry = entry(name);
    synchronized (lock) {
      synchronized (entry) {
        try {
          Process process = new ProcessBuilder(entry.command).start();
          entry.process = process;
          entry.status = "running";
          entry.since = Instant.now();
          startReader(name, process.getInputStream());
          startReader(name, process.getErrorStream());
          Thread.ofPlatform().daemon().start(() -> awaitExit(name, process, onExit));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  public void kill(String name) {
    Entry entry = entry(name);
    synchronized (entry) {
      if (entry.process != null) {
        entry.process.destroyForcibly();
      }
    }
  }

  private void startReader(String name, InputStream from) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try (BufferedReader lines =
              new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
              publishLine(name, text);
            }
          } catch (IOException gone) {
            publishLine(name, String.valueOf(gone.getMessage()));
          }
        });
  }

  private void awaitExit(String name, Process process, Runnable onExit) {
    try {
      int code = process.waitFor();
      setStatus(name, code == 0 ? "stopped" : "failed");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    onExit.run();
  }

  private Entry entry(String name) {
    synchronized (lock) {
      Entry entry = entries.get(name);
      if (entry == null) {
        throw new IllegalArgumentException("no such process: " + name);
      }
      return entry;
    }
  }

  /// Guarded by its own monitor.
  private static final class Entry {
    final String name;
    final List<String> command;
    String status = "pending";
    Instant since = Instant.now();
    @Nullable Process process;

    Entry(String name, List<String> command) {
      this.name = name;
      this.command = command;
    }

    Copy copy() {
      Process now = process;
      return new Copy(
          name + "-" + since.getEpochSecond(),
          name,
          status,
          new ArrayList<>(command),
          now == null ? 0 : now.pid(),
          since);
    }
  }
}
