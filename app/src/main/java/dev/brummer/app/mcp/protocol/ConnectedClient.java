package dev.brummer.app.mcp.protocol;

import java.util.Set;
import java.util.TreeSet;

/// A connected client under a label that no other connected client has.
final class ConnectedClient {
  private final String label;
  private final Directory directory;
  private boolean open = true;

  private ConnectedClient(String label, Directory directory) {
    this.label = label;
    this.directory = directory;
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
      String label = identity.toString();
      for (int i = 2; !labels.add(label); i++) {
        label = identity + " #" + i;
      }
      observer.connected(label, transport);
      return new ConnectedClient(label, this);
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
