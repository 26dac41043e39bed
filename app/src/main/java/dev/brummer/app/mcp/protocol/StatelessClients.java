package dev.brummer.app.mcp.protocol;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Clients of the stateless generation on one endpoint or connection: a client is connected from
/// its first request until it has been idle for the window. An open listen stream is not idle.
/// Bounded: the least recently seen client makes room. Any thread.
public final class StatelessClients {
  private static final int MAX_CLIENTS = 128;

  private final ConnectedClient.Directory directory;
  private final String transport;
  private final long windowNanos;
  private final LongSupplier nanoTime;
  private final Map<ClientIdentity, Entry> clients = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Entry {
    final ConnectedClient client;
    long seenNanos;
    int streams;

    Entry(ConnectedClient client) {
      this.client = client;
    }
  }

  StatelessClients(
      ConnectedClient.Directory directory,
      String transport,
      Duration window,
      LongSupplier nanoTime) {
    this.directory = directory;
    this.transport = transport;
    this.windowNanos = window.toNanos();
    this.nanoTime = nanoTime;
  }

  /// The client that sent a request.
  synchronized ConnectedClient seen(ClientIdentity identity) {
    return entry(identity).client;
  }

  private Entry entry(ClientIdentity identity) {
    Entry entry = clients.get(identity);
    if (entry == null) {
      makeRoom();
      entry = new Entry(directory.open(identity, transport));
      clients.put(identity, entry);
    }
    entry.seenNanos = nanoTime.getAsLong();
    return entry;
  }

  private void makeRoom() {
    Iterator<Entry> oldestFirst = clients.values().iterator();
    while (clients.size() >= MAX_CLIENTS && oldestFirst.hasNext()) {
      Entry entry = oldestFirst.next();
      oldestFirst.remove();
      entry.client.close("made room for newer clients");
    }
  }

  synchronized void streamOpened(ClientIdentity identity) {
    entry(identity).streams++;
  }

  synchronized void streamClosed(ClientIdentity identity) {
    Entry entry = clients.get(identity);
    if (entry != null && entry.streams > 0) {
      entry.streams--;
      entry.seenNanos = nanoTime.getAsLong();
    }
  }

  public synchronized boolean isEmpty() {
    return clients.isEmpty();
  }

  /// Disconnects idle clients. To be called every few seconds while there are clients.
  public synchronized void expire() {
    long now = nanoTime.getAsLong();
    clients
        .values()
        .removeIf(entry -> {
          boolean idle = entry.streams == 0 && now - entry.seenNanos >= windowNanos;
          if (idle) {
            entry.client.close("idle");
          }
          return idle;
        });
  }

  public synchronized void close(String reason) {
    clients.values().forEach(entry -> entry.client.close(reason));
    clients.clear();
  }
}
