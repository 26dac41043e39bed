package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The resources of a server. Called on the threads of requests.
public interface ResourceSource {
  List<Resource> list();

  List<Resource> templates();

  /// Contents of a resource; null if there is none with this URI.
  ///
  /// @param client label of the client that reads, for resources that continue where it stopped
  @Nullable ObjectNode read(String uri, String client) throws InterruptedException;

  /// Whether a client can subscribe to changes of this resource.
  boolean exists(String uri);
}
