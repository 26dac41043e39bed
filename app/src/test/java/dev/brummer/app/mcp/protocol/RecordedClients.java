package dev.brummer.app.mcp.protocol;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Records what clients do, one line each; refuses calls that change something if told so.
final class RecordedClients implements ServerObserver {
  final List<String> lines = new CopyOnWriteArrayList<>();
  volatile boolean readOnly;

  @Override
  public void connected(String client, ClientIdentity identity, String transport) {
    lines.add("+ " + client + " " + identity.version() + " " + transport);
  }

  @Override
  public void called(CallReport report) {
    lines.add(report.client() + " " + report.tool() + " " + (report.ok() ? "ok" : "failed"));
  }

  @Override
  public void disconnected(String client, String reason) {
    lines.add("- " + client + " " + reason);
  }

  @Override
  public @Nullable String refusal(ClientIdentity client, Tool tool) {
    return readOnly ? "read only" : null;
  }
}
