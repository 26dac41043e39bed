package dev.brummer.app.mcp.http;

import dev.brummer.app.mcp.protocol.ClientSession;
import dev.brummer.app.mcp.protocol.McpServer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The sessions of the endpoint by id. Bounded: the least recently used session makes room. Any
/// thread.
final class HttpSessions {
  static final String HEADER = "Mcp-Session-Id";
  static final int MAX_SESSIONS = 256;

  private static final int ID_BYTES = 16;
  private static final long IDLE_NANOS = Duration.ofMinutes(30).toNanos();

  /// For a client that has closed its stream: most clients end without ending their session.
  private static final long GONE_NANOS = Duration.ofMinutes(1).toNanos();

  private final McpServer server;
  private final LongSupplier nanoTime;
  private final SecureRandom random = new SecureRandom();
  private final LinkedHashMap<String, Entry> sessions = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Entry {
    final ClientSession session;
    long usedNanos;
    int streams;
    boolean hadStream;

    Entry(ClientSession session) {
      this.session = session;
    }

    boolean isExpired(long now) {
      return streams == 0 && now - usedNanos >= (hadStream ? GONE_NANOS : IDLE_NANOS);
    }
  }

  HttpSessions(McpServer server, LongSupplier nanoTime) {
    this.server = server;
    this.nanoTime = nanoTime;
  }

  /// Opens a session.
  ///
  /// @return its id
  String open() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    Entry entry = new Entry(server.openSession("http"));
    Entry evicted = null;
    synchronized (this) {
      if (sessions.size() >= MAX_SESSIONS) {
        evicted = sessions.pollFirstEntry().getValue();
      }
      entry.usedNanos = nanoTime.getAsLong();
      sessions.put(id, entry);
    }
    if (evicted != null) {
      evicted.session.close("made room for newer sessions");
    }
    return id;
  }

  synchronized int size() {
    return sessions.size();
  }

  synchronized @Nullable ClientSession find(String id) {
    Entry entry = sessions.get(id);
    if (entry == null) {
      return null;
    }
    entry.usedNanos = nanoTime.getAsLong();
    return entry.session;
  }

  /// Counts an open stream of a session, or one less: a session with a stream does not expire.
  synchronized void countStream(String id, int difference) {
    Entry entry = sessions.get(id);
    if (entry != null) {
      entry.streams += difference;
      entry.hadStream = true;
      entry.usedNanos = nanoTime.getAsLong();
    }
  }

  /// @return false if there is no such session
  boolean close(String id) {
    Entry entry;
    synchronized (this) {
      entry = sessions.remove(id);
    }
    if (entry != null) {
      entry.session.close("session ended");
    }
    return entry != null;
  }

  /// Closes idle sessions. To be called every few seconds while there are sessions.
  void expire() {
    long now = nanoTime.getAsLong();
    List<Entry> idle = new ArrayList<>();
    synchronized (this) {
      sessions
          .values()
          .removeIf(entry -> {
            boolean expired = entry.isExpired(now);
            if (expired) {
              idle.add(entry);
            }
            return expired;
          });
    }
    idle.forEach(entry -> entry.session.close("idle"));
  }

  void closeAll() {
    List<Entry> all;
    synchronized (this) {
      all = List.copyOf(sessions.values());
      sessions.clear();
    }
    all.forEach(entry -> entry.session.close("server closed"));
  }
}
