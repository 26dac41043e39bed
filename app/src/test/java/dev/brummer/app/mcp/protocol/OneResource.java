package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A source with a single resource.
record OneResource(String uri) implements ResourceSource {
  @Override
  public List<Resource> list() {
    return List.of(new Resource(uri, "one", "The resource", "text/plain"));
  }

  @Override
  public List<Resource> templates() {
    return List.of();
  }

  @Override
  public @Nullable ObjectNode read(String wanted, String client) {
    return wanted.equals(uri) ? Content.textResource(uri, "text/plain", "one") : null;
  }

  @Override
  public boolean exists(String wanted) {
    return wanted.equals(uri);
  }
}
