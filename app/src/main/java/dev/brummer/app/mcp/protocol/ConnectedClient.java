package dev.brummer.app.mcp.protocol;

import java.util.Set;
import java.util.TreeSet;

/// A connected client under a label that no other connected client has.
final class ConnectedClient {
  private final String label;
  private final ClientIdentity identity;
  private final String transport;
  private final Directory directory;
  private boolean open = true;

  private ConnectedClient(
      String label, ClientIdentity identity, String transport, Directory directory) {
    this.label = label;
    this.identity = identity;
    this.transport = transport;
    this.directory = directory;
  }

  ClientIdentity identity() {
    return identity;
  }

  String transport() {
    return transport;
  }

  String label() {
    return label;
  }

  /// Releases the label and tells the observer, once.
  void close(String reason) {
    directory.close(this, reason);
  }

  /// The labels in use. Any thread.
  static final class Directory {
    private final ServerObserver observer;
    private final Set<String> labels = new TreeSet<>();

    Directory(ServerObserver observer) {
      this.observer = observer;
    }

    synchronized ConnectedClient open(ClientIdentity identity, String transport) {
      String label = identity.name();
      for (int i = 2; !labels.add(label); i++) {
        label = identity.name() + " #" + i;
      }
      observer.connected(label, identity, transport);
      return new ConnectedClient(label, identity, transport, this);
    }

    private synchronized void close(ConnectedClient client, String reason) {
      if (client.open) {
        client.open = false;
        labels.remove(client.label);
        observer.disconnected(client.label, reason);
      }
    }
  }
}
