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

/// The seed's process manager "before" (S5 to S8): a map under one lock, a lock in every process, a
/// copy of every process for every list, log callbacks called under the lock of the map, and three
/// threads for every child. Any thread may call; everybody waits for everybody.
public final class SynchronizedProcessTable {
  private final Object lock = new Object();
  private final Map<String, Entry> entries = new HashMap<>();
  private final List<BiConsumer<String, String>> lineListeners = new ArrayList<>();

  /// What a list holds of a process.
  public record Copy(
      String id, String name, String status, List<String> command, long pid, Instant since) {}

  public void add(String name, List<String> command) {
    synchronized (lock) {
      entries.put(name, new Entry(name, command));
    }
  }

  /// Is told every line of every process.
  public void addLineListener(BiConsumer<String, String> callback) {
    synchronized (lock) {
      lineListeners.add(callback);
    }
  }

  /// @throws IllegalArgumentException if there is no such process
  public String status(String name) {
    Entry entry = entry(name);
    synchronized (entry) {
      return entry.status;
    }
  }

  /// @throws IllegalArgumentException if there is no such process
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

  /// A child has printed a line.
  public void publishLine(String name, String text) {
    synchronized (lock) {
      for (BiConsumer<String, String> callback : lineListeners) {
        callback.accept(name, text);
      }
    }
  }

  /// Starts the child of a process; returns when it runs.
  ///
  /// @param ended is run when it has ended
  public void start(String name, Runnable ended) {
    Entry entry = entry(name);
    synchronized (lock) {
      synchronized (entry) {
        try {
          Process child = new ProcessBuilder(entry.command).start();
          entry.process = child;
          entry.status = "running";
          entry.since = Instant.now();
          startReader(name, child.getInputStream());
          startReader(name, child.getErrorStream());
          Thread.ofPlatform().daemon().start(() -> awaitExit(name, child, ended));
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

  private void awaitExit(String name, Process child, Runnable ended) {
    try {
      int code = child.waitFor();
      setStatus(name, code == 0 ? "stopped" : "failed");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    ended.run();
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

  /// Guarded by itself.
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
