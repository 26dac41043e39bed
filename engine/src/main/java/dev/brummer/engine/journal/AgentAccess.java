package dev.brummer.engine.journal;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.file.OwnerOnlyFiles;
import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.log.LogSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The user's read-only switches for agents: one for all agents and one per client name. An agent
/// that is read-only may look at everything and start, stop or change nothing.
///
/// The switches are kept per project across runs: one line per read-only client name, and `*` for
/// all. They guard against mistakes of an agent, not against a malicious one: a program of the same
/// user can write the file.
///
/// Thread-safe. Reads the file at the first question; a change writes a few bytes before it
/// returns.
public final class AgentAccess {
  private static final String ALL = "*";
  private static final int MAX_CLIENTS = 200;
  private static final int MAX_NAME = 120;

  private final @Nullable Path file;
  private final Consumer<String> warnings;
  private final Set<String> readOnly = new LinkedHashSet<>();
  private boolean loaded;

  /// Switches that are not kept.
  public AgentAccess() {
    this(null, _ -> {});
  }

  /// @param file where the switches are kept; null: nowhere
  /// @param warnings receives one sentence if the file cannot be read or written
  public AgentAccess(@Nullable Path file, Consumer<String> warnings) {
    this.file = file;
    this.warnings = warnings;
    this.loaded = file == null;
  }

  /// The file of a project; null if either is unknown.
  public static @Nullable Path file(@Nullable Path state, @Nullable Path project) {
    return state == null || project == null
        ? null
        : state
            .resolve("agents")
            .resolve(LogSettings.directory(state, project).getFileName() + ".read-only");
  }

  /// Whether the client of this name may start, stop and change things.
  public synchronized boolean mayAct(String client) {
    return !isReadOnly() && !isReadOnly(client);
  }

  /// Whether all agents are read-only.
  public synchronized boolean isReadOnly() {
    load();
    return readOnly.contains(ALL);
  }

  /// Whether the client of this name is read-only by its own switch.
  public synchronized boolean isReadOnly(String client) {
    load();
    return readOnly.contains(key(client));
  }

  /// Switches all agents; the switches of single clients remain.
  public synchronized void readOnly(boolean value) {
    change(ALL, value);
  }

  /// Switches the client of this name. The switch of the oldest of more than 200 names is dropped.
  public synchronized void readOnly(String client, boolean value) {
    change(key(client), value);
  }

  private void change(String key, boolean value) {
    load();
    boolean changed = value ? readOnly.add(key) : readOnly.remove(key);
    if (readOnly.size() > MAX_CLIENTS) {
      readOnly.stream().filter(name -> !name.equals(ALL)).findFirst().ifPresent(readOnly::remove);
    }
    if (changed) {
      save();
    }
  }

  /// The name as a line of the file. A leading space keeps a client called `*` apart from all.
  private static String key(String client) {
    String line = client.replaceAll("\\p{Cntrl}", " ");
    return " " + line.substring(0, Math.min(line.length(), MAX_NAME));
  }

  private void load() {
    Path path = file;
    if (loaded || path == null) {
      return;
    }
    loaded = true;
    try {
      new String(ProjectTextFile.read(path), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .limit(MAX_CLIENTS)
          .forEach(readOnly::add);
    } catch (NoSuchFileException none) {
      readOnly.clear();
    } catch (IOException unreadable) {
      readOnly.add(ALL);
      warnings.accept(
          "agents are read-only: cannot read their switches in "
              + path
              + ": "
              + IoErrorMessage.of(unreadable));
    }
  }

  private void save() {
    Path path = file;
    if (path == null) {
      return;
    }
    try {
      OwnerOnlyFiles.createParents(path);
      Path next = path.resolveSibling(path.getFileName() + ".new");
      Files.deleteIfExists(next);
      OwnerOnlyFiles.append(next, String.join("\n", readOnly) + "\n");
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      warnings.accept(
          "the read-only switches of agents hold for this run only: cannot write "
              + path
              + ": "
              + IoErrorMessage.of(unwritable));
    }
  }
}
